import { Temporal } from 'temporal-polyfill';
import type { Way } from '../approval/way.ts';
import { daysBetween } from '../core/iso-date.ts';
import type { Project } from '../settings/types.ts';

export interface OverdueInvoice {
  id: string;
  number: string;
  customer: string;
  dueDate: string;
  days: number;
  /** What is still open of it. */
  balanceMinor: number;
  currency: string;
  url: string;
}

/** Older debts are the accountant's, not a channel's. */
const YEARS = 3;

/** Invoices of the project's customer with an open balance past their due date, oldest first. Throws VendorFailure. */
export async function overdueInvoices(
  { quickbooks }: Way,
  project: Project,
  today: string,
): Promise<OverdueInvoice[]> {
  const [customer, ...others] = await quickbooks.findCustomers(project.quickbooks.customer);
  if (!customer || others.length > 0) return []; // the doctor says so, and so does whoever drafts
  const since = Temporal.PlainDate.from(today).subtract({ years: YEARS }).toString();
  const invoices = await quickbooks.recentInvoices(customer.id, since);
  return invoices
    .flatMap(({ id, docNumber, customerName, dueDate, balanceMinor, currency }): OverdueInvoice[] => {
      if (balanceMinor <= 0 || dueDate === null || dueDate >= today) return [];
      const days = daysBetween(dueDate, today);
      const number = docNumber ?? `Id ${id}`;
      return [
        {
          id,
          number,
          customer: customerName,
          dueDate,
          days,
          balanceMinor,
          currency,
          url: quickbooks.invoiceUrl(id),
        },
      ];
    })
    .sort((a, b) => a.dueDate.localeCompare(b.dueDate) || a.id.localeCompare(b.id));
}

/** Thirty days more are worth saying again. */
export function ageOf({ days }: Pick<OverdueInvoice, 'days'>): string {
  return days > 90 ? '90' : days > 60 ? '60' : days > 30 ? '30' : '0';
}
