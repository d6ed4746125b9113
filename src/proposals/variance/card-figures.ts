import type { KnownBlock } from '@slack/types';
import { plain, section } from '../../slack/blocks/parts.ts';
import { cut, foreign } from '../../slack/blocks/text.ts';
import type { StoredDraft } from '../draft.ts';
import { counted, money, named } from '../say.ts';
import { type Standing, UNDECIDED } from '../standing.ts';
import { withMore } from '../talk-blocks.ts';
import { StoredContent } from './content.ts';
import type { LedgerRow, SheetRow } from './rows.ts';
import { causeLine, sums } from './story.ts';
import type { Subject } from './subject.ts';
import { postingLine, postingName, rowLine, said } from './words.ts';

const SHOWN_ROWS = 6;

/** What it is and why it is thought so, and the menu beside it; then both sides with their figures. */
export function figures(subject: Subject, draft: StoredDraft, standing: Standing): KnownBlock[] {
  const words = section(cut([causeLine(subject), why(subject)].filter(Boolean).join('\n'), 2500));
  const fields = [sheetSide(subject.sheet), booksSide(subject.ledger)];
  return [
    UNDECIDED.includes(standing.status) ? withMore(words, draft, menu(draft)) : words,
    { type: 'section', fields: fields.map((field) => plain(field, 1800)) },
  ];
}

/** Besides what every card's menu offers. */
function menu({ content }: StoredDraft): { what: string; label: string }[] {
  const { action } = StoredContent.parse(content);
  return [
    // Whoever accepts a variance with a note does not mean to post the bill that is proposed for it.
    { what: 'note', label: `${action.do === 'accept' ? 'Accept' : 'Approve'} with a note` },
    { what: 'assign', label: 'Assign to someone' },
    { what: 'snooze', label: 'Snooze until' },
  ];
}

function sheetSide(rows: readonly SheetRow[]): string {
  const [row, ...others] = rows;
  if (!row) return 'Sheet: nothing';
  if (others.length > 0) return several('Sheet', counted(rows.length, 'row'), rows, rowLine);
  const { rowNumber, description, vendor, invoice, date } = row;
  const what = [`Row ${rowNumber}`, named(description, 80)].filter(Boolean).join(' · ');
  const which = [named(vendor, 50), named(invoice, 30), date].filter(Boolean).join(' · ');
  return `Sheet: ${money(row.amountMinor, row.currency)}\n${what}\n${which}`;
}

function booksSide(postings: readonly LedgerRow[]): string {
  const [posting, ...others] = postings;
  if (!posting) return 'QuickBooks: nothing';
  if (others.length > 0)
    return several('QuickBooks', counted(postings.length, 'posting'), postings, postingLine);
  const { memo, vendor, date } = posting;
  const what = [postingName(posting), named(said(memo), 80)].filter(Boolean).join(' · ');
  const whose = [named(vendor, 50), date].filter(Boolean).join(' · ');
  return `QuickBooks: ${money(posting.amountMinor, posting.currency)}\n${what}\n${whose}`;
}

function several<Row extends SheetRow | LedgerRow>(
  title: string,
  count: string,
  rows: readonly Row[],
  line: (row: Row) => string,
): string {
  const more = rows.length > SHOWN_ROWS ? [`and ${rows.length - SHOWN_ROWS} more`] : [];
  return [`${title}: ${sums(rows)} in ${count}`, ...rows.slice(0, SHOWN_ROWS).map(line), ...more].join('\n');
}

/** Never rounded up: what is not certain does not read as if it were. */
function why({ why: reasons, confidence }: Subject): string {
  const sure =
    confidence === null ? [] : [`${Math.floor(confidence * 1000) / 10} % sure that they belong together`];
  const words = [...reasons, ...sure].map((reason) => cut(reason, 300)).join('; ');
  return words === '' ? '' : `Why: ${words}.`;
}

/** mrkdwn: where each posting is opened. */
export function postingLinks({ ledger }: Subject): string[] {
  return ledger
    .slice(0, SHOWN_ROWS)
    .flatMap((posting) => (posting.url === '' ? [] : [`<${posting.url}|${foreign(postingName(posting))}>`]));
}
