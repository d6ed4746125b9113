import type { KnownBlock } from '@slack/types';
import { localTime } from '../../core/instant.ts';
import type { Projects } from '../../settings/types.ts';
import { markdown, mention, section, smallMarkdown } from '../../slack/blocks/parts.ts';
import { escapeText, foreign } from '../../slack/blocks/text.ts';
import type { StoredDraft } from '../draft.ts';
import type { Standing, Trouble } from '../standing.ts';
import { rejectable, sheetWord, troubleWords } from '../standing-blocks.ts';
import { personWords } from '../time-blocks.ts';
import { actionLines, doneWords } from './action-words.ts';
import { decidedRows, StoredContent, type VarianceContent } from './content.ts';
import { isDone } from './done.ts';
import { undone, undoWords } from './undo-words.ts';

/** Who decided, when, and what became of it. */
export function outcome(draft: StoredDraft, standing: Standing, projects: Projects): KnownBlock[] {
  const { decided, trouble, status } = standing;
  const content = StoredContent.parse(draft.content);
  const when = decided ? `, ${localTime(decided.at, projects.company.timezone)}` : '';
  const problem = trouble ? [section(stuck(standing, trouble, content))] : [];
  if (status === 'settled') return [markdown(`✅ ${foreign(standing.ended ?? 'Settled.')}`)];
  if (status === 'rejected')
    return [
      markdown(
        `❌ *Rejected* by ${mention(decided?.who ?? '')}${when}. Nothing was changed; the next reconciliation asks again.`,
      ),
      section(`Reason: ${decided?.reason ?? ''}`),
      ...problem,
    ];
  if (status === 'expired') {
    const after = standing.time?.expired?.after ?? 'its time';
    return [
      markdown(
        `⌛ *Expired after ${after} without a decision.* Nothing was changed; the next reconciliation asks again.`,
      ),
    ];
  }
  if (status === 'undoing' || status === 'voided') return undone(draft, standing, projects);
  const by = standing.auto
    ? `by itself under rule “${foreign(standing.rule.label)}”`
    : `by ${standing.approvedBy.map((who) => personWords(standing, who)).join(' and ')}${when}`;
  const note = decided?.reason && decided.verb === 'approve' ? [section(`Note: ${decided.reason}`)] : [];
  return [
    markdown(lead(content, standing, by)),
    ...approved(content),
    ...note,
    ...sheetLine(draft, standing, content),
    ...problem,
    ...undoWords(draft, standing, projects),
  ];
}

function lead({ action }: VarianceContent, standing: Standing, by: string): string {
  const { status, posting, inDoubt } = standing;
  if (status === 'failed' && posting) return `⚠️ *Done in QuickBooks, but it needs a look.* Approved ${by}.`;
  if (status === 'failed')
    return inDoubt
      ? `⚠️ *Stopped: whether it was done is not known yet.* Approved ${by}.`
      : `⛔ *Failed: nothing was changed.* Approved ${by}.`;
  if (!isDone(standing))
    return `⏳ *${action.do === 'accept' ? 'Accepting' : 'Doing what was approved'}…* Approved ${by}.`;
  const words = foreign(doneWords(action, posting?.number ?? null));
  if (action.do === 'accept') return `✅ *Accepted* ${by}.`;
  return `✅ *${linked(words, posting)}*. Approved ${by}.`;
}

/** The document’s number leads to it, where the words name it; else it is said after them. */
function linked(words: string, posting: Standing['posting']): string {
  if (!posting) return words;
  const number = foreign(posting.number ?? '');
  const link = `<${posting.url}|${escapeText(posting.number ?? `Id ${posting.id}`)}>`;
  return number !== '' && words.includes(number) ? words.replace(number, () => link) : `${words}, ${link}`;
}

function approved({ action }: VarianceContent): KnownBlock[] {
  return action.do === 'accept' ? [] : [section(actionLines(action).join('\n').slice(0, 2500))];
}

function sheetLine(draft: StoredDraft, standing: Standing, content: VarianceContent): KnownBlock[] {
  const { sheetUnsaid } = standing;
  if (decidedRows(content).length === 0 || !isDone(standing)) return [];
  const mark = sheetWord(draft, standing);
  if (mark !== null && sheetUnsaid)
    return [smallMarkdown(foreign(`The sheet does not say ${mark}: ${sheetUnsaid}.`))];
  return [smallMarkdown(mark === null ? 'The sheet is not updated yet.' : `The sheet is updated: ${mark}.`)];
}

function stuck(standing: Standing, trouble: Trouble, { action }: VarianceContent): string {
  const { posting, inDoubt, done } = standing;
  const money =
    posting || done.has('post')
      ? 'What was approved is done and will not be done twice.'
      : inDoubt && action.do !== 'accept'
        ? 'The answer was lost: I look for it first, and nothing will be done twice.'
        : 'Nothing has been changed yet, and nothing will be done twice.';
  const otherwise = rejectable(standing)
    ? 'Clear the cause, then press Retry; or press Reject, run /reconcile again, and choose anew on its new card.'
    : undefined;
  return troubleWords(trouble, money, otherwise);
}
