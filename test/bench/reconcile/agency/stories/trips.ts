import { isoOf } from '../firm.ts';
import { bookkeeperFor, posting } from '../ledger-hand.ts';
import type { Fact } from '../shapes.ts';
import { sheetRow } from '../sheet-hand.ts';
import { lump, overProjects, sum, weeksOf } from './groups.ts';
import { asOneBill, linesOf, story, type Teller } from './pair.ts';

/** Trips, and weeks of work that the books divide otherwise than the sheet. */

export const TRIPS: Readonly<Record<string, Teller>> = {
  mixed: (desk) => {
    const fact = desk.buy('freelancer');
    const weeks = weeksOf(desk, fact, desk.random.int(2, 4));
    const lines = asOneBill(
      overProjects(desk, { ...fact, minor: sum(weeks) }, 2).map((one) =>
        posting(desk, { ...one, project: fact.project }),
      ),
    );
    return story({ kind: 'mixed', sheet: weeks.map((one) => sheetRow(desk, one)), ledger: lines });
  },
  travel: (desk) => {
    const { random } = desk;
    const trip = desk.buy('employee', { what: 'trip' });
    const days = random.int(1, 4);
    const miles = random.int(30, 420);
    const items: [string, number][] = [
      ['flight', random.int(14_000, 72_000)],
      [`hotel ${days} nights`, days * random.int(11_000, 24_500)],
      [`mileage ${miles} mi`, miles * 70],
      [`per diem ${days} d`, days * 6800],
      ['parking', random.int(900, 6000)],
    ];
    const chosen = random.shuffle(items).slice(0, random.int(2, 5));
    const rows = chosen.map(
      ([what, minor], i): Fact => ({
        ...trip,
        what: `${trip.party.trade.split(' ')[0]} ${what}`,
        minor,
        billed: trip.ordered + (i % (days + 1)),
      }),
    );
    const filed = trip.ordered + days + random.int(2, 14);
    if (bookkeeperFor(desk, filed).perLine) {
      const tellings = linesOf(desk, 'travel-lines', rows);
      for (const one of tellings) for (const { row } of one.ledger) row.date = isoOf(filed);
      return story(...tellings);
    }
    return lump(
      desk,
      'travel',
      rows,
      { ...trip, minor: sum(rows), billed: filed, what: `expense report ${trip.party.trade}` },
      false,
    );
  },
};
