import { partner } from './agreements.ts';
import { shares } from './buying.ts';
import { monthEnd, monthName, monthStart } from './calendar.ts';
import { type Cost, priceOf, purchase, someday, taxOn } from './cost.ts';
import type { Firm } from './firm.ts';
import { entryNumber, fed, journal, posted } from './ledger-hand.ts';
import { settle } from './settle.ts';
import { typed } from './sheet-hand.ts';

const sum = (lines: readonly { cents: number }[]) => lines.reduce((total, { cents }) => total + cents, 0);

/** Three invoices of one vendor lie on the desk on Friday and are paid in one sum. */
export function paymentRun(firm: Firm): void {
  const { chance } = firm;
  const { project, day } = someday(firm);
  const vendor = partner(firm, project);
  if (!vendor) return;
  const typist = chance.pick(project.typists);
  const bought = Array.from({ length: chance.int(2, firm.hard ? 5 : 3) }, (): Cost => {
    const on = day + chance.int(0, 8);
    return purchase(firm, false, {
      project,
      vendor,
      typist,
      ordered: on,
      invoiced: on,
      received: on + 1,
      po: '',
    });
  });
  const net = sum(bought.map((cost) => ({ cents: cost.net })));
  const tax = sum(bought.map((cost) => ({ cents: cost.tax })));
  const paid = day + chance.int(9, 14);
  const whole = purchase(firm, true, {
    project,
    vendor,
    net,
    tax,
    ordered: paid,
    invoiced: paid,
    received: paid,
  });
  settle(
    firm,
    'payment-run',
    bought.map((cost) => typed(firm, cost)),
    [fed(firm, whole)],
  );
}

/** One order, charged as it ships. */
export function shipments(firm: Firm): void {
  const { chance } = firm;
  const { project, day } = someday(firm);
  const vendor = partner(firm, project, ['office', 'hardware', 'lumber', 'print', 'electrical']);
  if (!vendor) return;
  const net = priceOf(firm, vendor) * 2;
  const days = { ordered: day, invoiced: day, received: day };
  const cost = purchase(firm, true, { project, vendor, net, tax: taxOn(firm, vendor, net), ...days });
  const pattern = fed(firm, cost);
  const charges = shares(firm, pattern.cents, chance.int(2, 3)).map((cents) => {
    const on = day + chance.int(0, 9);
    const charge = fed(firm, { ...cost, invoiced: on }, { cents });
    // Each box is charged apart, and to the same account as the first.
    return { ...charge, account: pattern.account, project: pattern.project };
  });
  settle(firm, 'shipments', [typed(firm, cost)], charges);
}

/** Typed as quoted, and put right in a second row when the bill comes. */
export function truedUp(firm: Firm): void {
  const { chance, profile } = firm;
  const cost = purchase(firm, profile.feedOnly);
  const row = typed(firm, { ...cost, net: cost.net, tax: cost.tax });
  const posting = profile.feedOnly ? fed(firm, cost) : posted(firm, cost);
  const quoted = Math.max(100, Math.round((row.cents * chance.int(88, 112)) / 100 / 100) * 100);
  if (quoted === row.cents) return;
  const second = { ...row, cents: row.cents - quoted, tax: 0, day: row.day + chance.int(0, 9) };
  second.description = `${row.description} ${chance.pick(['true-up', 'adj to actual', 'diff to invoice'])}`;
  settle(firm, 'trued-up', [{ ...row, cents: quoted }, second], [posting]);
}

/** A year paid ahead: one row in the sheet, a twelfth of it in the books each month. */
export function prepaid(firm: Firm): void {
  const { chance } = firm;
  const { project, day } = someday(firm);
  const vendor = partner(firm, project, ['software', 'cloud', 'rental', 'office']);
  if (!vendor) return;
  const months = firm.hard ? chance.pick([6, 12]) : chance.pick([3, 6]);
  const monthly = priceOf(firm, vendor);
  const start = monthStart(day);
  if (monthStart(start, months) > firm.last || start < firm.first) return;
  const days = { ordered: day, invoiced: day, received: day };
  const cost = purchase(firm, true, { project, vendor, net: monthly * months, tax: 0, ...days });
  const row = typed(firm, cost, { on: day });
  row.description = `${row.description} ${months} months from ${monthName(start)}`;
  const entries = Array.from({ length: months }, (_, month) => {
    const memo = `Amortize prepaid ${vendor.booked} ${month + 1}/${months}`;
    const clue = { vendor: vendor.key, paper: '' };
    const on = monthEnd(monthStart(start, month));
    return journal(
      firm,
      { ...cost, tax: 0 },
      { number: entryNumber(firm), day: on, cents: monthly, tax: 0, memo, clue },
    );
  });
  settle(firm, 'prepaid', [row], entries);
}

/** The row has the invoice's total; the bill has a line for the goods and one for bringing them. */
export function freightLine(firm: Firm): void {
  const { chance, profile } = firm;
  const cost = purchase(firm, profile.feedOnly);
  const freight = chance.int(18, 190) * 100 + chance.pick([0, 0, 50, 95]);
  const row = typed(firm, { ...cost, net: cost.net + freight });
  if (profile.feedOnly) {
    settle(firm, 'with-freight', [row], [fed(firm, { ...cost, net: cost.net + freight })]);
    return;
  }
  const goods = posted(firm, cost);
  const bringing = {
    ...goods,
    cents: freight,
    tax: 0,
    memo: chance.pick(['Freight', 'Delivery', 'SHIPPING & HANDLING']),
  };
  settle(firm, 'freight-line', [row], [goods, bringing]);
}

/** Booked from the receipt by a diligent clerk, and booked again by the bank feed. */
export function bookedAndFed(firm: Firm): void {
  const { chance, profile } = firm;
  if (profile.ledgerLacks.includes('vendor')) return;
  const cost = purchase(firm, true);
  const day = cost.invoiced;
  const byHand = {
    ...posted(firm, cost),
    type: 'Expense' as const,
    number: '',
    day,
    memo: `receipt ${cost.what}`,
  };
  const byBank = fed(firm, cost, { account: byHand.account, project: byHand.project, class: byHand.class });
  const row = typed(firm, cost);
  if (byBank.day > firm.last || day < firm.first) return;
  const [kept, second] = chance.yes(0.5) ? [byHand, byBank] : [byBank, byHand];
  settle(firm, 'booked-and-fed', [row], [kept]);
  firm.book.ledgerAlone.push({ draft: second, cause: 'duplicate', kind: 'booked-and-fed' });
  firm.book.ledgerTwins.push([kept, second]);
}
