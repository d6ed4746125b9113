import type { SheetRow } from '../truth.ts';
import { isoOf, monthEnd, swapped, workday } from './calendar.ts';
import { convert, textOf, unitOf, vatOn } from './money.ts';
import { rateBy } from './rates.ts';
import type { Firm, Manager, OnSheet, Purchase } from './shapes.ts';
import { bareLetters, misread, numberAs, slipped } from './words.ts';

/** How a project manager writes a purchase into the cost sheet. */
export interface SheetWish {
  /** Another amount than the bill's, in the vendor's currency; VAT in proportion where it is not said. */
  net?: number;
  vat?: number;
  /** What it was before VAT, whatever the manager's habit. */
  basis?: Manager['basis'];
  currency?: string;
  day?: number;
  what?: string;
  numbered?: boolean;
}

function vendorAs(firm: Firm, purchase: Purchase): string {
  const { random, dial } = firm;
  const { vendor, project } = purchase;
  const written = {
    name: vendor.name,
    legal: vendor.legal,
    plain: bareLetters(vendor.name),
    first: vendor.name
      .split(' ')
      .slice(0, /^(van|de|ter|Ó|Hotel|Residence)$/i.test(vendor.name.split(' ')[0] ?? '') ? 2 : 1)
      .join(' '),
    'in-text': '',
  }[project.manager.vendor];
  return random.chance(dial.vendorSlip) ? slipped(random, written) : written;
}

function dayAs(firm: Firm, { billed, ordered, project, card }: Purchase): number {
  const { random } = firm;
  if (card) return billed;
  return {
    billed,
    ordered,
    received: workday(billed + random.int(1, 7)),
    paid: workday(billed + random.int(14, 32)),
    'month-end': monthEnd(billed),
  }[project.manager.dated];
}

export function accountAs(
  style: Manager['account'],
  { number, name }: { number: string; name: string },
): string {
  return { number, long: `${number} ${name}`, name, none: '' }[style];
}

/** In the manager's currency, by the manager's rate. */
function amountAs(
  firm: Firm,
  purchase: Purchase,
  wish: SheetWish,
  taxed: boolean,
): { minor: number; currency: string } {
  const { vendor, project, billed, net, vat } = purchase;
  const { manager } = project;
  const currency =
    wish.currency ?? { bill: vendor.currency, project: project.currency, home: firm.home }[manager.currency];
  const before = wish.net ?? net;
  const tax = wish.vat ?? (before === net ? vat : vatOn(before, vendor.vat));
  const minor = before + (taxed ? tax : 0);
  if (currency === vendor.currency) return { minor, currency };
  const rate = rateBy(firm.rates, manager.rate, vendor.currency, currency, billed, project.from);
  const there = convert(minor, vendor.currency, currency, rate);
  const unit = unitOf(currency);
  return {
    minor: manager.whole && Math.abs(there) > 100 * unit ? Math.round(there / unit) * unit : there,
    currency,
  };
}

export function onSheet(firm: Firm, purchase: Purchase, wish: SheetWish = {}): OnSheet {
  const { random, dial } = firm;
  const { vendor, project } = purchase;
  const { manager } = project;
  // What the tax office does not give back is what it costs: few leave it out, and they say so.
  const leftOut = !vendor.reclaimed && purchase.vat !== 0 && wish.basis === undefined && random.chance(0.08);
  const basis = leftOut ? 'net' : (wish.basis ?? (vendor.reclaimed ? manager.basis : 'gross'));
  const taxed = basis === 'gross' && (wish.vat ?? purchase.vat) !== 0;
  const { minor, currency } = amountAs(firm, purchase, wish, taxed);
  const noted = wish.numbered ?? random.chance(purchase.card ? dial.sheetNumber * 0.4 : dial.sheetNumber);
  const printed = random.chance(dial.numberSlip) ? misread(random, purchase.number) : purchase.number;
  const number = noted
    ? numberAs(printed === purchase.number ? manager.number : 'printed', printed, purchase.counter)
    : '';
  const date = isoOf(wish.day ?? dayAs(firm, purchase));
  const name = vendorAs(firm, purchase);
  const of = random.chance(dial.wrongProject) ? random.pick(firm.projects) : project;
  const what = `${wish.what ?? purchase.what}${leftOut ? ' excl. VAT' : ''}`;
  const inText = [
    what,
    manager.vendor === 'in-text' ? vendor.name : '',
    manager.numberAt === 'text' && number !== '' ? number : '',
  ];
  const row: SheetRow = {
    id: '',
    description: inText.filter((part) => part !== '').join(', '),
    vendor: name,
    invoice: manager.numberAt === 'column' ? number : '',
    po: random.chance(dial.sheetOrder) ? purchase.order : '',
    date: random.chance(dial.daySwapped) ? swapped(date) : date,
    amount: textOf(minor, currency, manager.short),
    currency,
    project: manager.project === 'code' ? of.code : `${of.code} ${of.name}`,
    account: accountAs(
      manager.account,
      random.chance(dial.wrongAccount) ? random.pick(firm.vendors).trade.account : vendor.trade.account,
    ),
    class: manager.classes ? project.department : '',
  };
  return { row, purchase, taxed };
}
