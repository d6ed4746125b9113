import { ITEM, TERM } from './book-ids.ts';
import { lastInvoicedDay, monthEnd, monthStart, workdays } from './calendar.ts';
import { chance } from './chance.ts';
import { amountOf, type Sale, type Sold } from './ledger.ts';
import type { ProjectPlan, Work } from './plan.ts';

export interface Month {
  /** The last day, on which the month is invoiced. */
  end: string;
  days: string[];
  /** 12 is the oldest, 1 the latest. */
  ago: number;
}

/** The twelve months that are invoiced, oldest first. */
export function invoicedMonths(today: string): Month[] {
  const latest = lastInvoicedDay(today);
  return Array.from({ length: 12 }, (_, index) => {
    const start = monthStart(latest, index - 11);
    const end = monthEnd(start);
    return { end, days: workdays(start, end), ago: 12 - index };
  });
}

/** A month's rows as they stood when they were billed. The same every time, whatever the month is called. */
export function monthOfWork(plan: ProjectPlan, month: Month): Work[] {
  const by = chance(`${plan.code} ${month.ago}`);
  const count = by.between(...plan.rowsAMonth);
  const rows = Array.from({ length: count }, (_, index): Work => {
    const habit = plan.habits[(index + month.ago) % plan.habits.length] ?? plan.habits[0];
    const date = month.days[Math.floor((index * month.days.length) / count)] ?? month.end;
    const spent = by.oneIn(5) ? amountOf(by.between(1_850, 42_900)) : null;
    return {
      task: habit.task,
      date,
      employee: habit.employee,
      hours: by.between(...habit.quarters) / 4,
      rate: habit.rate,
      ...(spent !== null && { expenses: spent, notes: 'Travel as agreed', attachments: ['receipt.pdf'] }),
      ...(by.oneIn(4) ? {} : { billable: true }),
      status: 'Billed',
      ...(plan.purchaseOrder !== undefined && { purchaseOrder: plan.purchaseOrder }),
    };
  });
  if (!by.oneIn(3)) return rows;
  const internal = { task: 'Internal coordination', date: month.end, employee: plan.habits[0].employee };
  return [...rows, { ...internal, hours: 1.5, rate: plan.item.price, billable: false, status: 'Done' }];
}

/** What a row is sold as: its time and its expenses, each a line. */
function soldFor(plan: ProjectPlan, work: Work): Sold[] {
  const common = { serviceDate: work.date, class: plan.class.id };
  const lines: Sold[] = [];
  if (typeof work.hours === 'number') {
    const price = work.rate ?? plan.item.price;
    lines.push({ ...common, description: work.task, item: plan.item.id, quantity: work.hours, price });
  }
  if (typeof work.expenses === 'number') {
    const description = `${work.task}: expenses`;
    lines.push({ ...common, description, item: ITEM.expenses, quantity: 1, price: work.expenses });
  }
  return lines;
}

export function saleOf(plan: ProjectPlan, month: Month, work: readonly Work[]): Sale {
  return {
    customer: plan.customer,
    email: plan.customerEmail,
    date: month.end,
    term: plan.term,
    location: plan.location.id,
    currency: 'USD',
    purchaseOrder: plan.purchaseOrder ?? null,
    mailed: plan.deliver === 'email',
    paidAfter: plan.owesMonth === month.ago ? null : paidAfter(plan, month),
    lines: work.filter(({ billable }) => billable !== false).flatMap((row) => soldFor(plan, row)),
  };
}

function paidAfter(plan: ProjectPlan, month: Month): number {
  return (plan.term === TERM.net15 ? 15 : 30) + chance(`${plan.code} paid ${month.ago}`).between(-6, 16);
}
