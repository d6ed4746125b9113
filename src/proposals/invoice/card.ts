import type { Button, KnownBlock } from '@slack/types';
import type { Projects } from '../../settings/types.ts';
import type { Card } from '../../slack/blocks/card.ts';
import {
  actions,
  button,
  byteLength,
  MESSAGE_BYTES,
  mention,
  plain,
  section,
  small,
  smallMarkdown,
} from '../../slack/blocks/parts.ts';
import { cut, foreign } from '../../slack/blocks/text.ts';
import { ACTIONS, targetValue } from '../decision-buttons.ts';
import type { StoredDraft } from '../draft.ts';
import { counted, money, named } from '../say.ts';
import { type Standing, UNDECIDED } from '../standing.ts';
import { findingLine, heldBack, laterButtons } from '../standing-blocks.ts';
import { talkBlocks } from '../talk-blocks.ts';
import { escalationBlocks } from '../time-blocks.ts';
import { ALL_LINES, lineTable, shrunk, totals } from './card-figures.ts';
import { customer, headline, statusLine } from './headline.ts';
import { outcome } from './outcome.ts';
import { smallPrint } from './small-print.ts';
import { StoredBasis, StoredContent } from './stored.ts';
import type { InvoiceContent } from './types.ts';
import { undoable } from './undo.ts';
import { askUndo } from './undo-words.ts';

/** What a person decides from, on a phone, in ten seconds: what, for whom, how much; what is unusual; the lines. */
export function card(draft: StoredDraft, standing: Standing, projects: Projects): Card {
  const content = StoredContent.parse(draft.content);
  const { facts } = StoredBasis.parse(draft.basis);
  const title = headline(content);
  const undecided = UNDECIDED.includes(standing.status) || standing.status === 'observed';
  const text = cut(`${foreign(title)} · ${statusLine(draft, standing, projects)}`, 3000);
  const build = (descriptionLimit: number, findingLimit: number): KnownBlock[] => [
    { type: 'header', text: plain(title, 150) },
    ...heldBack(standing),
    ...(standing.status === 'observed' ? [observed()] : []),
    ...(undecided ? escalationBlocks(standing, projects) : []),
    ...(undecided ? talkBlocks(standing) : []),
    ...(undecided ? [] : outcome(draft, standing, projects)),
    ...(undecided ? findings(draft, findingLimit) : []),
    ...(undecided ? changes(draft) : []),
    ...(undecided
      ? [lineTable(content, descriptionLimit), ...totals(content, draft, standing)]
      : [shrunk(content)]),
    ...smallPrint(draft, content, facts, standing, projects, undecided),
    ...buttons(draft, standing, content),
  ];
  // Long descriptions give way before anything else does; every line, quantity and amount stays.
  const sizes: [number, number][] = [
    [400, 2500],
    [200, 1800],
    [100, 1200],
    [50, 800],
    [25, 500],
  ];
  const blocks = sizes
    .map(([words, found]) => build(words, found))
    .find((built) => byteLength(built) <= MESSAGE_BYTES);
  return { text, blocks: blocks ?? build(12, 300) };
}

/** Said on the card itself: it looks like one that asks, and nobody is to look for its buttons. */
function observed(): KnownBlock {
  return smallMarkdown(
    '👁 *Only observed*: this is what it would ask. Nobody has to decide, and nothing is posted or written.',
  );
}

function findings(draft: StoredDraft, limit: number): KnownBlock[] {
  if (draft.findings.length === 0) return [];
  const lines = draft.findings.map(findingLine);
  const blocked = draft.findings.filter(({ severity }) => severity === 'block').length;
  const lead = blocked > 0 ? `Can’t be approved yet: ${counted(blocked, 'finding')} to clear first.\n` : '';
  return [section(cut(`${lead}${lines.join('\n')}`, limit))];
}

function changes(draft: StoredDraft): KnownBlock[] {
  if (draft.changes.length === 0) return [];
  const by =
    draft.author.kind === 'person' ? `Changed by ${mention(draft.author.who)}` : 'Sheet or books changed';
  // What it comes to now is never among those left out.
  const totalFirst = [...draft.changes].sort(
    (a, b) => Number(b.field === 'Total') - Number(a.field === 'Total'),
  );
  const list = totalFirst.map(
    ({ field, old, new: now }) => `${field}: ${named(old, 80) || '–'} → ${named(now, 80) || '–'}`,
  );
  const shown = list.length > 8 ? [...list.slice(0, 8), `and ${list.length - 8} more`] : list;
  return [smallMarkdown(`*v${draft.version}* · ${by}`), small(shown.join('\n'))];
}

function buttons(draft: StoredDraft, standing: Standing, content: InvoiceContent): KnownBlock[] {
  const value = targetValue(draft);
  const all = content.lines.length > ALL_LINES ? [button(ACTIONS.showAll, 'Show all', value)] : [];
  if (UNDECIDED.includes(standing.status)) {
    const blocked = draft.findings.some(({ severity }) => severity === 'block');
    const approve: Button = {
      ...button(ACTIONS.approve, 'Approve', value, blocked ? undefined : 'primary'),
      ...(standing.rule.confirm ? { confirm: confirmation(content) } : {}),
    };
    const rest = [button(ACTIONS.edit, 'Edit', value), button(ACTIONS.reject, 'Reject', value, 'danger')];
    return [actions('decide', [approve, ...rest, ...all])];
  }
  return laterButtons(value, standing, undoable(draft, standing) ? [askUndo(value, standing, content)] : []);
}

function confirmation(content: InvoiceContent) {
  const amount = money(content.subtotalMinor, content.currency);
  return {
    title: plain('Approve this invoice?', 100),
    text: plain(
      `${amount} for ${customer(content)}. It is posted to QuickBooks as it stands on the card.`,
      300,
    ),
    confirm: plain('Approve', 30),
    deny: plain('Not yet', 30),
  };
}
