import { shares } from './buying.ts';
import { monthEnd, monthName, monthStart } from './calendar.ts';
import { type Cost, poNumber, priceOf, purchase, someday, taxOn } from './cost.ts';
import type { Firm, Project } from './firm.ts';
import { fed, posted } from './ledger-hand.ts';
import { settle } from './settle.ts';
import { typed } from './sheet-hand.ts';
import { nextInvoice, type Vendor } from './vendors.ts';

/**
 * A vendor that this project buys nothing else from. Sums over many papers can only be checked by someone who knows
 * which papers there are.
 */
export function partner(firm: Firm, project: Project, trades?: readonly string[]): Vendor | undefined {
  const free = firm.vendors.filter((vendor) => {
    const fits = trades ? trades.includes(vendor.trade.key) : !vendor.paidByCard;
    return fits && !project.vendors.includes(vendor) && !firm.agreed.has(`${vendor.key}/${project.code}`);
  });
  if (free.length === 0) return undefined;
  const vendor = firm.chance.pick(free);
  firm.agreed.add(`${vendor.key}/${project.code}`);
  return vendor;
}

/** Deliveries all month, typed one by one by their tickets; one statement is posted when the month is over. */
export function statement(firm: Firm): void {
  const { chance } = firm;
  const { project, day } = someday(firm);
  const vendor = partner(firm, project);
  if (!vendor) return;
  const typist = chance.pick(project.typists);
  for (let month = monthStart(day); month <= project.last && chance.yes(0.8); month = monthStart(month, 1)) {
    const number = chance.yes(0.5) ? `STMT ${monthName(month)}` : nextInvoice(chance, vendor);
    const count = chance.int(2, firm.hard ? 14 : 8);
    const deliveries = Array.from({ length: count }, (): Cost => {
      const on = chance.int(month, monthEnd(month));
      const net = Math.max(1500, Math.round(priceOf(firm, vendor) / 3));
      const days = { ordered: on, invoiced: on, received: on };
      const ticket = nextInvoice(chance, vendor);
      return purchase(firm, false, {
        project,
        vendor,
        typist,
        net,
        tax: taxOn(firm, vendor, net),
        invoice: ticket,
        po: '',
        ...days,
      });
    });
    const tax = deliveries.reduce((sum, delivery) => sum + delivery.tax, 0);
    const net = deliveries.reduce((sum, delivery) => sum + delivery.net, 0);
    const sent = monthEnd(month) + chance.int(0, 3);
    const whole = purchase(firm, false, {
      project,
      vendor,
      net,
      tax,
      invoice: number,
      po: '',
      ordered: month,
      invoiced: sent,
      received: sent + 2,
    });
    const rows = deliveries.map((delivery) => typed(firm, delivery));
    // A ticket that fell behind the seat of the truck is billed all the same.
    const kept = rows.length > 3 && chance.yes(0.05 * firm.slips) ? rows.slice(1) : rows;
    settle(firm, 'statement', kept, [posted(firm, whole, { clue: { vendor: vendor.key, paper: '' } })]);
  }
}

/** Ordered once, paid in a deposit, parts and a rest. */
export function progress(firm: Firm): void {
  const { chance, profile } = firm;
  const { project, day } = someday(firm);
  const vendor = partner(firm, project);
  if (!vendor) return;
  const net = priceOf(firm, vendor) * chance.int(2, 5);
  const cost = purchase(firm, false, {
    project,
    vendor,
    net,
    tax: taxOn(firm, vendor, net),
    ordered: day,
    invoiced: day,
    received: day,
    po: poNumber(firm),
  });
  const row = typed(firm, { ...cost, invoice: '' }, { on: day });
  const parts = chance.int(2, 4);
  const untaxed = shares(firm, net, parts);
  let on = day + chance.int(0, 4);
  const postings = untaxed.map((part, index) => {
    const share = Math.round((cost.tax * part) / net);
    const rest =
      index === parts - 1
        ? cost.tax - untaxed.slice(0, -1).reduce((sum, p) => sum + Math.round((cost.tax * p) / net), 0)
        : share;
    const what = index === 0 ? 'deposit' : index === parts - 1 ? 'final' : `progress ${index + 1}`;
    const piece: Cost = {
      ...cost,
      net: part,
      tax: rest,
      invoice: nextInvoice(chance, vendor),
      what,
      invoiced: on,
      received: on + chance.int(0, 4),
    };
    on += chance.int(9, 32);
    return profile.feedOnly ? fed(firm, piece) : posted(firm, piece);
  });
  settle(firm, 'progress', [row], postings);
}

/** Each month's work less five or ten per cent, which is paid when the job is accepted, or still owed. */
export function retainage(firm: Firm): void {
  const { chance } = firm;
  const { project, day } = someday(firm);
  const vendor = partner(firm, project, ['crew', 'concrete', 'electrical', 'plumbing']);
  if (!vendor) return;
  const withheld = chance.pick([5, 10, 10]);
  const released = chance.yes(0.55);
  const count = chance.int(1, 4);
  const accepted = day + 30 * count + chance.int(5, 45);
  for (let month = 0; month < count; month++) {
    const on = day + month * 30;
    const cost = purchase(firm, false, {
      project,
      vendor,
      ordered: on,
      invoiced: on + chance.int(0, 5),
      received: on + 6,
    });
    const row = typed(firm, cost);
    const first = posted(firm, cost);
    const kept = Math.round((first.cents * withheld) / 100);
    const keptTax = Math.round((first.tax * withheld) / 100);
    const rest = posted(
      firm,
      { ...cost, invoiced: accepted, received: accepted + 2 },
      { cents: kept, tax: keptTax },
    );
    if (rest.number !== '') rest.number = `${cost.invoice}${chance.pick(['-R', ' RET', 'R'])}`;
    rest.memo = chance.pick([`Retainage release ${cost.invoice}`, `Release retention ${withheld}%`]);
    const less = {
      ...first,
      cents: first.cents - kept,
      tax: first.tax - keptTax,
      memo: `${first.memo} less ${withheld}% ret`.trim(),
    };
    settle(firm, 'retainage', [row], released ? [less, rest] : [less]);
  }
}
