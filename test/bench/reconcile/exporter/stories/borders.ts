import { isoOf, monthEnd, workday } from '../calendar.ts';
import { inLedger } from '../ledger-hand.ts';
import { vatOn } from '../money.ts';
import { newPurchase } from '../purchase.ts';
import type { Firm, Purchase, Teller } from '../shapes.ts';
import { onSheet } from '../sheet-hand.ts';
import { onlyLedger, story, together } from './tell.ts';

/** What the tax office and the customs do to a purchase from abroad. */

export const INPUT_VAT = { number: '2310', name: 'VAT recoverable' };

/** From abroad, without VAT: the buyer owes it. */
export function reverseCharged(firm: Firm): Purchase {
  const abroad = firm.vendors.filter(
    (one) => one.country.code !== firm.country.code && one.vat === 0 && one.country.vat > 0,
  );
  return newPurchase(firm, { vendor: firm.random.pick(abroad), card: false });
}

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

/** A bookkeeper who assesses the VAT by hand when the month closes: owed and got back, two lines that cancel. */
const reverseCharge: Teller = (firm) => {
  if (!firm.bookkeeper.selfAssesses) return null;
  const bill = reverseCharged(firm);
  const owed = vatOn(bill.net, firm.country.vat);
  const day = monthEnd(bill.billed);
  const number = `VAT ${isoOf(day).slice(2, 7)}`;
  const entry = {
    day,
    number,
    type: 'JournalEntry',
    basis: 'net',
    currency: firm.home,
    rateDay: bill.billed,
  } as const;
  const owedTo = { number: '2300', name: 'VAT payable' };
  const lines = [
    inLedger(firm, bill, { ...entry, net: owed, memo: 'Reverse charge input VAT', account: INPUT_VAT }),
    inLedger(firm, bill, { ...entry, net: -owed, memo: 'Reverse charge output VAT', account: owedTo }),
  ];
  for (const { row } of lines) Object.assign(row, { po: '', project: '', class: '' });
  return story(
    together('bill', [onSheet(firm, bill)], [inLedger(firm, bill)]),
    onlyLedger('reverse-charge', 'reversal', ...lines),
  );
};

export const BORDERS: Readonly<Record<string, Teller>> = {
  'import-vat': importVat,
  'reverse-charge': reverseCharge,
};
