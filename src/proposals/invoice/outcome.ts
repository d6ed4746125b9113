import type { KnownBlock } from '@slack/types';
import { localTime } from '../../core/instant.ts';
import type { Projects } from '../../settings/types.ts';
import { markdown, mention, section } from '../../slack/blocks/parts.ts';
import { escapeText, foreign } from '../../slack/blocks/text.ts';
import type { StoredDraft } from '../draft.ts';
import type { Standing, Trouble } from '../standing.ts';
import { sheetWord, troubleWords } from '../standing-blocks.ts';
import { expiryBlocks, personWords } from '../time-blocks.ts';
import { undone, undoWords } from './undo-words.ts';
import { AS_BEFORE } from './write-back.ts';

/** Who decided, when, and what became of it: the card after the decision. */
export function outcome(draft: StoredDraft, standing: Standing, projects: Projects): KnownBlock[] {
  const { decided, posting, trouble, inDoubt } = standing;
  const when = decided ? `, ${localTime(decided.at, projects.company.timezone)}` : '';
  if (standing.status === 'rejected') {
    return [
      markdown(
        `❌ *Rejected* by ${mention(decided?.who ?? '')}${when}. Nothing was posted; its rows may be drafted again.`,
      ),
      section(`Reason: ${decided?.reason ?? ''}`),
      ...(trouble ? [section(stuck(standing, trouble))] : []),
    ];
  }
  if (standing.status === 'expired') {
    const restored = standing.sheetMark === `v${draft.version}:${AS_BEFORE}`;
    const blocks = expiryBlocks(standing, projects, restored);
    return [...blocks, ...(trouble ? [section(stuck(standing, trouble))] : [])];
  }
  if (standing.status === 'undoing' || standing.status === 'voided') return undone(standing, projects);
  const by = standing.auto
    ? `${posting ? 'It went' : 'It goes'} by itself under rule “${foreign(standing.rule.label)}”; nobody was asked.`
    : `Approved by ${standing.approvedBy.map((who) => personWords(standing, who)).join(' and ')}${when}.`;
  const lines: KnownBlock[] = [];
  if (posting) {
    const number = escapeText(posting.number ?? posting.id);
    const state = standing.status === 'failed' ? '⚠️ *Posted, but it needs a look*' : '✅ *Posted*';
    lines.push(
      markdown(
        `${state} as QuickBooks invoice <${posting.url}|${number}>. ${by}\n${sheetLine(draft, standing)}${mailLine(standing)}`,
      ),
    );
  } else if (standing.status === 'failed' && inDoubt) {
    lines.push(markdown(`⚠️ *Stopped: whether QuickBooks has the invoice is not known yet.* ${by}`));
  } else if (standing.status === 'failed') {
    lines.push(markdown(`⛔ *Failed: nothing was posted to QuickBooks.* ${by}`));
  } else {
    lines.push(markdown(`⏳ *Posting to QuickBooks…* ${by}`));
  }
  if (trouble) lines.push(section(stuck(standing, trouble)));
  lines.push(...undoWords(draft, standing, projects));
  return lines;
}

function sheetLine(draft: StoredDraft, standing: Standing): string {
  const word = sheetWord(draft, standing);
  if (standing.status === 'failed')
    return word === 'Failed' ? 'The sheet says Failed.' : 'The sheet is not updated yet.';
  return word === 'Invoiced' || word === 'Sent' ? 'The sheet is updated.' : 'The sheet is not updated yet.';
}

function mailLine({ done }: Standing): string {
  return done.has('send') ? ' QuickBooks mailed it.' : '';
}

function stuck({ posting, inDoubt }: Standing, trouble: Trouble): string {
  const money = posting
    ? `The invoice ${posting.number ?? posting.id} is in QuickBooks; no second one will be posted.`
    : inDoubt
      ? 'QuickBooks was asked to post it and the answer was lost: I look for it first, and nothing will be posted twice.'
      : 'Nothing has been posted yet, and nothing will be posted twice.';
  return troubleWords(trouble, money);
}
