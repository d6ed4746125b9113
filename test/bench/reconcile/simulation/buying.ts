import {
  alikeLedger,
  alikeSheet,
  type Book,
  belong,
  type Entered,
  exported,
  extra,
  missing,
  type Posted,
} from './book.ts';
import { clerkOf, post } from './clerk.ts';
import { type Asked, buy, type Deed, withTax } from './deed.ts';
import type { Firm } from './firm.ts';
import { misamount } from './slips.ts';
import { enter } from './typist.ts';

/** Ordered, received, billed: one row and one bill, and what comes between the two. */

export type Happening = (firm: Firm, book: Book, day: number) => void;

/** An order that a bill will come for. */
export function order(firm: Firm, day: number, asked: Asked = {}): Deed {
  const deed = buy(firm, day, 'bill', asked);
  // Foreign sellers have a happening of their own.
  return deed.vendor.currency === 'USD'
    ? { ...deed, number: deed.vendor.nextNumber() }
    : order(firm, day, { ...asked, vendor: undefined });
}

/** What the bill asks for net, where it is not what was ordered, and whether that is so. */
function billedNet(firm: Firm, deed: Deed): { minor: number; kind: string } {
  const { random, noise } = firm;
  const { minor, quantity, vendor } = deed;
  if (!random.chance(noise.exception)) return { minor, kind: 'bill' };
  const each = Math.max(1, Math.round(minor / quantity));
  const what = random.weighted([
    ['price', 4],
    ['short', quantity > 2 ? 3 : 0],
    ['freight', vendor.trade.taxed ? 5 : 1],
    ['fuel', vendor.trade.name === 'haul' ? 5 : 1],
  ] as const);
  if (what === 'price')
    return {
      minor: Math.round(minor * (1 + random.pick([-0.05, 0.02, 0.03, 0.035, 0.05, 0.08, 0.12]))),
      kind: 'price-change',
    };
  if (what === 'short')
    return {
      minor: minor - each * random.int(1, Math.max(1, Math.floor(quantity / 3))),
      kind: 'short-delivery',
    };
  if (what === 'freight')
    return {
      minor: minor + Math.min(random.int(5, 60) * random.pick([100, 250, 495]), 2000 + Math.round(minor / 4)),
      kind: 'freight',
    };
  return {
    minor: minor + Math.round((minor * random.pick([30, 45, 62, 85])) / 1000),
    kind: 'fuel-surcharge',
  };
}

/** A guess somebody types before there is a price: round, and off by a tenth or so. */
export function guess(firm: Firm, minor: number): number {
  const raw = minor * (1 + firm.random.normal() * 0.09);
  const step = raw > 200_000 ? 10_000 : raw > 20_000 ? 2_500 : 500;
  return Math.max(step, Math.round(raw / step) * step);
}

/** What stands on the sheet of an order, and why it is not what the bill says. */
function sheetMinor(
  firm: Firm,
  deed: Deed,
  exception: boolean,
): { minor: number; kind: string; why: 'tax' | 'amount' } {
  const { random, noise } = firm;
  const taxed = withTax(deed.vendor, deed.minor);
  if (random.chance(noise.estimated)) return { minor: guess(firm, taxed), kind: 'estimate', why: 'amount' };
  if (random.chance(noise.misamount))
    return { minor: misamount(random, taxed), kind: 'mistyped', why: 'amount' };
  // Tax and another reason at once cannot be told from one difference: nobody is asked to.
  if (!exception && deed.project.typist.beforeTax && taxed !== deed.minor)
    return { minor: deed.minor, kind: 'before-tax', why: 'tax' };
  return { minor: taxed, kind: '', why: 'amount' };
}

/** The common way: one order, one bill. */
export const bill: Happening = (firm, book, day) => {
  const deed = order(firm, day);
  const billed = billedNet(firm, deed);
  const typed = sheetMinor(firm, deed, billed.minor !== deed.minor);
  const row = enter(firm, deed, { minor: typed.minor });
  const gross = withTax(deed.vendor, billed.minor);
  const posting = post(firm, deed, { minor: gross });
  belong(book, typed.kind || billed.kind, [row], [posting], typed.why);
  if (firm.random.chance(firm.noise.twice)) doubled(firm, book, deed, row, posting);
};

/** The other clerk enters the same bill from the e-mail, or the row is typed again by somebody who did not look. */
function doubled(firm: Firm, book: Book, deed: Deed, row: Entered, first: Posted): void {
  const { random, clerks } = firm;
  if (!exported(first)) return;
  if (random.chance(0.6)) {
    const day = first.day + random.int(0, 9);
    const again = post(firm, deed, { minor: first.minor, day, punctual: true, clerk: random.pick(clerks) });
    extra(book, again, 'entered-twice', 'duplicate');
    alikeLedger(book, first, again);
    return;
  }
  const again = random.chance(0.4)
    ? { ...row, row: { ...row.row } }
    : enter(firm, deed, { minor: row.minor, day: row.day + random.int(0, 5) });
  missing(book, again, 'typed-twice', 'duplicate');
  alikeSheet(book, row, again);
}

/** On the sheet, and the bill never comes. */
export const unbilled: Happening = (firm, book, day) => {
  const deed = order(firm, day);
  missing(book, enter(firm, deed, { minor: withTax(deed.vendor, deed.minor), number: '' }), 'never-billed');
};

/** Billed and posted, and nobody told the sheet. */
export const offSheet: Happening = (firm, book, day) => {
  const deed = order(firm, day);
  extra(
    book,
    post(firm, deed, { minor: withTax(deed.vendor, deed.minor), clerk: clerkOf(firm, deed) }),
    'off-sheet',
  );
};
