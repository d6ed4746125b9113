import { isoOf, monthEnd, workday } from '../calendar.ts';
import { inLedger } from '../ledger-hand.ts';
import { textOf } from '../money.ts';
import { newPurchase } from '../purchase.ts';
import type { Firm, Story, Teller } from '../shapes.ts';
import { onSheet } from '../sheet-hand.ts';
import { onlyLedger, onlySheet, story, together } from './tell.ts';

/** What was entered and taken back, twice, or on one side alone. */

/** At the month's end the bill is not there yet: a round sum is put in and taken out again on the first. */
const accrual: Teller = (firm) => {
  const bill = newPurchase(firm, { card: false, least: 400 });
  const day = monthEnd(bill.billed, -1);
  const net = Math.round((bill.net * (0.85 + firm.random.next() * 0.3)) / 5000) * 5000 || 5000;
  const entry = {
    type: 'JournalEntry',
    basis: 'net',
    number: '',
    currency: bill.vendor.booked,
    rateDay: day,
  } as const;
  return story(
    together('bill', [onSheet(firm, bill)], [inLedger(firm, bill)]),
    onlyLedger(
      'accrual',
      'reversal',
      inLedger(firm, bill, { ...entry, net, day, memo: `Accrual ${bill.what}` }),
      inLedger(firm, bill, { ...entry, net: -net, day: day + 1, memo: `Reverse accrual ${bill.what}` }),
    ),
  );
};

/** A void leaves its posting at nothing; the bill was entered again. */
const voided: Teller = (firm) => {
  const bill = newPurchase(firm, { card: false });
  const first = inLedger(firm, bill, { day: bill.billed, memo: `Voided - ${bill.what}` });
  first.row.amount = textOf(0, first.row.currency);
  return story(
    together('bill', [onSheet(firm, bill)], [inLedger(firm, bill)]),
    onlyLedger('void', 'reversal', first),
  );
};

/** Entered with a wrong figure, taken back by a credit, and entered right. */
const enteredWrong: Teller = (firm) => {
  const { random } = firm;
  const bill = newPurchase(firm, { card: false });
  const right = inLedger(firm, bill);
  const wrong = inLedger(firm, bill, {
    net: Math.round(bill.net * random.pick([0.9, 1.1, 0.75, 10])),
    day: bill.billed,
  });
  const back = inLedger(firm, bill, {
    type: 'VendorCredit',
    memo: 'entered in error',
    day: workday(bill.billed + random.int(2, 12)),
  });
  const { amount, currency, number } = wrong.row;
  Object.assign(back.row, { amount: `-${amount}`, currency, number });
  return story(
    together('bill', [onSheet(firm, bill)], [right]),
    onlyLedger('entered-wrong', 'reversal', wrong, back),
  );
};

/** Ordered, written down, and cancelled: the sheet has it twice, once below zero. */
const sheetReversed: Teller = (firm) => {
  const bill = newPurchase(firm, { card: false });
  const row = onSheet(firm, bill, { numbered: false });
  const back = {
    ...row,
    row: {
      ...row.row,
      amount: `-${row.row.amount}`,
      description: `cancelled ${row.row.description}`,
      date: isoOf(workday(bill.billed + firm.random.int(3, 30))),
    },
  };
  return story(onlySheet('sheet-reversed', 'reversal', row, back));
};

const duplicateLedger: Teller = (firm): Story => {
  const bill = newPurchase(firm);
  const one = inLedger(firm, bill);
  const again = { ...one, row: { ...one.row, date: isoOf(workday(bill.billed + firm.random.int(0, 25))) } };
  return {
    tellings: [
      together('bill', [onSheet(firm, bill)], [one]),
      onlyLedger('duplicate-ledger', 'duplicate', again),
    ],
    twins: { ledger: [one, again] },
  };
};

const duplicateSheet: Teller = (firm): Story => {
  const bill = newPurchase(firm);
  const one = onSheet(firm, bill);
  const again = { ...one, row: { ...one.row, date: isoOf(workday(bill.billed + firm.random.int(0, 25))) } };
  return {
    tellings: [
      together('bill', [one], [inLedger(firm, bill)]),
      onlySheet('duplicate-sheet', 'duplicate', again),
    ],
    twins: { sheet: [one, again] },
  };
};

/** Never posted, never written: a vendor has the one or the other, since both together would look like a pair. */
const loneBill = (firm: Firm, side: 0 | 1) =>
  newPurchase(firm, { vendor: firm.random.pick(firm.vendors.filter(({ key }) => key % 2 === side)) });

const onlyOnSheet: Teller = (firm) =>
  story(onlySheet('only-sheet', 'missing-in-ledger', onSheet(firm, loneBill(firm, 0))));

const onlyInLedger: Teller = (firm) =>
  story(onlyLedger('only-ledger', 'missing-in-sheet', inLedger(firm, loneBill(firm, 1))));

export const CORRECTIONS: Readonly<Record<string, Teller>> = {
  accrual,
  void: voided,
  'entered-wrong': enteredWrong,
  'sheet-reversed': sheetReversed,
  'duplicate-ledger': duplicateLedger,
  'duplicate-sheet': duplicateSheet,
  'only-sheet': onlyOnSheet,
  'only-ledger': onlyInLedger,
};
