import type { KnownBlock, TableBlock } from '@slack/types';
import { plainText, shorten } from '../../core/text.ts';
import { plain, small } from '../../slack/blocks/parts.ts';
import type { StoredDraft } from '../draft.ts';
import { counted, money, named, rateText } from '../say.ts';
import { type Standing, UNDECIDED } from '../standing.ts';
import { withMore } from '../talk-blocks.ts';
import type { DraftLine, InvoiceContent } from './types.ts';

/** Up to this many lines all show; beyond, the first ten and "Show all". */
export const ALL_LINES = 15;
const FIRST_LINES = 10;

export function lineTable(content: InvoiceContent, descriptionLimit: number): TableBlock {
  const shown = content.lines.length > ALL_LINES ? content.lines.slice(0, FIRST_LINES) : content.lines;
  const cell = (text: string) => ({ type: 'raw_text' as const, text: text || '–' });
  const row = (line: DraftLine) => [
    cell(shorten(plainText(line.description), descriptionLimit)),
    cell(line.quantity),
    cell(rateText(line.rate, content.currency)),
    cell(money(line.amountMinor, content.currency)),
  ];
  return {
    type: 'table',
    column_settings: [{ is_wrapped: true }, { align: 'right' }, { align: 'right' }, { align: 'right' }],
    rows: [['Description', 'Qty', 'Rate', 'Amount'].map(cell), ...shown.map(row)],
  };
}

export function totals(content: InvoiceContent, draft: StoredDraft, standing: Standing): KnownBlock[] {
  const hidden = content.lines.length > ALL_LINES ? content.lines.length - FIRST_LINES : 0;
  const more =
    hidden > 0 ? [small(`and ${counted(hidden, 'more line')}: Show all has every one of them`)] : [];
  const terms = content.termsName === null ? 'No terms' : named(content.termsName);
  const mail = content.deliver === 'email' ? `QuickBooks mails it to ${content.billEmail}` : 'Not mailed';
  const fields = [
    `Subtotal\n${money(content.subtotalMinor, content.currency)}`,
    `Terms\n${terms}`,
    `Due date\n${content.dueDate ?? '–'}`,
    `Delivery\n${mail}`,
  ];
  const figures = { type: 'section' as const, fields: fields.map((field) => plain(field, 2000)) };
  return [...more, UNDECIDED.includes(standing.status) ? withMore(figures, draft) : figures];
}

/** After the decision: what it was, in one line. */
export function shrunk(content: InvoiceContent): KnownBlock {
  const first = named(content.lines[0]?.description ?? '', 120);
  const rest = content.lines.length > 1 ? ` and ${counted(content.lines.length - 1, 'more line')}` : '';
  const due = content.dueDate ? ` · due ${content.dueDate}` : '';
  return small(`${first}${rest} · subtotal ${money(content.subtotalMinor, content.currency)}${due}`);
}
