import { monthEnd, monthName } from './calendar.ts';
import { priceOf, purchase } from './cost.ts';
import type { Firm } from './firm.ts';
import { entryNumber, fed, journal, posted } from './ledger-hand.ts';
import { ledgerAlone, settle, sheetAlone, undone } from './settle.ts';
import { typed } from './sheet-hand.ts';

/** Goods came, the invoice did not: accrued when the month closes, taken back on the 1st, billed afterwards. */
export function accrual(firm: Firm): void {
  const { chance } = firm;
  const cost = purchase(firm, false);
  const close = monthEnd(cost.ordered);
  const invoiced = close + chance.int(3, 18);
  const late = { ...cost, invoiced, received: invoiced + chance.int(0, 4) };
  const cents = chance.yes(0.5) ? cost.net : Math.round(cost.net / 10_000) * 10_000 || cost.net;
  const bare = firm.hard && chance.yes(0.3);
  const who = bare ? '' : ` ${cost.vendor.booked}`;
  const base = { tax: 0, clue: { vendor: bare ? '' : cost.vendor.key, paper: '' } };
  const accrued = journal(firm, late, {
    ...base,
    number: entryNumber(firm),
    day: close,
    cents,
    memo: `Accrue${who} ${cost.project.code} ${monthName(close)}`,
  });
  const taken = {
    ...accrued,
    number: entryNumber(firm),
    day: close + 1,
    cents: -cents,
    memo: `Reverse ${accrued.memo}`,
  };
  if (taken.day > firm.last) {
    // The last month's stand: nothing has come yet, and the entry is all there is of the row.
    const row = typed(firm, late, { on: cost.ordered, cents: cost.net, tax: 0 });
    if (!bare) settle(firm, 'accrued-only', [row], [{ ...accrued, cents: cost.net }]);
    return;
  }
  undone(firm, 'accrual', { ledger: [accrued, taken] });
  settle(firm, 'accrued-then-billed', [typed(firm, late)], [posted(firm, late)]);
}

/** A bill voided keeps its number and is worth nothing; mostly it is entered again. */
export function voided(firm: Firm): void {
  const { chance } = firm;
  const cost = purchase(firm, false);
  const first = posted(firm, cost);
  const memo = `Voided${first.memo === '' ? '' : ` - ${first.memo}`}`;
  undone(firm, 'void', { ledger: [{ ...first, cents: 0, tax: 0, memo }] });
  const row = typed(firm, cost);
  if (chance.yes(0.75))
    settle(firm, 'entered-again', [row], [{ ...posted(firm, cost), day: first.day + chance.int(0, 5) }]);
  else if (chance.yes(0.5)) sheetAlone(firm, row, 'voided-bill');
}

/** Ordered and called off: a row and its negative; or in the ledger a bill and the credit that undoes it. */
export function cancelled(firm: Firm): void {
  const { chance, profile } = firm;
  const cost = purchase(firm, profile.feedOnly);
  if (profile.feedOnly || chance.yes(0.5)) {
    const row = typed(firm, cost);
    const back = { ...row, cents: -row.cents, tax: -row.tax, day: row.day + chance.int(0, 12) };
    back.description = `${chance.pick(['CANCELLED', 'cancel', 'void'])} ${row.description}`;
    undone(firm, 'called-off', { sheet: [row, back] });
    return;
  }
  const posting = posted(firm, cost);
  const credit = {
    ...posting,
    type: 'VendorCredit' as const,
    cents: -posting.cents,
    tax: -posting.tax,
    day: posting.day + chance.int(0, 15),
  };
  credit.memo = `Reverse ${posting.number}`.trim();
  undone(firm, 'billed-in-error', { ledger: [posting, credit] });
}

/** Goods go back; one side or both hear of it. */
export function credit(firm: Firm): void {
  const { chance, profile } = firm;
  const cost = purchase(firm, profile.feedOnly);
  const [net, tax] = [-cost.net, -cost.tax];
  const returned = { ...cost, net, tax, invoice: cost.invoice === '' ? '' : `CM${cost.invoice}`, po: '' };
  const row = typed(firm, returned);
  row.description = `${chance.pick(['return', 'credit', 'refund'])} ${row.description}`;
  const posting = profile.feedOnly
    ? fed(firm, returned)
    : { ...posted(firm, returned), type: 'VendorCredit' as const };
  const heard = chance.weighted({ both: 7, books: 2, sheet: 1 });
  if (heard === 'both') settle(firm, 'credit', [row], [posting]);
  else if (heard === 'books') ledgerAlone(firm, posting, 'credit');
  else sheetAlone(firm, row, 'credit');
}

/** The row says what was paid in the end: the bill less the credit memo. */
export function netted(firm: Firm): void {
  const { chance } = firm;
  const cost = purchase(firm, false);
  const off = Math.round((cost.net * chance.int(5, 35)) / 100);
  const offTax = cost.tax === 0 ? 0 : Math.round((cost.tax * off) / cost.net);
  const full = posted(firm, cost);
  const memo = {
    ...cost,
    net: -off,
    tax: -offTax,
    what: `credit on ${cost.invoice}`,
    invoiced: cost.invoiced + chance.int(0, 9),
  };
  const less = {
    ...posted(firm, memo),
    type: 'VendorCredit' as const,
    memo: `Credit on inv ${cost.invoice}`,
  };
  less.number = full.number === '' ? '' : `CM${full.number}`;
  const row = typed(firm, { ...cost, net: cost.net - off, tax: cost.tax - offTax });
  if (chance.yes(0.5)) row.description = `${row.description} less credit`;
  const inPeriod = [full, less].every(({ day }) => day >= firm.first && day <= firm.last);
  if (inPeriod) settle(firm, 'netted', [row], [full, less]);
}

/** Typed and never billed in the period: planned, forgotten by the vendor, paid from another project. */
export function sheetOnly(firm: Firm): void {
  const { chance, profile } = firm;
  const cost = purchase(firm, profile.feedOnly || chance.yes(0.3));
  sheetAlone(firm, typed(firm, cost), 'never-billed');
}

const BANK = ['MONTHLY SERVICE FEE', 'WIRE FEE', 'INTEREST CHARGE', 'OVERDRAFT FEE', 'MERCHANT FEES'];

/** Posted and never typed: the bank's own charges, and what nobody told the project. */
export function ledgerOnly(firm: Firm): void {
  const { chance, profile } = firm;
  const byCard = profile.feedOnly || chance.yes(0.5);
  const cost = purchase(firm, byCard);
  if (chance.yes(0.3)) {
    const cents = chance.int(500, 9900);
    const posting = fed(firm, cost, {
      vendor: '',
      cents,
      tax: 0,
      memo: chance.pick(BANK),
      clue: { vendor: 'bank', paper: '' },
    });
    ledgerAlone(
      firm,
      { ...posting, account: profile.numberedAccounts ? '6800 Bank Charges' : 'Bank Charges', project: '' },
      'bank-charge',
    );
    return;
  }
  const net = priceOf(firm, cost.vendor);
  ledgerAlone(firm, byCard ? fed(firm, { ...cost, net }) : posted(firm, { ...cost, net }), 'never-typed');
}
