import { type Decimal, isZero, ONE, ZERO } from '../../core/decimal.ts';
import { extend, sumMinor } from '../../core/money.ts';
import { plainText, shorten } from '../../core/text.ts';
import { dueDate } from './due-date.ts';
import type { BillingRow, DraftLine, InvoiceContent, InvoiceFacts } from './types.ts';

/** "<rowId>:time" or "<rowId>:expenses". */
export type LineKey = string;

/** Who worded it, a model or a template, is not this file's business; a line without words takes the row's own. */
export interface DraftWords {
  descriptions: ReadonlyMap<LineKey, string>;
  memo: string;
}

export interface LineOverride {
  description?: string;
  quantity?: Decimal;
  rate?: Decimal;
  /** The computed values the person had before their eyes. */
  against: { quantity: Decimal; rate: Decimal };
}

/** What people changed by hand, kept beside the facts so that a draft can be computed again under it. */
export interface Overrides {
  lines: Record<LineKey, LineOverride>;
  memo?: string;
  /** `against` is the date the terms gave, which a blanked field goes back to. */
  dueDate?: { date: string; against: string | null };
}

export const NO_OVERRIDES: Overrides = { lines: {} };

/** Below QuickBooks' 4,000 characters a line and Slack's 3,000 an input, so that every description can be edited. */
const DESCRIPTION_LIMIT = 2_900;
export const MEMO_LIMIT = 1_000;

/**
 * The invoice that the facts, the words and the people's changes make: pure, so the same three give the same
 * invoice, to the byte. An override holds only while the figures it was made against are still the computed
 * ones; `dropped` says, a sentence each, which did not. Throws RangeError for a line beyond what money.ts can
 * add up; readBillingRows leaves such rows out where it is told the item's price.
 */
export function draftInvoice(
  facts: InvoiceFacts,
  words: DraftWords,
  overrides: Overrides,
  deliver: 'email' | 'none',
): { content: InvoiceContent; dropped: string[] } {
  const dropped: string[] = [];
  const computed = [...facts.rows]
    .sort((a, b) => a.rowNumber - b.rowNumber)
    .flatMap((row) => rowLines(row, facts, words));
  const lines = computed.map((line, index) =>
    overridden(line, index, overrides.lines[line.key], facts, dropped),
  );
  const keys = new Set(lines.map((line) => line.key));
  for (const key of Object.keys(overrides.lines)) {
    if (!keys.has(key)) dropped.push('A change to a line that is no longer on the draft is dropped.');
  }

  const content: InvoiceContent = {
    customerId: facts.customer.id,
    customerName: facts.customer.fullyQualifiedName,
    currency: facts.currency,
    txnDate: facts.today,
    dueDate: chosenDueDate(facts, overrides, dropped),
    termsId: facts.customer.termsId,
    termsName: facts.term?.name ?? null,
    billEmail: facts.customer.email,
    locationId: facts.location?.id ?? null,
    txnTaxCodeId: invoiceTaxCode(facts, lines),
    memo: overrides.memo ?? shorten(words.memo.trim(), MEMO_LIMIT),
    lines,
    subtotalMinor: sumMinor(lines.map((line) => line.amountMinor)),
    // Without an address there is nothing to mail to, and the card should not promise it.
    deliver: facts.customer.email ? deliver : 'none',
    sheetId: facts.sheetId,
  };
  return { content, dropped };
}

function rowLines(row: BillingRow, facts: InvoiceFacts, words: DraftWords): DraftLine[] {
  const line = (kind: DraftLine['kind'], quantity: Decimal, rate: Decimal): DraftLine => {
    const key = `${row.rowId}:${kind}`;
    const item = kind === 'time' ? facts.item : facts.expenseItem;
    return {
      key,
      rowId: row.rowId,
      rowNumber: row.rowNumber,
      kind,
      description: shorten(visible(words.descriptions.get(key)) ?? ownWords(row, kind), DESCRIPTION_LIMIT),
      quantity,
      rate,
      amountMinor: extend(quantity, rate, facts.currency),
      serviceDate: row.date,
      itemId: item.id,
      classId: facts.class?.id ?? null,
      taxCodeId: lineTaxCode(facts, item),
    };
  };
  const lines: DraftLine[] = [];
  if (row.hours !== null && !isZero(row.hours)) {
    lines.push(line('time', row.hours, row.rate ?? facts.item.unitPrice ?? ZERO));
  }
  if (row.expenses !== null && !isZero(row.expenses)) lines.push(line('expenses', ONE, row.expenses));
  return lines;
}

function visible(text: string | undefined): string | null {
  return text === undefined || plainText(text) === '' ? null : text.trim();
}

function ownWords(row: BillingRow, kind: DraftLine['kind']): string {
  const about = plainText(row.task) || plainText(row.notes);
  if (kind === 'expenses') return about === '' ? `Expenses (row ${row.rowNumber})` : `Expenses: ${about}`;
  return about === '' ? `Services (row ${row.rowNumber})` : about;
}

/**
 * In the US a line says only whether it is taxed (`TAX`, `NON`) and QuickBooks finds the rate; elsewhere it
 * carries the id of a tax code. null, where sales tax is off or no code is known, leaves it to QuickBooks.
 */
function lineTaxCode(facts: InvoiceFacts, item: InvoiceFacts['item']): string | null {
  if (!taxed(facts)) return null;
  if ((facts.country ?? 'US') === 'US') return facts.customer.taxable && item.taxable ? 'TAX' : 'NON';
  return facts.taxCode?.id ?? item.salesTaxCodeId;
}

/** On, or not said while the customer has a tax code. */
function taxed({ salesTax, taxCode }: InvoiceFacts): boolean {
  return salesTax ?? taxCode !== null;
}

/** Where QuickBooks does not find the rate itself, a US invoice names the customer's tax code once for all its lines. */
function invoiceTaxCode(facts: InvoiceFacts, lines: readonly DraftLine[]): string | null {
  const { taxCode, automatedSalesTax = false } = facts;
  if (taxCode === null || automatedSalesTax || ['TAX', 'NON'].includes(taxCode.id)) return null;
  return lines.some(({ taxCodeId }) => taxCodeId === 'TAX') ? taxCode.id : null;
}

function overridden(
  line: DraftLine,
  index: number,
  override: LineOverride | undefined,
  facts: InvoiceFacts,
  dropped: string[],
): DraftLine {
  if (override === undefined) return line;
  const { against } = override;
  if (against.quantity !== line.quantity || against.rate !== line.rate) {
    dropped.push(
      `The change to line ${index + 1} (row ${line.rowNumber}) is dropped: it was made against ` +
        `${against.quantity} × ${against.rate}, and it is now ${line.quantity} × ${line.rate}.`,
    );
    return line;
  }
  return changedLine(line, override, facts.currency);
}

/** The line with a person's values in place of the computed ones, and its amount from them. Throws RangeError. */
export function changedLine(
  line: DraftLine,
  values: Omit<LineOverride, 'against'>,
  currency: string,
): DraftLine {
  const { description = line.description, quantity = line.quantity, rate = line.rate } = values;
  return { ...line, description, quantity, rate, amountMinor: extend(quantity, rate, currency) };
}

function chosenDueDate(
  facts: InvoiceFacts,
  { dueDate: chosen }: Overrides,
  dropped: string[],
): string | null {
  // Terms that QuickBooks has and does not show are left to it.
  const unknown = facts.term === null && facts.customer.termsId !== null;
  const computed = unknown ? null : dueDate(facts.today, facts.term);
  if (chosen === undefined) return computed;
  if (chosen.date >= facts.today) return chosen.date;
  dropped.push(`The due date ${chosen.date} is dropped: it is before the invoice's date, ${facts.today}.`);
  return computed;
}
