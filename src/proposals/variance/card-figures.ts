import type { KnownBlock } from '@slack/types';
import { plain, small, smallMarkdown } from '../../slack/blocks/parts.ts';
import { cut, foreign } from '../../slack/blocks/text.ts';
import { money, named } from '../invoice/checks/say.ts';
import type { Standing, StoredDraft } from '../kind.ts';
import { withMore } from '../talk-blocks.ts';
import type { Subject } from './subject.ts';
import { CAUSE_WORDS, postingLine, postingName, rowLine } from './words.ts';

const OPEN = ['drafted', 'waiting'];
const SHOWN_ROWS = 6;

/** Both sides with their figures, and the menu beside them. */
export function figures(subject: Subject, draft: StoredDraft, standing: Standing): KnownBlock {
  const { differenceMinor, currency, sheet, ledger } = subject;
  const side = (lines: readonly string[]) =>
    [
      ...lines.slice(0, SHOWN_ROWS),
      ...(lines.length > SHOWN_ROWS ? [`and ${lines.length - SHOWN_ROWS} more`] : []),
    ].join('\n');
  const difference = differenceMinor === null ? 'other currencies' : money(differenceMinor, currency);
  const fields = [
    `Sheet\n${side(sheet.map(rowLine)) || 'nothing'}`,
    `QuickBooks\n${side(ledger.map(postingLine)) || 'nothing'}`,
    `Difference\n${difference}`,
    `Cause\n${CAUSE_WORDS[subject.cause]}${partWords(subject)}`,
    ...(subject.cause === 'coding' ? codes(subject) : []),
  ];
  const block = { type: 'section' as const, fields: fields.map((field) => plain(field, 1800)) };
  return OPEN.includes(standing.status) ? withMore(block, draft, MENU) : block;
}

/** Besides what every card's menu offers. */
const MENU = [
  { what: 'note', label: 'Accept with a note' },
  { what: 'assign', label: 'Assign to someone' },
  { what: 'snooze', label: 'Snooze until' },
];

function codes({ sheet, ledger }: Subject): string[] {
  const list = (rows: readonly { account: string }[]) =>
    rows.map(({ account }) => named(account) || 'none').join(', ');
  return [`Sheet’s GL code\n${list(sheet)}`, `QuickBooks’ account\n${list(ledger)}`];
}

function partWords({ parts, currency }: Subject): string {
  if (parts.length < 2) return '';
  return ` (${parts.map(({ cause, amountMinor }) => `${CAUSE_WORDS[cause]} ${money(amountMinor, currency)}`).join(', ')})`;
}

export function why({ why: reasons, confidence, ledger }: Subject): KnownBlock[] {
  const sure =
    confidence === null ? [] : [`${Math.round(confidence * 1000) / 10}% sure that they belong together`];
  const said = [...reasons, ...sure].map((reason) => cut(reason, 300)).join(' · ');
  const links = ledger
    .slice(0, SHOWN_ROWS)
    .flatMap((posting) => (posting.url === '' ? [] : [`<${posting.url}|${foreign(postingName(posting))}>`]));
  return [
    ...(said === '' ? [] : [small(`Why: ${said}`)]),
    ...(links.length === 0 ? [] : [smallMarkdown(`In QuickBooks: ${links.join(', ')}`)]),
  ];
}
