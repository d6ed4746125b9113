import { isoOf, monthEnd, workday } from './calendar.ts';
import { convert, unitOf, vatOn } from './money.ts';
import type { Firm, Project, Purchase, Vendor } from './shapes.ts';

/** Bills as they come in. */

/** The vendor's next number about that day, each once. */
export function numberOn(firm: Firm, vendor: Vendor, day: number): { number: string; counter: string } {
  const { form, start, pace } = vendor.numbering;
  const [year = '', month = ''] = isoOf(day).split('-');
  let n = start + Math.floor((day - firm.from) * pace);
  while (firm.given.has(`${vendor.key} ${n}`)) n += 1;
  firm.given.add(`${vendor.key} ${n}`);
  const text = form.replace(/0#|#|YYYY|YY|MM/g, (sign) => {
    if (sign === '0#') return String(n).padStart(4, '0');
    return { '#': String(n), YYYY: year, YY: year.slice(2), MM: month }[sign] ?? '';
  });
  return { number: text, counter: String(n) };
}

const inUse = (firm: Firm, project: Project): number =>
  Math.min(firm.to, project.from + firm.random.int(0, Math.max(1, project.to - project.from)));

/** A price in the vendor's money: mostly of cents, sometimes round. @param euros in euros. */
function priceIn(firm: Firm, currency: string, euros: number, day: number): number {
  const { random, rates } = firm;
  const exact = convert(
    Math.max(800, Math.round(euros * 100)),
    'EUR',
    currency,
    rates.on('EUR', currency, day),
  );
  const step = random.weighted([
    [1, 60],
    [unitOf(currency), 15],
    [unitOf(currency) * 10, 12],
    [unitOf(currency) * 50, 8],
  ]);
  return Math.max(step, Math.round(exact / step) * step);
}

type Wish = Partial<Pick<Purchase, 'vendor' | 'project' | 'billed' | 'net' | 'card'>> & { least?: number };

export function newPurchase(firm: Firm, wish: Wish = {}): Purchase {
  const { random } = firm;
  const vendor = wish.vendor ?? firm.pickVendor();
  const { trade } = vendor;
  const project = wish.project ?? random.pick(firm.projects);
  const billed =
    wish.billed ??
    (random.chance(0.06) ? Math.min(firm.to, monthEnd(inUse(firm, project))) : workday(inUse(firm, project)));
  const euros = Math.max(wish.least ?? 0, trade.middle * Math.exp(random.normal() * trade.spread));
  const net = wish.net ?? priceIn(firm, vendor.currency, euros, billed);
  const { number, counter } = numberOn(firm, vendor, billed);
  return {
    vendor,
    project,
    net,
    vat: vatOn(net, vendor.vat),
    ordered: billed - random.int(5, 35),
    billed,
    number,
    counter,
    order: random.chance(trade.orders) ? `PO${firm.orders++}` : '',
    what: random.pick(trade.things),
    card: wish.card ?? random.chance(trade.card),
  };
}
