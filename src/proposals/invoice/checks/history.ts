import { daysBetween } from '../../../core/iso-date.ts';
import { listed, money, named } from '../../say.ts';
import type { PastInvoice } from '../types.ts';
import type { Check } from './check.ts';

const SIMILAR_DAYS = 60;
const ENOUGH_HISTORY = 5;

/** An invoice to the same customer, about as much and about as recent: perhaps this one, billed another way. */
export const similarInvoice: Check = ({ facts, content }) => {
  const total = content.subtotalMinor;
  const alike = facts.recentInvoices.filter((invoice) => {
    const net = beforeTax(invoice);
    if (net <= 0 || Math.abs(daysBetween(invoice.txnDate, content.txnDate)) > SIMILAR_DAYS) return false;
    return Math.abs(net - total) * 100 <= net; // within 1 %, in whole minor units
  });
  if (alike.length === 0) return [];
  const names = alike.map(
    (invoice) =>
      `${invoiceName(invoice)} of ${invoice.txnDate} over ${money(beforeTax(invoice), content.currency)}`,
  );
  const message = `${named(facts.customer.fullyQualifiedName)} was billed much the same lately: invoice ${listed(names, 3)}.`;
  return [{ code: 'similar-invoice', severity: 'warn', message }];
};

/**
 * Far from what the customer is usually billed: more than three robust deviations (1.4826 × the median distance
 * from the median) off. A deviation counts as at least 1 % of the median, so that a customer who is always billed
 * the same does not raise a warning over cents.
 */
export const unusualTotal: Check = ({ facts, content }) => {
  const past = facts.recentInvoices.map(beforeTax).filter((net) => net > 0); // voided ones stand there as zero
  if (past.length < ENOUGH_HISTORY) return [];
  const median2 = twiceMedian(past.map(BigInt));
  const deviation4 = twiceMedian(past.map((net) => distance(2n * BigInt(net), median2)));
  const spread = max(deviation4 * 14_826n, median2 * 200n); // ten-thousandths of a quarter of a minor unit
  const off4 = 2n * distance(2n * BigInt(content.subtotalMinor), median2);
  if (off4 * 10_000n <= 3n * spread) return [];
  const say = (amountMinor: number) => money(amountMinor, content.currency);
  const message =
    `${say(content.subtotalMinor)} is unusual for ${named(facts.customer.fullyQualifiedName)}: the last ` +
    `${past.length} invoices went from ${say(Math.min(...past))} to ${say(Math.max(...past))}, half of them up to ` +
    `${say(Number(median2 / 2n))}.`;
  return [{ code: 'unusual-total', severity: 'warn', message }];
};

/** Customers who work with purchase orders send back an invoice without one. */
export const missingPurchaseOrder: Check = ({ facts, content }) => {
  const past = facts.recentInvoices;
  const carrying = past.filter((invoice) => (invoice.purchaseOrder ?? '').trim() !== '');
  if (past.length < 2 || carrying.length * 2 <= past.length) return [];
  if (facts.rows.some((row) => (row.purchaseOrder ?? '').trim() !== '')) return [];
  if (/\bP\.?O\b|purchase order/i.test(content.memo)) return [];
  return [
    {
      code: 'missing-purchase-order',
      severity: 'warn',
      message: `No purchase order: ${carrying.length} of the last ${past.length} invoices to ${named(facts.customer.fullyQualifiedName)} carry one, the latest ${named(carrying[0]?.purchaseOrder ?? '', 40)}.`,
      remedy: 'Fill in PO # on the sheet and draft again, or write the number into the memo with Edit.',
    },
  ];
};

function invoiceName(invoice: PastInvoice): string {
  return named(invoice.docNumber ?? `with Id ${invoice.id}`, 30);
}

/** Drafts are compared before tax, because QuickBooks adds it only when it posts. */
function beforeTax(invoice: PastInvoice): number {
  return invoice.totalMinor - (invoice.taxMinor ?? 0);
}

/** Twice the median, which is whole even where the median lies between two. */
function twiceMedian(values: readonly bigint[]): bigint {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const low = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0n;
  const high = sorted[Math.floor(sorted.length / 2)] ?? 0n;
  return low + high;
}

function distance(a: bigint, b: bigint): bigint {
  return a > b ? a - b : b - a;
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** QuickBooks would not show it, so nothing was compared with it: silence here is not a clean bill. */
export const notCompared: Check = ({ facts }) => {
  const { unread = [] } = facts;
  if (unread.length === 0) return [];
  const message = `QuickBooks does not show its ${listed(unread)}, so the draft was not compared with them.`;
  return [{ code: 'not-compared', severity: 'info', message }];
};
