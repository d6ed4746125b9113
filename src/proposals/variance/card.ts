import type { KnownBlock } from '@slack/types';
import { localTime } from '../../core/instant.ts';
import { nameAmong } from '../../settings/people.ts';
import type { Projects } from '../../settings/types.ts';
import type { Card } from '../../slack/blocks/card.ts';
import { mention, plain, section, small, smallMarkdown } from '../../slack/blocks/parts.ts';
import { cut, foreign } from '../../slack/blocks/text.ts';
import type { StoredDraft } from '../draft.ts';
import { named } from '../say.ts';
import { type Standing, UNDECIDED } from '../standing.ts';
import { findingLine, heldBack } from '../standing-blocks.ts';
import { talkBlocks } from '../talk-blocks.ts';
import { escalationBlocks, personWords } from '../time-blocks.ts';
import { DROPPED } from './accounts.ts';
import { actionLabel, actionLines } from './action-words.ts';
import { buttons } from './card-buttons.ts';
import { figures, postingLinks } from './card-figures.ts';
import { StoredBasis, StoredContent, type VarianceContent } from './content.ts';
import { isDone } from './done.ts';
import { outcome } from './outcome.ts';
import { headline } from './story.ts';
import type { Subject } from './subject.ts';
import { postingLine, rowLine } from './words.ts';

/** Decided from the card alone: both figures, the cause and why, what may be done about it. */
export function card(draft: StoredDraft, standing: Standing, projects: Projects): Card {
  const content = StoredContent.parse(draft.content);
  const { subject } = StoredBasis.parse(draft.basis);
  const title = headline(subject);
  const undecided = UNDECIDED.includes(standing.status) || standing.status === 'observed';
  const text = cut(`${foreign(title)} · ${statusLine(draft, standing, projects)}`, 3000);
  const blocks: KnownBlock[] = [
    { type: 'header', text: plain(title, 150) },
    ...heldBack(standing),
    ...(undecided ? escalationBlocks(standing, projects) : []),
    ...(undecided ? talkBlocks(standing) : []),
    ...(undecided ? [] : outcome(draft, standing, projects)),
    ...(undecided ? figures(subject, draft, standing) : [small(shrunk(subject))]),
    ...(undecided ? findings(draft) : []),
    ...(undecided ? changes(draft) : []),
    ...(undecided ? proposed(content, draft) : []),
    ...smallPrint(draft, subject, standing, projects, undecided),
    ...buttons(draft, standing, content, subject),
  ];
  return { text, blocks };
}

function statusLine(draft: StoredDraft, standing: Standing, projects: Projects): string {
  const name = (who: string) => foreign(nameAmong(projects.people, who));
  const { tally, status, decided } = standing;
  const { action } = StoredContent.parse(draft.content);
  if (status === 'observed') return 'only observed: nothing is asked and nothing is written';
  if (UNDECIDED.includes(status)) {
    const blocked = draft.findings.some(({ severity }) => severity === 'block');
    const what = action.do === 'accept' ? 'to decide' : `proposed: ${foreign(actionLabel(action))}`;
    return `v${draft.version}, ${blocked ? 'cannot be approved yet' : what}, ${tally.have} of ${tally.need}`;
  }
  if (status === 'settled') return foreign(standing.ended ?? 'settled');
  if (status === 'undoing' || status === 'voided')
    return `${status === 'voided' ? 'undone' : 'being undone'} by ${name(standing.undo.by ?? '')}`;
  if (status === 'rejected') return `rejected by ${name(decided?.who ?? '')}`;
  if (status === 'expired')
    return `expired after ${standing.time?.expired?.after ?? 'its time'} without a decision`;
  if (status === 'failed')
    return standing.inDoubt ? 'stopped: whether it was done is not known yet' : 'failed';
  const by = standing.auto ? 'by its rule' : `by ${standing.approvedBy.map(name).join(' and ')}`;
  return `${action.do === 'accept' ? 'accepted' : 'approved'} ${by}${isDone(standing) ? '' : ', not done yet'}`;
}

function findings({ findings: found }: StoredDraft): KnownBlock[] {
  if (found.length === 0) return [];
  return [section(found.map(findingLine).join('\n'))];
}

function changes(draft: StoredDraft): KnownBlock[] {
  const list = draft.changes.filter(({ field }) => field !== 'Proposed' || draft.author.kind === 'drift');
  if (list.length === 0) return [];
  const said = list.map(
    ({ field, old, new: now }) => `${field}: ${cut(old, 200) || '–'} → ${cut(now, 200) || '–'}`,
  );
  const other = list.every(({ field }) => field === DROPPED);
  const what = other ? 'Decided with another card' : 'Sheet or books changed';
  return [smallMarkdown(`*v${draft.version}* · ${what}`), small(said.join('\n'))];
}

/** What would be done, value by value; nothing where it is to be accepted. */
function proposed({ action }: VarianceContent, draft: StoredDraft): KnownBlock[] {
  if (action.do === 'accept') return [];
  const by = draft.author.kind === 'person' ? ` by ${mention(draft.author.who)}` : '';
  return [
    smallMarkdown(`*Proposed${by}, v${draft.version}:*`),
    section(cut(actionLines(action).join('\n'), 2500)),
  ];
}

/** After the decision: what it was about, a line for each side. */
function shrunk({ sheet, ledger }: Subject): string {
  const side = (lines: readonly string[]) =>
    lines.length > 1 ? `${lines[0]} and ${lines.length - 1} more` : (lines[0] ?? '');
  return [
    `Sheet: ${side(sheet.map(rowLine)) || 'nothing'}`,
    `QuickBooks: ${side(ledger.map(postingLine)) || 'nothing'}`,
  ].join('\n');
}

function smallPrint(
  draft: StoredDraft,
  subject: Subject,
  standing: Standing,
  projects: Projects,
  undecided: boolean,
): KnownBlock[] {
  const links = postingLinks(subject);
  const open = links.length > 0 ? ` · open ${links.join(', ')}` : '';
  const lead = `Approval ${standing.number} · *v${draft.version}* · reconciliation ${subject.run}${open}`;
  if (!undecided) return [smallMarkdown(lead)];
  const { tally, approvedBy, mayApprove, assignedTo } = standing;
  const person = (who: string) => personWords(standing, who);
  const given = approvedBy.length > 0 ? ` (${approvedBy.map(person).join(', ')})` : '';
  const missing = mayApprove.slice(0, 8).map(person).join(', ');
  const assigned = assignedTo ? `\nAssigned to ${mention(assignedTo)}` : '';
  const when = `as of ${localTime(standing.madeAt, projects.company.timezone)}`;
  return [
    smallMarkdown(
      `${lead}${assigned}\nApprovals: *${tally.have} of ${tally.need}*${given} · ${missing ? `may approve: ${missing}` : 'nobody named in projects.yml may approve it'}`,
    ),
    small(`“${named(subject.sheetName, 80)}” · ${when} · ${standing.rule.label}`),
  ];
}
