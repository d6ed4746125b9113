import type { Random } from '../random.ts';
import type { SheetRow } from '../truth.ts';
import type { Desk } from './desk.ts';
import { isoOf, nextMonth } from './firm.ts';
import type { Account, Fact, Manager, OnSheet } from './shapes.ts';
import { misread, mistyped, textOf } from './slips.ts';
import { DETAIL } from './words.ts';

/** A purchase as a project manager writes it into the cost sheet. */

const managerFor = (fact: Fact): Manager =>
  fact.project.managers[fact.ordered < fact.project.handover ? 0 : 1];

/** Half the rows say more than the job's bare name. */
function detailed(random: Random, what: string): string {
  return random.weighted([
    [what, 5],
    [`${what} ${random.pick(DETAIL)}`, 3],
    [`${random.pick(DETAIL)}: ${what}`, 1],
  ]);
}

/** The number as this hand writes it. */
export function numberAs(style: Manager['numberStyle'] | 'tight', number: string): string {
  if (number === '') return '';
  const bare = number.replace(/^[A-Za-z#]+-?/, '').replace(/(\/26|-A)$/, '');
  if (style === 'bare') return bare;
  if (style === 'hash') return `#${bare}`;
  if (style === 'worded') return `inv ${bare}`;
  if (style === 'tight') return number.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
  return number;
}

function accountAs(style: Manager['account'], account: Account): string {
  if (style === 'none') return '';
  return { number: account.number, name: account.name, long: `${account.number} ${account.name}` }[style];
}

function dateOf(random: Random, manager: Manager, fact: Fact, last: number): number {
  if (fact.channel === 'card' || fact.channel === 'expense') return fact.billed;
  const day = {
    ordered: fact.ordered,
    billed: fact.billed,
    paid: fact.billed + 14 + random.int(0, 16),
    'month-end': nextMonth(fact.billed) - 1,
  }[manager.dated];
  return Math.min(day, last);
}

function numberCell(desk: Desk, manager: Manager, fact: Fact): string {
  const { random, dial } = desk;
  const noted =
    fact.number !== '' && random.chance(dial.sheetNumber) && random.chance(Math.max(0.6, manager.notes));
  if (!noted) return '';
  const number = numberAs(manager.numberStyle, fact.number);
  return random.chance(dial.numberSlip) ? misread(random, number) : number;
}

function orderCell(desk: Desk, manager: Manager, fact: Fact): string {
  const { random, dial, firm } = desk;
  if (fact.orders.length === 0) return '';
  if (!random.chance(dial.sheetOrders * manager.orders * firm.columns.sheetPo)) return '';
  const [first = '', ...others] = fact.orders;
  const rest = others.map((one) => (random.chance(0.5) ? `/${one}` : `, ${one}`)).join('');
  return `${random.chance(0.4) ? 'PO ' : ''}${first}${rest}`;
}

export interface Given {
  minor?: number;
  number?: string;
  orders?: readonly string[];
  what?: string;
  day?: number;
  currency?: string;
  vendor?: string;
}

/** @param given what this row says otherwise than the purchase does */
export function sheetRow(desk: Desk, fact: Fact, given: Given = {}): OnSheet {
  const { random, dial, firm } = desk;
  const manager = managerFor(fact);
  const of: Fact = { ...fact, number: given.number ?? fact.number, orders: given.orders ?? fact.orders };
  const minor = given.minor ?? fact.minor;
  const { party, project } = fact;
  const style = manager.vendor;
  const name = given.vendor ?? (style === 'in-text' ? party.trade : party[style]);
  const vendor = random.chance(dial.vendorSlip) ? mistyped(random, name) : name;
  const number = numberCell(desk, manager, of);
  const inText = manager.numberAt === 'text' && !number.includes(',') && number !== '';
  const what = given.what ?? (fact.channel === 'bill' ? detailed(random, fact.what) : fact.what);
  const parts = [
    style === 'in-text' ? `${vendor} -` : '',
    what,
    inText ? `(${/^\d/.test(number) ? 'inv ' : ''}${number})` : '',
  ];
  const coded = random.chance(dial.sheetCoding);
  const row: SheetRow = {
    id: '',
    description: parts.filter((part) => part !== '').join(' '),
    vendor: style === 'in-text' ? '' : vendor,
    invoice: inText ? '' : number,
    po: orderCell(desk, manager, of),
    date: isoOf(Math.min(firm.last, given.day ?? dateOf(random, manager, fact, firm.last))),
    amount: textOf(manager.whole && Math.abs(minor) >= 10_000 ? Math.round(minor / 100) * 100 : minor),
    currency: given.currency ?? (random.chance(0.3) ? '' : 'USD'),
    project:
      manager.project === 'seldom' && !coded
        ? ''
        : manager.project === 'long'
          ? `${project.code} ${project.name}`
          : project.code,
    account:
      coded && random.chance(firm.columns.sheetAccount) ? accountAs(manager.account, party.account) : '',
    class: random.chance(firm.columns.sheetClass) ? project.practice : '',
  };
  return { row, fact: of };
}
