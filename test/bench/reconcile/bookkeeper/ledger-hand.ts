import type { LedgerDraft } from './book.ts';
import { type Day, monthStart, slash, weekdayOnOrAfter } from './calendar.ts';
import type { Cost } from './cost.ts';
import type { Clerk, Firm } from './firm.ts';
import { accountText } from './sheet-hand.ts';

const lacks = (firm: Firm, column: string) => firm.profile.ledgerLacks.includes(column);
const currencyOf = (firm: Firm) => {
  const { currency } = firm.profile;
  return lacks(firm, 'currency') || (currency === 'USD' && firm.chance.yes(0.2)) ? '' : currency;
};

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  '0': 'O',
  '1': 'I',
  '5': 'S',
  '8': 'B',
  O: '0',
  S: '5',
};

/** What a scanner reads off a crumpled PDF. */
function scanned({ chance }: Firm, number: string): string {
  const places = [...number].flatMap((sign, at) => (LOOKS_LIKE[sign] ? [at] : []));
  if (places.length === 0) return number;
  const at = chance.pick(places);
  return `${number.slice(0, at)}${LOOKS_LIKE[number[at] ?? ''] ?? ''}${number.slice(at + 1)}`;
}

/** The number as this clerk enters it. */
export function entered(firm: Firm, clerk: Clerk, invoice: string): string {
  const { chance, slips } = firm;
  if (invoice === '' || lacks(firm, 'number') || chance.yes(0.02 * slips)) return '';
  let number = clerk.bareNumbers ? invoice.replace(/^(INV-?|#)/, '') : invoice;
  if (chance.yes(0.03 * slips)) number = scanned(firm, number);
  if (chance.yes(0.015 * slips)) number = number.replace(/^0+(?=\d)/, '');
  if (chance.yes(0.01 * slips)) number = `${number}${chance.pick(['-1', 'A', ' R', '-001'])}`;
  return number;
}

function memoFor(firm: Firm, clerk: Clerk, cost: Cost): string {
  const { chance } = firm;
  const po = cost.po !== '' && (lacks(firm, 'po') || !clerk.po) && chance.yes(0.3) ? ` ${cost.po}` : '';
  if (clerk.memo === 'none') return po.trim();
  if (clerk.memo === 'what') return `${cost.what}${po}`;
  if (clerk.memo === 'project') return `${cost.project.code} ${cost.what}${po}`;
  return `${cost.what.toUpperCase()} QTY ${chance.int(1, 24)} NET 30${po.toUpperCase()}`;
}

/** Closed books take nothing: what comes late for a month is dated the first of the next. */
function postedOn({ chance }: Firm, clerk: Clerk, { invoiced, received }: Cost): Day {
  const day = clerk.dates === 'invoice' ? invoiced : weekdayOnOrAfter(received);
  return chance.yes(0.02) ? monthStart(day, 1) : day;
}

/** A bill posted from an e-mailed PDF, or one line of it. */
export function posted(firm: Firm, cost: Cost, fixed: Partial<LedgerDraft> = {}): LedgerDraft {
  const { chance, profile } = firm;
  const clerk = chance.pick(firm.clerks);
  const tax = profile.ledgerTax === 'gross' ? cost.tax : 0;
  const number = entered(firm, clerk, cost.invoice);
  const hasVendor = !lacks(firm, 'vendor');
  return {
    type: 'Bill',
    number,
    vendor: hasVendor ? cost.vendor.booked : '',
    po: cost.po !== '' && clerk.po && !lacks(firm, 'po') ? cost.po : '',
    day: postedOn(firm, clerk, cost),
    cents: cost.net + tax,
    tax,
    currency: currencyOf(firm),
    // A line without its customer is a bookkeeper's commonest omission.
    project: chance.yes(0.015 * firm.slips) ? '' : cost.project.booked,
    account: accountText(firm, cost.account, 'full'),
    class: lacks(firm, 'class') || !clerk.class ? '' : cost.project.class,
    memo: memoFor(firm, clerk, cost),
    clue: {
      vendor: hasVendor ? cost.vendor.key : '',
      paper: number === '' ? '' : `${cost.vendor.key}/${cost.invoice}`,
    },
    ...fixed,
  };
}

/** The line on the card statement, cut where the bank cuts it. */
export function bankLine({ chance }: Firm, bank: string, swiped: Day): string {
  const code = () => `${chance.int(1000, 9999)}`;
  const form = chance.weighted({ plain: 5, pos: 3, square: 1.5, toast: 0.5, paypal: 1, ach: 1.5 });
  if (bank.startsWith('AMZN'))
    return `${bank}*${chance.int(2, 9)}X${chance.int(2, 9)}LK${chance.int(10, 99)}`;
  if (form === 'square') return `SQ *${bank.slice(0, 18)} ${slash(swiped)}`;
  if (form === 'toast') return `TST* ${bank.slice(0, 16)}`;
  if (form === 'paypal') return `PAYPAL *${bank.replaceAll(' ', '').slice(0, 14)}`;
  if (form === 'pos') return `POS DEBIT ${code()} ${bank} ${slash(swiped)}`;
  if (form === 'ach') return `ACH DEBIT ${bank.slice(0, 16)} ${code()}${code()}`;
  return `${bank} ${slash(swiped)}`;
}

/** A charge as it comes through the bank feed: a day or three later, never at a weekend, no vendor, no number. */
export function fed(firm: Firm, cost: Cost, fixed: Partial<LedgerDraft> = {}): LedgerDraft {
  const { chance } = firm;
  const known = !firm.profile.feedOnly && chance.yes(firm.hard ? 0.12 : 0.3);
  const memo = bankLine(firm, cost.vendor.bank, cost.invoiced);
  return {
    ...posted(firm, { ...cost, invoice: '', po: '' }),
    type: chance.yes(0.6) ? 'Expense' : 'Purchase',
    number: '',
    vendor: known && !lacks(firm, 'vendor') ? cost.vendor.booked : '',
    day: weekdayOnOrAfter(cost.invoiced + chance.int(0, 3)),
    memo,
    clue: { vendor: cost.vendor.key, paper: '' },
    ...fixed,
  };
}

export function entryNumber(firm: Firm): string {
  firm.nextEntry += 1;
  return lacks(firm, 'number') ? '' : `JE-${firm.nextEntry}`;
}

/** A journal entry's line: no vendor, no purchase order, everything in the memo. */
export function journal(firm: Firm, cost: Cost, fixed: Partial<LedgerDraft>): LedgerDraft {
  return {
    ...posted(firm, { ...cost, invoice: '', po: '' }),
    type: 'JournalEntry',
    vendor: '',
    clue: { vendor: '', paper: '' },
    ...fixed,
  };
}
