import { isoOf, monthEnd, workday } from '../calendar.ts';
import { inLedger } from '../ledger-hand.ts';
import { cut, textOf, unitOf } from '../money.ts';
import { newPurchase } from '../purchase.ts';
import type { Firm, InLedger, Purchase, Teller } from '../shapes.ts';
import { onSheet } from '../sheet-hand.ts';
import { onlyLedger, story, together } from './tell.ts';

/** Payments abroad, and what they leave behind in the books. */

const EXCHANGE = { number: '6820', name: 'Exchange gain or loss' };
const CHARGES = { number: '6810', name: 'Bank charges' };

function fromAbroad(firm: Firm, least = 0): Purchase {
  const abroad = firm.vendors.filter((vendor) => vendor.currency !== firm.home);
  return newPurchase(firm, { vendor: firm.random.pick(abroad), card: false, least });
}

/** The gain or loss that QuickBooks books by itself: the firm's own money, no project, no bill. */
function exchange(firm: Firm, purchase: Purchase, minor: number, day: number, memo: string): InLedger {
  const entry = inLedger(firm, purchase, {
    day,
    type: 'JournalEntry',
    number: '',
    memo,
    account: EXCHANGE,
    currency: firm.home,
  });
  entry.row.amount = textOf(minor, firm.home);
  entry.row.project = '';
  entry.row.po = '';
  return entry;
}

/** One bill, one row; the books have the payments, each at its day's rate, and now and then the gain. */
const partPaid: Teller = (firm) => {
  const { random } = firm;
  const bill = fromAbroad(firm, 2000);
  const parts = cut(
    random,
    bill.net,
    random.weighted([
      [2, 6],
      [3, 3],
    ]),
  );
  let day = workday(bill.billed + random.int(0, 10));
  const payments = parts.map((net, i) => {
    const memo = `${i === 0 ? 'part payment' : i === parts.length - 1 ? 'balance' : 'second payment'} ${bill.number}`;
    const paid = inLedger(firm, bill, {
      net,
      vat: 0,
      day,
      rateDay: day,
      type: 'Expense',
      memo,
      currency: firm.home,
    });
    day = workday(day + random.int(8, 30));
    return paid;
  });
  const told = [together('part-paid', [onSheet(firm, { ...bill, vat: 0 })], payments)];
  if (random.chance(0.4)) {
    const first = Number(payments[0]?.row.amount ?? 1) * unitOf(firm.home);
    const gain = Math.round(first * random.normal() * 0.012) || 9;
    const entry = exchange(firm, bill, gain, day, `Realised FX on ${bill.number}`);
    told.push(onlyLedger('gain', 'missing-in-sheet', entry));
  }
  return story(...told);
};

/** The bill agrees; the month it was paid in has a gain or loss. */
const gain: Teller = (firm) => {
  const { random } = firm;
  const bill = fromAbroad(firm);
  const day = workday(bill.billed + random.int(15, 45));
  const home =
    firm.rates.on(bill.vendor.currency, firm.home, bill.billed) *
    (bill.net / unitOf(bill.vendor.currency)) *
    unitOf(firm.home);
  const minor = Math.round(home * random.normal() * 0.012) || 7;
  return story(
    together('bill', [onSheet(firm, bill)], [inLedger(firm, bill)]),
    onlyLedger(
      'gain',
      'missing-in-sheet',
      exchange(firm, bill, minor, day, `Realised gain/loss ${bill.number}`),
    ),
  );
};

/** What is still owed abroad, told at the month's last rate, and taken back the next morning. */
const revalued: Teller = (firm) => {
  const { random } = firm;
  const bill = fromAbroad(firm);
  const day = monthEnd(bill.billed);
  const minor = random.int(900, 90_000) * random.pick([1, -1]);
  const entries = [
    exchange(firm, bill, minor, day, `Revaluation ${isoOf(day).slice(0, 7)}`),
    exchange(firm, bill, -minor, day + 1, `Reversal of revaluation ${isoOf(day).slice(0, 7)}`),
  ];
  for (const { row } of entries) row.vendor = '';
  return story(onlyLedger('revalued', 'reversal', ...entries));
};

/** The bank takes a fee on a payment abroad, booked by itself on the day it was paid. */
const bankFee: Teller = (firm) => {
  const { random } = firm;
  const bill = fromAbroad(firm);
  const posting = inLedger(firm, bill);
  const memo = random.pick([
    'Non-domestic payment fee',
    'SWIFT charge OUR',
    'Foreign payment fee',
    'Correspondent bank charges',
  ]);
  const fee = inLedger(firm, bill, {
    day: workday(bill.billed + random.int(5, 30)),
    type: 'Expense',
    number: '',
    memo,
    account: CHARGES,
    currency: firm.home,
  });
  fee.row.amount = textOf(random.pick([600, 800, 950, 1200, 1500, 2000, 2500, 3500]), firm.home);
  fee.row.vendor = random.pick(['Nordhaven Bank', 'Castle & Mercer Bank', 'Wise', '']);
  fee.row.project = '';
  fee.row.po = '';
  return story(
    together('bill', [onSheet(firm, bill)], [posting]),
    onlyLedger('bank-fee', 'missing-in-sheet', fee),
  );
};

export const PAYMENTS: Readonly<Record<string, Teller>> = {
  'part-paid': partPaid,
  gain,
  revalued,
  'bank-fee': bankFee,
};
