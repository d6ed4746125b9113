import type { Decimal } from '../../core/decimal.ts';
import { parseIsoDate } from '../../core/iso-date.ts';
import { sumMinor } from '../../core/money.ts';
import { plainText } from '../../core/text.ts';
import { changedLine, type LineOverride, MEMO_LIMIT, type Overrides } from './draft.ts';
import { typedQuantity, typedRate } from './typed-number.ts';
import type { DraftLine, InvoiceContent } from './types.ts';

/** A submitted form, as typed. A line that is not on it stays as it is. */
export interface EditInput {
  lines: { key: string; description: string; quantity: string; rate: string }[];
  memo: string;
  /** ISO; null or blank for what the terms say. */
  dueDate: string | null;
}

export interface EditError {
  /** "line:<key>:description", "line:<key>:quantity", "line:<key>:rate", "memo", "dueDate". */
  field: string;
  message: string;
}

export type EditResult =
  | { ok: true; changed: boolean; overrides: Overrides; content: InvoiceContent }
  | { ok: false; errors: EditError[] };

// How many places QuickBooks keeps is not documented; these are what its own forms are said to take (unsure).
const QUANTITY_DECIMALS = 5;
const RATE_DECIMALS = 7;
const DESCRIPTION_LIMIT = 4_000;

/**
 * A person's changes on top of the earlier ones. `content` is the draft the form was opened on, `overrides`
 * what it was made under; the result's content is what draftInvoice would make of the result's overrides.
 * All errors come at once; where there is one, nothing is changed. `changed` is false for a form sent as it was.
 */
export function applyEdit(content: InvoiceContent, overrides: Overrides, input: EditInput): EditResult {
  const errors: EditError[] = [];
  const next: Overrides = { ...overrides, lines: { ...overrides.lines } };
  const typed = new Map(input.lines.map((line) => [line.key, line]));
  const lines = content.lines.map((line) => {
    const form = typed.get(line.key);
    if (form === undefined) return line;
    const { edited, override } = editLine(line, overrides.lines[line.key], form, content.currency, errors);
    if (override === null) delete next.lines[line.key];
    else next.lines[line.key] = override;
    return edited;
  });
  for (const { key } of input.lines) {
    if (content.lines.some((line) => line.key === key)) continue;
    errors.push({ field: `line:${key}:description`, message: 'This line is no longer on the draft.' });
  }

  const memo = trimmed(input.memo);
  if (memo.length > MEMO_LIMIT) errors.push({ field: 'memo', message: `At most ${MEMO_LIMIT} characters.` });
  if (memo !== trimmed(content.memo)) next.memo = memo;
  const due = editDueDate(content, next, input.dueDate, errors);
  if (errors.length > 0) return { ok: false, errors };

  const edited: InvoiceContent = {
    ...content,
    lines,
    memo: next.memo ?? content.memo,
    dueDate: due,
    subtotalMinor: sumMinor(lines.map((line) => line.amountMinor)),
  };
  const changed =
    edited.memo !== content.memo ||
    edited.dueDate !== content.dueDate ||
    lines.some((line, index) => !sameValues(line, content.lines[index]));
  return changed
    ? { ok: true, changed, overrides: next, content: edited }
    : { ok: true, changed, overrides, content };
}

function sameValues(a: DraftLine, b: DraftLine | undefined): boolean {
  return a.description === b?.description && a.quantity === b.quantity && a.rate === b.rate;
}

function editLine(
  line: DraftLine,
  before: LineOverride | undefined,
  form: EditInput['lines'][number],
  currency: string,
  errors: EditError[],
): { edited: DraftLine; override: LineOverride | null } {
  const fail = (field: string, message: string) =>
    errors.push({ field: `line:${line.key}:${field}`, message });
  const against = before?.against ?? { quantity: line.quantity, rate: line.rate };
  const description = trimmed(form.description);
  if (plainText(description) === '') fail('description', 'Say what this line is for.');
  if (description.length > DESCRIPTION_LIMIT) fail('description', `At most ${DESCRIPTION_LIMIT} characters.`);
  const quantity = typedOr(line.quantity, form.quantity, (text) => typedQuantity(text, QUANTITY_DECIMALS));
  const rate = typedOr(line.rate, form.rate, (text) => typedRate(text, RATE_DECIMALS, currency));
  if (!quantity.ok) fail('quantity', quantity.message);
  if (!rate.ok) fail('rate', rate.message);
  if (!quantity.ok || !rate.ok) return { edited: line, override: before ?? null };

  const override: LineOverride = { ...before, against };
  if (description !== trimmed(line.description)) override.description = description;
  setUnlessComputed(override, 'quantity', quantity.value);
  setUnlessComputed(override, 'rate', rate.value);
  try {
    const { against: _, ...values } = override;
    const edited = changedLine(line, { ...values, quantity: quantity.value, rate: rate.value }, currency);
    return { edited, override: Object.keys(values).length === 0 ? null : override };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    fail('quantity', 'Quantity times rate is more than an invoice line can hold.');
    return { edited: line, override: before ?? null };
  }
}

/** As a form sends it back: line ends of one kind, nothing around, and nothing that cannot be stored. */
function trimmed(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '').replaceAll('\r\n', '\n').trim();
}

/** A field sent as it was shown is taken as it is, however many decimals the sheet gave it. */
function typedOr(current: Decimal, text: string, parse: (text: string) => ReturnType<typeof typedQuantity>) {
  return text.trim() === current ? { ok: true as const, value: current } : parse(text);
}

function setUnlessComputed(override: LineOverride, field: 'quantity' | 'rate', value: Decimal): void {
  if (value === override.against[field]) delete override[field];
  else override[field] = value;
}

function editDueDate(
  content: InvoiceContent,
  next: Overrides,
  typed: string | null,
  errors: EditError[],
): string | null {
  const computed = next.dueDate === undefined ? content.dueDate : next.dueDate.against;
  const text = typed?.trim() ?? '';
  const date = text === '' ? computed : parseIsoDate(text);
  if (text !== '' && date === null) {
    errors.push({ field: 'dueDate', message: 'Write the due date as 2026-09-30.' });
  } else if (date !== null && date < content.txnDate) {
    errors.push({
      field: 'dueDate',
      message: `The due date is before the invoice's date, ${content.txnDate}.`,
    });
  } else if (date === null || date === computed) {
    delete next.dueDate;
  } else {
    next.dueDate = { date, against: computed };
  }
  return date;
}
