import { workday } from '../calendar.ts';
import { inLedger } from '../ledger-hand.ts';
import { cut, vatOn } from '../money.ts';
import { newPurchase } from '../purchase.ts';
import type { Firm, Purchase, Teller } from '../shapes.ts';
import { onSheet } from '../sheet-hand.ts';
import { onlyLedger, story, together } from './tell.ts';

const INPUT_VAT = { number: '2310', name: 'VAT recoverable' };

/** A bill with VAT that the firm gets back. */
function taxedBill(firm: Firm, least = 0): Purchase {
  const own = firm.vendors.filter((vendor) => vendor.reclaimed && vendor.vat > 0);
  return newPurchase(firm, { vendor: firm.random.pick(own), card: false, least });
}

/** From abroad, without VAT: the buyer owes it. */
function reverseCharged(firm: Firm): Purchase {
  const abroad = firm.vendors.filter(
    (one) => one.country.code !== firm.country.code && one.vat === 0 && one.country.vat > 0,
  );
  return newPurchase(firm, { vendor: firm.random.pick(abroad), card: false });
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
  return story(
    together(
      'vat-line',
      [onSheet(firm, purchase, { basis: 'gross' })],
      [
        inLedger(firm, purchase, { day, basis: 'net' }),
        ...taxes.map(([net, memo]) => inLedger(firm, purchase, { ...line, net, memo })),
      ],
    ),
  );
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
  const memo = random.chance(0.5) ? `${plain.what}, VAT ${said}` : undefined;
  return story(
    together(
      'mixed-rates',
      [onSheet(firm, purchase, { basis: sheet })],
      [inLedger(firm, purchase, { basis: apart ? ledger : sheet, ...(memo === undefined ? {} : { memo }) })],
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
    const posting = inLedger(firm, bill, { basis: 'gross', vat: vatOn(bill.net, own) });
    return story(together('wrong-vat', [onSheet(firm, bill, { currency })], [posting], true));
  }
  const bill = taxedBill(firm);
  const reduced = { basis: 'gross', vat: vatOn(bill.net, firm.country.reduced) } as const;
  return story(
    together('wrong-vat', [onSheet(firm, bill, { basis: 'gross' })], [inLedger(firm, bill, reduced)], true),
  );
};

/** The forwarder laid out duty and import VAT: one bill, a posting for each, one row for what it came to. */
const importVat: Teller = (firm) => {
  const { random } = firm;
  const forwarders = firm.vendors.filter((vendor) => vendor.trade.name === 'freight');
  if (forwarders.length === 0) return null;
  const freight = newPurchase(firm, { vendor: random.pick(forwarders), card: false });
  const duty = Math.round(freight.net * (0.1 + random.next() * 0.5));
  const tax = Math.round(freight.net * (0.6 + random.next() * 2));
  const day = workday(freight.billed + random.int(0, 4));
  const whole = { net: freight.net + duty + tax, vat: 0, basis: 'net' } as const;
  const line = { day, basis: 'net' } as const;
  return story(
    together(
      'import-vat',
      [onSheet(firm, freight, { ...whole, what: `${freight.what} incl. duty and import VAT` })],
      [
        inLedger(firm, freight, line),
        inLedger(firm, freight, {
          ...line,
          net: duty,
          memo: 'customs duty',
          account: { number: '5210', name: 'Duty' },
        }),
        inLedger(firm, freight, { ...line, net: tax, memo: 'import VAT', account: INPUT_VAT }),
      ],
    ),
  );
};

/** A bookkeeper who assesses the VAT by hand: owed and got back, two lines that cancel, beside a bill that agrees. */
const reverseCharge: Teller = (firm) => {
  if (!firm.bookkeeper.selfAssesses) return null;
  const bill = reverseCharged(firm);
  const owed = vatOn(bill.net, firm.country.vat);
  const day = workday(bill.billed + firm.random.int(0, 4));
  const entry = {
    day,
    type: 'JournalEntry',
    basis: 'net',
    currency: firm.home,
    rateDay: bill.billed,
  } as const;
  return story(
    together('reverse-charge', [onSheet(firm, bill)], [inLedger(firm, bill, { day })]),
    onlyLedger(
      'reverse-charge-vat',
      'reversal',
      inLedger(firm, bill, { ...entry, net: owed, memo: 'Reverse charge input VAT', account: INPUT_VAT }),
      inLedger(firm, bill, {
        ...entry,
        net: -owed,
        memo: 'Reverse charge output VAT',
        account: { number: '2300', name: 'VAT payable' },
      }),
    ),
  );
};

export const VAT: Readonly<Record<string, Teller>> = {
  'vat-line': vatLine,
  'mixed-rates': mixedRates,
  'wrong-vat': wrongVat,
  'import-vat': importVat,
  'reverse-charge': reverseCharge,
};
