import { parseDecimal } from '../../core/decimal.ts';
import { extend, toDecimal } from '../../core/money.ts';
import type { QuickBooksSeed } from '../quickbooks/seed.ts';
import { TERM } from './book-ids.ts';
import { addDays } from './calendar.ts';

export type SeedInvoice = NonNullable<QuickBooksSeed['Invoice']>[number];
export type SeedLine = SeedInvoice['Line'][number];

/** A line as it is sold: quantity and price exact to the cent. */
export interface Sold {
  description: string;
  item: string;
  quantity: number;
  price: number;
  serviceDate: string;
  class: string | null;
}

export interface Sale {
  customer: string;
  email: string | null;
  date: string;
  term: string;
  location: string | null;
  currency: string;
  purchaseOrder: string | null;
  mailed: boolean;
  /** Days until it was paid; null: still owed. */
  paidAfter: number | null;
  lines: Sold[];
}

/** Cents of quantity times price, rounded once. */
export function centsOf(quantity: number, price: number): number {
  const exact = [parseDecimal(quantity), parseDecimal(price)];
  const [q, p] = exact;
  if (!q || !p) throw new Error(`${quantity} × ${price} is no amount`);
  return extend(q, p, 'USD');
}

/** Cents as the JSON number that QuickBooks and Smartsheet carry: 31248 is 312.48. */
export function amountOf(cents: number): number {
  return Number(toDecimal(cents, 'USD'));
}

function lineOf({ description, item, quantity, price, serviceDate, ...sold }: Sold, index: number): SeedLine {
  return {
    Id: String(index + 1),
    Description: description,
    Amount: amountOf(centsOf(quantity, price)),
    DetailType: 'SalesItemLineDetail',
    SalesItemLineDetail: {
      ItemRef: { value: item },
      Qty: quantity,
      UnitPrice: price,
      ServiceDate: serviceDate,
      TaxCodeRef: { value: 'NON' },
      ...(sold.class !== null && { ClassRef: { value: sold.class } }),
    },
  };
}

function totalCents(sale: Sale): number {
  return sale.lines.reduce((sum, { quantity, price }) => sum + centsOf(quantity, price), 0);
}

const DAYS: Readonly<Record<string, number>> = { [TERM.dueOnReceipt]: 0, [TERM.net15]: 15, [TERM.net30]: 30 };

function dueDate(sale: Sale): string {
  return addDays(sale.date, DAYS[sale.term] ?? 0);
}

export function invoiceOf(sale: Sale, id: number, number: number, paid: boolean): SeedInvoice {
  const total = amountOf(totalCents(sale));
  return {
    Id: String(id),
    DocNumber: String(number),
    MetaData: { CreateTime: `${sale.date}T15:04:00-06:00`, LastUpdatedTime: `${sale.date}T15:04:00-06:00` },
    TxnDate: sale.date,
    DueDate: dueDate(sale),
    CustomerRef: { value: sale.customer },
    SalesTermRef: { value: sale.term },
    CurrencyRef: { value: sale.currency },
    EmailStatus: sale.mailed ? 'EmailSent' : 'NotSet',
    PrintStatus: 'NotSet',
    ...(sale.email !== null && { BillEmail: { Address: sale.email } }),
    ...(sale.location !== null && { DepartmentRef: { value: sale.location } }),
    ...(sale.purchaseOrder !== null && {
      CustomField: [
        { DefinitionId: '1', Name: 'PO Number', Type: 'StringType', StringValue: sale.purchaseOrder },
      ],
    }),
    Line: sale.lines.map(lineOf),
    TotalAmt: total,
    Balance: paid ? 0 : total,
  };
}

export function paymentOf(sale: Sale, id: number, invoiceId: number, date: string) {
  const total = amountOf(totalCents(sale));
  return {
    Id: String(id),
    TxnDate: date,
    CustomerRef: { value: sale.customer },
    CurrencyRef: { value: sale.currency },
    TotalAmt: total,
    UnappliedAmt: 0,
    Line: [{ Amount: total, LinkedTxn: [{ TxnId: String(invoiceId), TxnType: 'Invoice' }] }],
  };
}

/** A JSON number of dollars in cents. */
export function cents(amount: unknown): number {
  return centsOf(1, Number(amount));
}

export function linesTotal(form: SeedInvoice): number {
  return form.Line.reduce((sum, { Amount }) => sum + cents(Amount), 0);
}
