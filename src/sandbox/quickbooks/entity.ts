import { type Decimal, parseDecimal, ZERO } from '../../core/decimal.ts';

/** A record as QuickBooks sends it. */
export interface Entity {
  Id: string;
  SyncToken: string;
  [field: string]: unknown;
}

export type Fields = Record<string, unknown>;

/** `list`: people and things with a name and Active, never deleted. `transaction`: dated, kept by its own Id. */
export type EntityKind = 'list' | 'transaction' | 'single';

const KINDS: Readonly<Record<string, EntityKind>> = {
  ...Object.fromEntries(
    'Customer Item Term TaxCode TaxRate TaxAgency Class Department Account Vendor Employee PaymentMethod'
      .split(' ')
      .map((name) => [name, 'list' as const]),
  ),
  ...Object.fromEntries(
    'Invoice Estimate CreditMemo SalesReceipt RefundReceipt Payment Bill BillPayment Purchase PurchaseOrder VendorCredit JournalEntry Deposit Transfer TimeActivity Attachable'
      .split(' ')
      .map((name) => [name, 'transaction' as const]),
  ),
  CompanyInfo: 'single',
  Preferences: 'single',
};

const SALES_FORMS = new Set(['Invoice', 'Estimate', 'CreditMemo', 'SalesReceipt', 'RefundReceipt']);

export function entityKind(name: string): EntityKind | null {
  return KINDS[name] ?? null;
}

export function isSalesForm(name: string): boolean {
  return SALES_FORMS.has(name);
}

/** "timeactivity" or "TimeActivity" as "TimeActivity"; null for what this stand-in does not keep. */
export function entityName(text: string): string | null {
  return Object.keys(KINDS).find((name) => name.toLowerCase() === text.toLowerCase()) ?? null;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under `key`; null where there is none. */
export function fieldsAt(value: unknown, key: string): Fields | null {
  const inner = isFields(value) ? value[key] : undefined;
  return isFields(inner) ? inner : null;
}

export function textAt(value: unknown, key: string): string | null {
  const inner = isFields(value) ? value[key] : undefined;
  return typeof inner === 'string' && inner !== '' ? inner : null;
}

export function listAt(value: unknown, key: string): Fields[] {
  const inner = isFields(value) ? value[key] : undefined;
  return Array.isArray(inner) ? inner.filter(isFields) : [];
}

/** The id in a reference field such as CustomerRef; null where it is absent or empty. */
export function refId(value: unknown, key: string): string | null {
  return textAt(fieldsAt(value, key), 'value');
}

/** QuickBooks takes amounts as numbers or as text; null for anything that is not a plain decimal. */
export function decimalAt(value: unknown, key: string): Decimal | null {
  const inner = isFields(value) ? value[key] : undefined;
  return inner === undefined || inner === null ? null : parseDecimal(inner);
}

export function amountAt(value: unknown, key: string): Decimal {
  return decimalAt(value, key) ?? ZERO;
}

/** The instant as QuickBooks writes it, seven hours behind UTC, so that nobody takes its text for UTC. */
export function stamp(instant: Date): string {
  return `${shifted(instant).slice(0, 19)}-07:00`;
}

/** The date on the server's calendar, seven hours behind UTC. */
export function serverDate(instant: Date): string {
  return shifted(instant).slice(0, 10);
}

function shifted(instant: Date): string {
  return new Date(instant.getTime() - 7 * 3_600_000).toISOString();
}

/** An ISO date so many days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
