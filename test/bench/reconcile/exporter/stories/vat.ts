import { workday } from '../calendar.ts';
import { inLedger } from '../ledger-hand.ts';
import { cut, vatOn } from '../money.ts';
import { newPurchase } from '../purchase.ts';
import type { Firm, Purchase, Teller } from '../shapes.ts';
import { onSheet } from '../sheet-hand.ts';
import { INPUT_VAT, reverseCharged } from './borders.ts';
import { story, together } from './tell.ts';

/** A bill with VAT that the firm gets back. */
function taxedBill(firm: Firm, least = 0): Purchase {
  const own = firm.vendors.filter((vendor) => vendor.reclaimed && vendor.vat > 0);
  return newPurchase(firm, { vendor: firm.random.pick(own), card: false, least });
}

const percent = (rate: number) => `${rate / 1000}%`;

/** The VAT has a line of its own, as have both of Quebec's and of British Columbia's; the sheet has what was paid. */
const vatLine: Teller = (firm) => {
  const { random } = firm;
  const purchase = taxedBill(firm);
  const day = workday(purchase.billed + random.int(0, 3));
  const line = { day, basis: 'net', account: INPUT_VAT } as const;
  const federal = vatOn(purchase.net, 5000);
  const rate = purchase.vendor.vat;
  const taxes: [number, string][] =
    rate === 14_975
      ? [
          [federal, 'GST 5%'],
          [purchase.vat - federal, 'QST 9.975%'],
        ]
      : [[purchase.vat, `VAT ${percent(rate)}`]];
  const row = onSheet(firm, purchase, { basis: 'gross' });
  const postings = [
    inLedger(firm, purchase, { day, basis: 'net' }),
    ...taxes.map(([net, memo]) => inLedger(firm, purchase, { ...line, net, memo })),
  ];
  return story(together('vat-line', [row], postings, false));
};

/** Lines under several rates, one of them often none: rooms and breakfast, goods and postage. */
const mixedRates: Teller = (firm) => {
  const { random } = firm;
  const plain = taxedBill(firm, 200);
  const { vat: full, reduced } = plain.vendor.country;
  const rates = random.shuffle([full, reduced, random.pick([0, full])]).slice(0, random.int(2, 3));
  const lines = cut(random, plain.net, rates.length);
  const vat = lines.reduce((sum, net, i) => sum + vatOn(net, rates[i] ?? 0), 0);
  const said = [...new Set(rates)]
    .sort((a, b) => b - a)
    .map(percent)
    .join(' / ');
  const purchase = { ...plain, vat };
  const apart = random.chance(0.7);
  const [sheet, ledger] = random.pick([
    ['net', 'gross'],
    ['gross', 'net'],
  ] as const);
  // No usual rate gives such a difference: somebody has to say what it is.
  const memo = `${plain.what}, VAT ${said}`;
  return story(
    together(
      'mixed-rates',
      [onSheet(firm, purchase, { basis: sheet })],
      [inLedger(firm, purchase, apart ? { basis: ledger, memo } : { basis: sheet })],
    ),
  );
};

/** VAT booked on a bill that has none, since the buyer owes it; or the full rate for the reduced one. */
const wrongVat: Teller = (firm) => {
  const { random } = firm;
  const own = firm.country.vat;
  if (random.chance(0.6)) {
    const bill = reverseCharged(firm);
    const currency = bill.vendor.booked;
    const memo = `${bill.what} incl. VAT ${percent(own)}`;
    const posting = inLedger(firm, bill, { basis: 'gross', vat: vatOn(bill.net, own), memo });
    return story(together('wrong-vat', [onSheet(firm, bill, { currency })], [posting], true));
  }
  const bill = taxedBill(firm);
  const memo = `${bill.what} incl. VAT ${percent(firm.country.reduced)}`;
  const reduced = { basis: 'gross', vat: vatOn(bill.net, firm.country.reduced), memo } as const;
  return story(
    together('wrong-vat', [onSheet(firm, bill, { basis: 'gross' })], [inLedger(firm, bill, reduced)], true),
  );
};

export const VAT: Readonly<Record<string, Teller>> = {
  'vat-line': vatLine,
  'mixed-rates': mixedRates,
  'wrong-vat': wrongVat,
};
