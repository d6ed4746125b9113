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

/** Both have the lines: several of either under one number, day, order and vendor, which the books have once a bill. */
const linesEach: Teller = (firm) => {
  const whole = newPurchase(firm, { card: false, least: 900 });
  const basis = whole.vendor.reclaimed ? whole.project.manager.basis : 'gross';
  const lines = partsOf(firm, whole, few(firm)).map((part) => ({
    row: onSheet(firm, part, { basis }),
    posting: inLedger(firm, part),
  }));
  const { number = '', vendor = '', date = '', po = '' } = lines[0]?.posting.row ?? {};
  for (const { posting } of lines) Object.assign(posting.row, { number, vendor, date, po });
  return story(...lines.map(({ row, posting }) => together('lines-each', [row], [posting])));
};

/** Deliveries as they came, each with its own day and note; the vendor bills the lot at the month's end. */
const statement: Teller = (firm) => {
  const { random } = firm;
  const whole = newPurchase(firm, { card: false, least: 700 });
  const parts = partsOf(firm, whole, few(firm));
  const vat = parts.reduce((sum, part) => sum + part.vat, 0);
  const basis = whole.vendor.reclaimed ? whole.project.manager.basis : 'gross';
  const rows = parts.map((part) => {
    const day = workday(whole.billed - random.int(1, 26));
    return onSheet(firm, { ...part, ...numberOn(firm, whole.vendor, day) }, { day, basis });
  });
  const posting = inLedger(firm, { ...whole, vat });
  // Where the sums do not meet to the cent, only the notes' numbers can say what the bill is for.
  const total = rows.reduce((all, { row }) => all + Number(row.amount), 0);
  const meets =
    rows.every(({ row }) => row.currency === posting.row.currency) &&
    Math.abs(total - Number(posting.row.amount)) < 0.05;
  if (!meets || random.chance(0.4)) {
    posting.row.memo = `del. notes ${rows.map(({ purchase }) => purchase.counter).join(' ')}`;
  }
  return story(together('statement', rows, [posting]));
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
