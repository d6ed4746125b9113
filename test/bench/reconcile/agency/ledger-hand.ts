import type { Random } from '../random.ts';
import type { LedgerRow } from '../truth.ts';
import type { Desk } from './desk.ts';
import { isoOf, monthOf, nextMonth } from './firm.ts';
import { ACCOUNTS } from './parties.ts';
import type { Bookkeeper, Channel, Fact, InLedger } from './shapes.ts';
import { type Given, numberAs } from './sheet-hand.ts';
import { misread, mistyped, textOf } from './slips.ts';
import { TERSE } from './words.ts';

/** A purchase as a bookkeeper posts it to QuickBooks, or as the bank's feed does. */

export const bookkeeperFor = (desk: Desk, day: number): Bookkeeper =>
  desk.firm.bookkeepers[day < desk.firm.handover ? 0 : 1];

const TYPE: Readonly<Record<Channel, LedgerRow['type']>> = {
  bill: 'Bill',
  card: 'Purchase',
  expense: 'Expense',
  journal: 'JournalEntry',
  credit: 'VendorCredit',
};

/** A bill that comes when its month is closed is dated to the first day that is open. */
function dateOf(desk: Desk, keeper: Bookkeeper, fact: Fact): number {
  const { random, dial } = desk;
  if (fact.channel === 'journal') return fact.billed;
  if (fact.channel === 'card') return fact.billed + random.int(0, 3);
  const late = random.chance(dial.forgotten) ? random.int(15, 40) : 0;
  const entered = fact.billed + late + Math.round(keeper.lag * (0.4 + 1.2 * random.next()));
  const opens = nextMonth(fact.billed);
  if (entered >= opens + keeper.closes) return opens + (late > 0 ? late - 10 : 0);
  return keeper.dated === 'entered' ? entered : fact.billed;
}

/** The bill's words, some of them, or the words for any bill. */
function inShort(random: Random, what: string): string {
  const [first = what] = what.split(' ');
  return random.weighted([
    [what, 4],
    [first, 2],
    [random.pick(TERSE), 4],
  ]);
}

/** Vendor and memo as the feed brings them, where nobody mapped the name. */
function feedNames(desk: Desk, fact: Fact, what: string): { vendor: string; memo: string } {
  const { random } = desk;
  const code = Array.from({ length: 7 }, () => random.pick([...'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'])).join(
    '',
  );
  const feed = fact.party.trade === 'Amazon' ? `AMZN MKTP US*${code}` : fact.party.feed;
  return random.weighted([
    [{ vendor: feed, memo: '' }, 3],
    [{ vendor: '', memo: feed }, 3],
    [{ vendor: feed, memo: what }, 1],
  ]);
}

function memoOf(keeper: Bookkeeper, fact: Fact, what: string): string {
  if (keeper.memo === 'what') return what;
  if (keeper.memo === 'number') return fact.number === '' ? what : `Inv ${fact.number}`;
  return keeper.memo === 'period' ? `${monthOf(fact.billed)} ${what}` : '';
}

function numberOf(desk: Desk, keeper: Bookkeeper, fact: Fact): string {
  const { random, dial } = desk;
  if (fact.number === '' || !random.chance(dial.ledgerNumber)) return '';
  const number = numberAs(keeper.number, fact.number).slice(0, 21);
  return random.chance(dial.numberSlip * 0.6) ? misread(random, number) : number;
}

function coding(
  desk: Desk,
  keeper: Bookkeeper,
  fact: Fact,
): Pick<LedgerRow, 'project' | 'account' | 'class'> {
  const { random, dial, firm } = desk;
  const project = random.chance(dial.wrongProject) ? random.pick(firm.projects) : fact.project;
  const account = random.chance(dial.wrongAccount)
    ? random.pick([ACCOUNTS.studio, ACCOUNTS.shop, ACCOUNTS.freelancer])
    : fact.party.account;
  const name = keeper.project === 'long' ? `${project.code} ${project.name}` : project.code;
  return {
    project: random.chance(dial.ledgerCoding) ? name : '',
    account: `${account.number} ${account.name}`,
    class: random.chance(firm.columns.ledgerClass) ? project.practice : '',
  };
}

/** @param given what this posting says otherwise than the purchase does */
export function posting(desk: Desk, fact: Fact, given: Given & { memo?: string } = {}): InLedger {
  const { random, dial, firm } = desk;
  const keeper = bookkeeperFor(desk, fact.billed);
  const of: Fact = { ...fact, number: given.number ?? fact.number, orders: given.orders ?? fact.orders };
  const what = given.what ?? inShort(random, fact.what);
  const mapped = fact.channel !== 'card' || random.chance(keeper.mapped);
  const name = given.vendor ?? fact.party[keeper.vendor];
  const fed = mapped
    ? {
        vendor: random.chance(dial.vendorSlip * 0.5) ? mistyped(random, name) : name,
        memo: memoOf(keeper, of, what),
      }
    : feedNames(desk, of, what);
  const orders = random.chance(dial.ledgerOrders * firm.columns.ledgerPo) ? of.orders : [];
  const memo = random.chance(firm.columns.memo) ? fed.memo : mapped ? '' : fed.memo;
  const inMemo = keeper.orders === 'memo' && orders.length > 0;
  const row: LedgerRow = {
    id: '',
    type: TYPE[fact.channel],
    number: numberOf(desk, keeper, of),
    vendor: fed.vendor,
    po: keeper.orders === 'column' ? orders.join(random.chance(0.5) ? '/' : ', ') : '',
    date: isoOf(given.day ?? dateOf(desk, keeper, fact)),
    amount: textOf(given.minor ?? fact.minor),
    currency: given.currency ?? 'USD',
    ...coding(desk, keeper, fact),
    memo: given.memo ?? (inMemo ? `${memo} PO ${orders.join(', ')}`.trim() : memo),
  };
  return { row, fact: of };
}
