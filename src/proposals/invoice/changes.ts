import { money, named, rateText } from '../say.ts';
import type { DraftLine, InvoiceContent } from './types.ts';

/** One difference between two versions, for people: { field: "Line 2 quantity", old: "8", new: "7.5" }. */
export interface Change {
  field: string;
  /** "" where there was nothing. */
  old: string;
  new: string;
}

/**
 * What differs between two versions, lines first and the total last. Empty where nothing that is posted
 * differs: a row that only moved within the sheet is not a change.
 */
export function describeChanges(before: InvoiceContent, after: InvoiceContent): Change[] {
  const changes: Change[] = [];
  const note = (field: string, old: string | null, next: string | null) => {
    if (old !== next) changes.push({ field, old: old ?? '', new: next ?? '' });
  };
  const earlier = new Map(before.lines.map((line, index) => [line.key, { line, number: index + 1 }]));
  const later = new Set(after.lines.map((line) => line.key));
  for (const [index, line] of after.lines.entries()) {
    const old = earlier.get(line.key);
    if (old === undefined) note(`Line ${index + 1} added`, null, wholeLine(line, after.currency));
    else lineChanges(`Line ${index + 1}`, old.line, line, before.currency, after.currency, note);
  }
  for (const [key, { line, number }] of earlier) {
    if (!later.has(key)) note(`Line ${number} removed`, wholeLine(line, before.currency), null);
  }
  if (reordered(before, after)) note('Order of the lines', 'as before', 'changed');

  contentChanges(before, after, note);
  return changes;
}

type Note = (field: string, old: string | null, next: string | null) => void;

function lineChanges(
  name: string,
  old: DraftLine,
  line: DraftLine,
  oldCurrency: string,
  currency: string,
  note: Note,
): void {
  note(`${name} description`, old.description, line.description);
  note(`${name} quantity`, old.quantity, line.quantity);
  note(`${name} rate`, rateText(old.rate, oldCurrency), rateText(line.rate, currency));
  note(`${name} amount`, money(old.amountMinor, oldCurrency), money(line.amountMinor, currency));
  note(`${name} service date`, old.serviceDate, line.serviceDate);
  note(`${name} item`, reference(old.itemId), reference(line.itemId));
  note(`${name} class`, reference(old.classId), reference(line.classId));
  note(`${name} tax code`, old.taxCodeId, line.taxCodeId);
}

function contentChanges(before: InvoiceContent, after: InvoiceContent, note: Note): void {
  note('Customer', before.customerName, after.customerName);
  note('Customer in QuickBooks', reference(before.customerId), reference(after.customerId));
  note('E-mail', before.billEmail, after.billEmail);
  note(
    'Mailed by QuickBooks',
    before.deliver === 'email' ? 'yes' : 'no',
    after.deliver === 'email' ? 'yes' : 'no',
  );
  note('Terms', before.termsName, after.termsName);
  note('Terms in QuickBooks', reference(before.termsId), reference(after.termsId));
  note('Invoice date', before.txnDate, after.txnDate);
  note('Due date', before.dueDate, after.dueDate);
  note('Location', reference(before.locationId), reference(after.locationId));
  note('Tax code of the invoice', reference(before.txnTaxCodeId), reference(after.txnTaxCodeId));
  note('Memo', before.memo, after.memo);
  note('Currency', before.currency, after.currency);
  note('Sheet', before.sheetId, after.sheetId);
  note('Total', money(before.subtotalMinor, before.currency), money(after.subtotalMinor, after.currency));
}

function wholeLine(line: DraftLine, currency: string): string {
  const sum = `${line.quantity} × ${rateText(line.rate, currency)} = ${money(line.amountMinor, currency)}`;
  return `${named(line.description, 80)}: ${sum}`;
}

function reference(id: string | null): string | null {
  return id === null ? null : `Id ${id}`;
}

function reordered(before: InvoiceContent, after: InvoiceContent): boolean {
  const common = (one: InvoiceContent, other: InvoiceContent) => {
    const keys = new Set(other.lines.map((line) => line.key));
    return one.lines.map((line) => line.key).filter((key) => keys.has(key));
  };
  return common(before, after).join('\n') !== common(after, before).join('\n');
}
