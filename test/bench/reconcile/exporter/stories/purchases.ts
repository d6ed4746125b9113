import { monthsOn } from '../calendar.ts';
import { inLedger } from '../ledger-hand.ts';
import { vatOn } from '../money.ts';
import { newPurchase, numberOn } from '../purchase.ts';
import type { Purchase, Teller, Telling } from '../shapes.ts';
import { onSheet } from '../sheet-hand.ts';
import { story, together } from './tell.ts';

/** One bill or card purchase, one row, one posting: what differs comes from the two hands. */
const bill: Teller = (firm) => {
  const purchase = newPurchase(firm);
  const kind = purchase.card ? 'card' : 'bill';
  return story(together(kind, [onSheet(firm, purchase)], [inLedger(firm, purchase)]));
};

/** The same amount every month on about the same day; the price goes up once in a while. */
const monthly: Teller = (firm) => {
  const { random } = firm;
  const vendor = random.pick(firm.monthly);
  const first = newPurchase(firm, { vendor, billed: firm.from + random.int(0, 120) });
  const months = random.int(4, 11);
  const raised = random.chance(0.3) ? random.int(2, months) : months;
  const tellings: Telling[] = [];
  for (let i = 0; i < months; i++) {
    const billed = monthsOn(first.billed, i);
    if (billed > firm.to) break;
    const net = i < raised ? first.net : Math.round((first.net * 1.06) / 10) * 10;
    const number = i === 0 ? first : numberOn(firm, vendor, billed);
    const month: Purchase = {
      ...first,
      billed,
      ordered: billed - 5,
      net,
      vat: vatOn(net, vendor.vat),
      number: number.number,
      counter: number.counter,
    };
    tellings.push(together('monthly', [onSheet(firm, month)], [inLedger(firm, month)]));
  }
  return story(...tellings);
};

/** The bookkeeper took less, since paying within ten days takes 2 or 3 % off; the sheet has the bill's sum. */
const earlyPayment: Teller = (firm) => {
  const { random } = firm;
  const purchase = newPurchase(firm, { card: false, least: 300 });
  const net = Math.round(purchase.net * (1 - random.pick([2, 2, 3]) / 100));
  const currency = purchase.vendor.currency;
  const basis = random.pick(['net', 'gross'] as const);
  const row = onSheet(firm, purchase, { currency, basis });
  return story(
    together(
      'early-payment',
      [row],
      [inLedger(firm, purchase, { net, basis, currency, day: purchase.billed + random.int(7, 14) })],
    ),
  );
};

/** One currency's figure in the other's column: 1,200 dollars for 1,200 euros. */
const wrongCurrency: Teller = (firm) => {
  const { random } = firm;
  const purchase = newPurchase(firm, { card: false });
  const { currency } = purchase.vendor;
  const other = random.pick(
    ['EUR', 'USD', 'GBP', firm.home].filter((one) => one !== currency && one !== 'JPY' && one !== 'KWD'),
  );
  if (currency === 'JPY' || currency === 'KWD') return null;
  const row = onSheet(firm, purchase, { currency, basis: 'net' });
  const posting = inLedger(firm, purchase, { currency, basis: 'net' });
  (random.chance(0.5) ? row : posting).row.currency = other;
  return story(together('wrong-currency', [row], [posting]));
};

/** A digit too many, too few, or two that changed places; the number and the name are right. */
const mistyped: Teller = (firm) => {
  const { random } = firm;
  const purchase = newPurchase(firm, { card: false, least: 60 });
  const { currency } = purchase.vendor;
  // None of them is what VAT would make of it.
  const off = random.pick([0.73, 0.64, 1.36, 1.45, 1.63, 1.9, 10, 0.1]);
  const wrong = Math.round(purchase.net * off);
  const onBill = { currency, basis: 'net' } as const;
  const late = random.chance(0.6) ? 'sheet' : 'ledger';
  const row = onSheet(
    firm,
    purchase,
    late === 'sheet' ? { ...onBill, net: wrong, numbered: true } : { ...onBill, numbered: true },
  );
  return story(
    together(
      'mistyped',
      [row],
      [inLedger(firm, purchase, late === 'ledger' ? { ...onBill, net: wrong } : onBill)],
    ),
  );
};

export const PURCHASES: Readonly<Record<string, Teller>> = {
  bill,
  monthly,
  'early-payment': earlyPayment,
  'wrong-currency': wrongCurrency,
  mistyped,
};
