import type { LedgerDraft, SheetDraft } from './book.ts';
import { slash, weekdayOnOrAfter } from './calendar.ts';
import { type Cost, purchase, someday, taxOn } from './cost.ts';
import type { Firm, Project } from './firm.ts';
import { fed } from './ledger-hand.ts';
import { settle } from './settle.ts';
import { accountText, typed } from './sheet-hand.ts';
import { type Trade, tradesOf } from './trades.ts';
import { makeVendors, type Vendor } from './vendors.ts';

const SPENT = ['travel', 'travel', 'meals', 'office', 'fuel'];

const sum = (drafts: readonly { cents: number }[]) => drafts.reduce((total, { cents }) => total + cents, 0);
const initialsOf = (name: string) =>
  name
    .split(' ')
    .map((word) => word[0])
    .join('');

function outOfPocket(firm: Firm, project: Project, key: string, vendor: Vendor, on: number): Cost {
  const net = Math.max(400, Math.round(firm.chance.around(key === 'travel' ? 14_000 : 3_200, 0.8)));
  const days = { ordered: on, invoiced: on, received: on };
  return purchase(firm, true, { project, vendor, net, tax: taxOn(firm, vendor, net), ...days });
}

/** Somebody travels, keeps the receipts, and is paid back in one sum or one for each account. */
export function expenses(firm: Firm): void {
  const { chance, profile } = firm;
  const { project, day } = someday(firm);
  const who = chance.pick(firm.staff);
  const key = `expenses/${who}/${project.code}/${Math.floor(day / 45)}`;
  if (firm.agreed.has(key)) return;
  firm.agreed.add(key);
  const shops = makeVendors(chance, tradesOf(SPENT), 5, `${key}/`);
  const tag = chance.pick([initialsOf(who), who.split(' ')[0] ?? who, who]);
  const inColumn = chance.yes(0.35) && !profile.sheetLacks.includes('vendor');
  const byAccount = chance.yes(0.35);
  const report = `ER-${chance.int(100, 9999)}`;
  const paid = weekdayOnOrAfter(day + chance.int(10, 24));
  const typist = chance.pick(project.typists);
  const bought = Array.from(
    { length: chance.int(2, firm.hard ? 12 : 8) },
    (): { trade: Trade; row: SheetDraft; net: number } => {
      const shop = chance.pick(shops);
      const cost = { ...outOfPocket(firm, project, shop.trade.key, shop, day + chance.int(0, 9)), typist };
      const row = typed(firm, cost);
      row.description = `${row.description} (${tag})`;
      if (inColumn) row.vendor = who;
      row.clue = { vendor: who, paper: '' };
      return { trade: shop.trade, row, net: cost.net };
    },
  );
  const lines = byAccount ? [...new Set(bought.map(({ trade }) => trade))] : [undefined];
  for (const trade of lines) {
    const part = bought.filter((one) => trade === undefined || one.trade === trade);
    const rows = part.map(({ row }) => row);
    const main = part[0]?.trade ?? chance.pick(tradesOf(SPENT));
    const pattern = fed(firm, {
      ...outOfPocket(firm, project, main.key, chance.pick(shops), paid),
      account: main.account,
    });
    const cents = profile.ledgerTax === 'net' ? part.reduce((total, { net }) => total + net, 0) : sum(rows);
    const posting: LedgerDraft = {
      ...pattern,
      type: 'Expense',
      number: profile.ledgerLacks.includes('number') ? '' : report,
      vendor: profile.ledgerLacks.includes('vendor') ? '' : who,
      day: paid,
      cents,
      tax: profile.ledgerTax === 'net' ? 0 : rows.reduce((total, { tax }) => total + tax, 0),
      account: accountText(firm, main.account, 'full'),
      memo: profile.feedOnly ? `ZELLE TO ${who.toUpperCase()}` : `Expense report ${slash(day)} ${tag}`,
      clue: { vendor: who, paper: '' },
    };
    settle(firm, 'expense-report', rows, [posting]);
  }
}
