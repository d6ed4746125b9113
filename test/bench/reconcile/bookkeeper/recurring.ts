import { partner } from './agreements.ts';
import { monthEnd, monthName, monthStart, weekdayOnOrAfter } from './calendar.ts';
import { priceOf, purchase, someday, taxOn } from './cost.ts';
import type { Firm } from './firm.ts';
import { fed } from './ledger-hand.ts';
import { settle } from './settle.ts';
import { typed } from './sheet-hand.ts';
import { nextInvoice } from './vendors.ts';

/** The same amount every month, by card; typed when it is noticed, or a quarter of it at once. */
export function subscription(firm: Firm): void {
  const { chance } = firm;
  const { project, day } = someday(firm);
  const vendor = partner(firm, project, ['software', 'cloud', 'rental', 'hauling', 'office']);
  if (!vendor) return;
  const seats = chance.weighted({ '1': 7, '2': 2, '3': 1 });
  const quarterly = chance.yes(0.12 * firm.slips);
  const typist = chance.pick(project.typists);
  let net = priceOf(firm, vendor);
  const until = chance.yes(0.8) ? firm.last : project.last;
  for (let month = 0; monthStart(day, month) <= until; month++) {
    if (month > 0 && chance.yes(0.04)) net = Math.round(net * 1.08);
    const on = monthStart(day, month) + ((day % 27) + 1);
    const forgotten = chance.yes(0.03 * firm.slips);
    for (let seat = 0; seat < Number(seats); seat++) {
      const cost = purchase(firm, true, {
        project,
        vendor,
        typist,
        net,
        tax: taxOn(firm, vendor, net),
        ordered: on,
        invoiced: on,
        received: on,
      });
      const posting = fed(firm, cost, { day: weekdayOnOrAfter(on + chance.int(0, 2)) });
      const quarter = Math.min(firm.last, monthEnd(monthStart(on, 2 - (month % 3))));
      const row = typed(firm, cost, quarterly ? { on: quarter } : {});
      if (chance.yes(0.4) && !row.description.endsWith(monthName(on)))
        row.description = `${row.description} ${monthName(on)}`;
      if (!forgotten) settle(firm, 'subscription', [row], [posting]);
      else if (posting.day <= firm.last)
        firm.book.ledgerAlone.push({ draft: posting, cause: 'missing-in-sheet', kind: 'subscription' });
    }
  }
}

const DAILY = new Set(['meals', 'travel', 'fuel', 'hauling', 'office']);

/** The same coffee, parking or dump fee every working day, and not every one of them in both lists. */
export function daily(firm: Firm): void {
  const { chance } = firm;
  const { project, day } = someday(firm);
  const vendor = chance.pick(
    project.vendors.filter((one) => DAILY.has(one.trade.key)).concat(project.vendors.slice(0, 1)),
  );
  const net = chance.pick([500, 525, 1200, 1500, 2200, 4500]);
  for (let on = day; on < day + chance.int(8, 26); on++) {
    if (weekdayOnOrAfter(on) !== on || !chance.yes(0.75)) continue;
    const cost = purchase(firm, true, {
      project,
      vendor,
      net,
      tax: 0,
      ordered: on,
      invoiced: on,
      received: on,
      invoice: nextInvoice(chance, vendor),
    });
    const [row, posting] = [typed(firm, { ...cost, invoice: '' }, { on }), fed(firm, cost)];
    settle(firm, 'daily', [row], [posting]);
  }
}
