import { type Day, monthEnd } from './calendar.ts';
import type { Firm, Project, Typist } from './firm.ts';
import { nextInvoice, type Vendor } from './vendors.ts';

/** One thing that was truly bought, before anyone wrote it down. */
export interface Cost {
  project: Project;
  vendor: Vendor;
  /** Whoever keeps this project's sheet this time. */
  typist: Typist;
  what: string;
  account: readonly [number: string, name: string];
  /** Cents, before tax. */
  net: number;
  tax: number;
  /** As printed; empty for a till receipt. */
  invoice: string;
  po: string;
  ordered: Day;
  invoiced: Day;
  received: Day;
}

/** Net cents as this trade quotes them. */
export function priceOf({ chance }: Firm, vendor: Vendor): number {
  const { median, spread, grain } = vendor.trade;
  const raw = chance.around(median, spread);
  const step = grain > 1 && chance.yes(0.7) ? grain : 1;
  return Math.max(step, Math.round(raw / step) * step, 350);
}

export const taxOn = (firm: Firm, vendor: Vendor, net: number): number =>
  vendor.trade.taxed || (firm.profile.ledgerTax === 'net' && !vendor.exempt)
    ? Math.round((net * firm.profile.taxRate) / 10_000)
    : 0;

/** A project that runs, and a day in it. */
export function someday(firm: Firm): { project: Project; day: Day } {
  const project = firm.chance.pick(firm.projects);
  return { project, day: firm.chance.int(Math.max(project.first, firm.first), project.last) };
}

export function poNumber(firm: Firm): string {
  firm.nextPo += firm.chance.int(1, 3);
  return `PO-${firm.nextPo}`;
}

const byBill = (vendors: readonly Vendor[]) => vendors.filter((vendor) => !vendor.paidByCard);
const byCard = (vendors: readonly Vendor[]) => vendors.filter((vendor) => vendor.paidByCard);

/** Something bought from a vendor that sends invoices, or at a till where `card` is set. */
export function purchase(firm: Firm, card: boolean, fixed: Partial<Cost> = {}): Cost {
  const { chance } = firm;
  const { project, day } = fixed.project ? { project: fixed.project, day: 0 } : someday(firm);
  const wanted = card && !firm.profile.feedOnly ? byCard(project.vendors) : project.vendors;
  const fitting = card ? wanted : byBill(wanted);
  // Whom a statement is agreed with bills by statement alone.
  const free = fitting.filter((vendor) => !firm.agreed.has(`${vendor.key}/${project.code}`));
  const vendor = fixed.vendor ?? chance.pick(free.length > 0 ? free : project.vendors);
  const net = fixed.net ?? priceOf(firm, vendor);
  const ordered = fixed.ordered ?? day;
  const invoiced = fixed.invoiced ?? (card ? ordered : ordered + chance.int(0, vendor.trade.lead));
  return {
    project,
    vendor,
    typist: chance.pick(project.typists),
    what: chance.pick(vendor.trade.things),
    account: vendor.trade.account,
    net,
    tax: taxOn(firm, vendor, net),
    invoice: card ? '' : nextInvoice(chance, vendor),
    po: !card && chance.yes(0.55) ? poNumber(firm) : '',
    ordered,
    invoiced,
    // An e-mailed PDF lies in the inbox for a day; paper takes the week.
    received: card ? invoiced : invoiced + (chance.yes(0.7) ? chance.int(0, 2) : chance.int(3, 8)),
    ...fixed,
  };
}

/** When the row is dated: by the order, by the mail, or all at once when the month is over. */
export function typedOn(firm: Firm, { typist, ordered, invoiced, received }: Cost): Day {
  if (typist.dates === 'ordered') return ordered;
  if (typist.dates === 'mailed') return firm.chance.yes(0.6) ? invoiced : received;
  return firm.chance.yes(0.6) ? monthEnd(invoiced) : received;
}
