import { workday } from '../calendar.ts';
import { inLedger } from '../ledger-hand.ts';
import { cut, vatOn } from '../money.ts';
import { newPurchase, numberOn } from '../purchase.ts';
import type { Firm, Purchase, Teller } from '../shapes.ts';
import { onSheet } from '../sheet-hand.ts';
import { story, together } from './tell.ts';

/** Bills of several rows, and rows of several postings. */

const few = (firm: Firm) =>
  firm.random.weighted([
    [2, 5],
    [3, 4],
    [4, 2],
    [5, 1],
    [6, 1],
  ]);

/** Parts of a bill as purchases of their own under its number. */
function partsOf(firm: Firm, whole: Purchase, parts: number): Purchase[] {
  const { random } = firm;
  return cut(random, whole.net, parts).map((net) => ({
    ...whole,
    net,
    vat: vatOn(net, whole.vendor.vat),
    what: random.pick(whole.vendor.trade.things),
  }));
}

/** The sheet has the bill's lines, the books its sum; each row is changed into the sheet's money by itself. */
const linesSum: Teller = (firm) => {
  const whole = newPurchase(firm, { card: false, least: 900 });
  const parts = partsOf(firm, whole, few(firm));
  const vat = parts.reduce((sum, part) => sum + part.vat, 0);
  const numbered = firm.random.chance(firm.dial.sheetNumber);
  const basis = whole.vendor.reclaimed ? whole.project.manager.basis : 'gross';
  const rows = parts.map((part) =>
    onSheet(firm, part, { numbered: numbered && firm.random.chance(0.95), basis }),
  );
  return story(together('lines-sum', rows, [inLedger(firm, { ...whole, vat })]));
};

/** Both have the lines: under one number, day and vendor there are several of either. */
const linesEach: Teller = (firm) => {
  const whole = newPurchase(firm, { card: false, least: 900 });
  const basis = whole.vendor.reclaimed ? whole.project.manager.basis : 'gross';
  const day = whole.billed;
  return story(
    ...partsOf(firm, whole, few(firm)).map((part) =>
      together('lines-each', [onSheet(firm, part, { basis })], [inLedger(firm, part, { day })]),
    ),
  );
};

/** Deliveries as they came, each with its own day; the vendor bills the lot at the month's end. */
const statement: Teller = (firm) => {
  const { random } = firm;
  const whole = newPurchase(firm, { card: false, least: 700 });
  const parts = partsOf(firm, whole, few(firm));
  const vat = parts.reduce((sum, part) => sum + part.vat, 0);
  const basis = whole.vendor.reclaimed ? whole.project.manager.basis : 'gross';
  const rows = parts.map((part) => {
    const billed = workday(whole.billed - random.int(1, 26));
    const note = numberOn(firm, whole.vendor, billed);
    return onSheet(
      firm,
      { ...part, billed: whole.billed, number: note.number, counter: note.counter },
      {
        day: billed,
        numbered: false,
        basis,
      },
    );
  });
  return story(together('statement', rows, [inLedger(firm, { ...whole, vat })]));
};

/** One row; the bookkeeper spread the bill over several accounts. */
const allocated: Teller = (firm) => {
  const { random } = firm;
  const whole = newPurchase(firm, { card: false, least: 500 });
  const parts = partsOf(firm, whole, random.int(2, 4));
  const day = workday(whole.billed + random.int(0, 4));
  const vat = parts.reduce((sum, part) => sum + part.vat, 0);
  return story(
    together(
      'allocated',
      [onSheet(firm, { ...whole, vat })],
      parts.map((part) => inLedger(firm, part, { day, what: part.what })),
    ),
  );
};

/** A part on order and the rest on delivery, each with its bill and its row. */
const deposit: Teller = (firm) => {
  const { random } = firm;
  const whole = newPurchase(firm, { card: false, least: 2500 });
  const share = random.pick([30, 30, 40, 50]) / 100;
  const first = Math.round(whole.net * share);
  const paid: Purchase = {
    ...whole,
    net: first,
    vat: vatOn(first, whole.vendor.vat),
    billed: workday(whole.ordered),
    what: `${whole.what} deposit ${share * 100}%`,
  };
  const early = { ...paid, ...numberOn(firm, whole.vendor, paid.billed) };
  const left = whole.net - first;
  const rest: Purchase = {
    ...whole,
    net: left,
    vat: vatOn(left, whole.vendor.vat),
    what: `${whole.what} balance`,
  };
  return story(
    together('deposit', [onSheet(firm, early)], [inLedger(firm, early)]),
    together('deposit', [onSheet(firm, rest)], [inLedger(firm, rest)]),
  );
};

export const SEVERAL: Readonly<Record<string, Teller>> = {
  'lines-sum': linesSum,
  'lines-each': linesEach,
  statement,
  allocated,
  deposit,
};
