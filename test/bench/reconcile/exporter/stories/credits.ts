import { workday } from '../calendar.ts';
import { inLedger } from '../ledger-hand.ts';
import { vatOn } from '../money.ts';
import { newPurchase, numberOn } from '../purchase.ts';
import type { Purchase, Teller } from '../shapes.ts';
import { onSheet } from '../sheet-hand.ts';
import { story, together } from './tell.ts';

/** Goods sent back: the credit has its row, below zero, with its VAT. */
const creditNote: Teller = (firm) => {
  const bill = newPurchase(firm, { card: false, least: 60 });
  const net = -Math.round(bill.net * firm.random.pick([1, 0.5, 0.3, 0.25]));
  const credit: Purchase = { ...bill, net, vat: vatOn(net, bill.vendor.vat), what: `credit ${bill.what}` };
  return story(
    together('credit-note', [onSheet(firm, credit)], [inLedger(firm, credit, { type: 'VendorCredit' })]),
  );
};

/** The manager wrote what was left to pay; the books have the bill and the credit. */
const creditNetted: Teller = (firm) => {
  const { random } = firm;
  const bill = newPurchase(firm, { card: false, least: 200 });
  const back = -Math.round(bill.net * (0.05 + random.next() * 0.3));
  const day = workday(bill.billed + random.int(3, 20));
  const note: Purchase = {
    ...bill,
    ...numberOn(firm, bill.vendor, day),
    net: back,
    vat: vatOn(back, bill.vendor.vat),
    billed: bill.billed,
  };
  const left: Purchase = { ...bill, net: bill.net + back, vat: bill.vat + note.vat };
  return story(
    together(
      'credit-netted',
      [onSheet(firm, left, { what: `${bill.what} less credit` })],
      [
        inLedger(firm, bill),
        inLedger(firm, note, { type: 'VendorCredit', day, memo: `credit on ${bill.number}` }),
      ],
    ),
  );
};

export const CREDITS: Readonly<Record<string, Teller>> = {
  'credit-note': creditNote,
  'credit-netted': creditNetted,
};
