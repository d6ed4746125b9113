import { monthsOf } from './coherence.ts';
import { pairTable } from './groups.ts';
import type { Keyed, Keys } from './keys.ts';
import { type Settled, settle } from './links.ts';
import type { SaidApart } from './taught.ts';
import { vendorsByCount } from './tellers.ts';

/** A statement comes so many days after the last of its lines, and so many before the next comes. */
const AFTER = 40;
const APART = 20;
/** Lines that were forgotten, or tax on top, make up so much of the whole at most. */
const LEAST_SHARE = 0.6;
const MOST_SHARE = 1.1;
/** Other bills for each statement. */
const SELDOM = 0.25;
const CHANCE = 0.98;

/**
 * A vendor that bills this project by statements, as others of its statements show to the cent: the rows of a month and
 * the statement after it belong together, though a line nobody typed keeps them from adding up.
 */
export function settleUnfinished(
  keys: Keys,
  cluster: Int32Array,
  settled: Settled,
  saidApart: SaidApart,
): void {
  const { sheet, ledger } = keys;
  const places = pairTable();
  const byStatement: number[] = [];
  const otherwise: number[] = [];
  for (const { sheet: rows, ledger: postings } of settled.links) {
    for (const posting of postings) {
      const vendor = cluster[ledger.party[posting] as number] as number;
      if (vendor === 0 || ledger.fromText[posting] === 1) continue;
      const place = places.idOf(ledger.project[posting] as number, vendor);
      const counts = postings.length === 1 && rows.length > 1 ? byStatement : otherwise;
      counts[place] = (counts[place] ?? 0) + 1;
    }
  }
  /** It sends hardly anything but statements. */
  const billed = Array.from(byStatement.keys()).filter((place) => {
    const count = byStatement[place] ?? 0;
    return count > 0 && (otherwise[place] ?? 0) <= SELDOM * count;
  });
  const counted = vendorsByCount(keys, cluster, settled);
  const vendorOf = (row: number): number =>
    (counted[row] as number) || (cluster[sheet.party[row] as number] as number);
  const rowsAt = openAt(sheet, settled.sheet, (row) =>
    places.find(sheet.project[row] as number, vendorOf(row)),
  );
  const postingsAt = openAt(ledger, settled.ledger, (row) =>
    places.find(ledger.project[row] as number, cluster[ledger.party[row] as number] as number),
  );
  const months = monthsOf(sheet.day);
  for (const place of billed) {
    const postings = postingsAt.get(place) ?? [];
    for (const posting of postings) {
      const day = ledger.day[posting] as number;
      const isAlone = postings.every(
        (other) => other === posting || Math.abs((ledger.day[other] as number) - day) > APART,
      );
      if (!isAlone || (ledger.amount[posting] as number) <= 0) continue;
      const near = (rowsAt.get(place) ?? []).filter((row) => {
        const apart = day - (sheet.day[row] as number);
        return settled.sheet[row] === -1 && apart >= 0 && apart <= AFTER && (sheet.amount[row] as number) > 0;
      });
      const last = near[near.length - 1];
      if (last === undefined) continue;
      const rows = near.filter((row) => months[row] === months[last]);
      if (rows.length < 2 || rows.some((row) => !mayBe(keys, row, posting, saidApart))) continue;
      const total = rows.reduce((sum, row) => sum + (sheet.amount[row] as number), 0);
      const share = total / (ledger.amount[posting] as number);
      if (share < LEAST_SHARE || share > MOST_SHARE) continue;
      settle(settled, {
        sheet: rows,
        ledger: [posting],
        stage: 'series',
        chance: CHANCE,
        runnerUp: -1,
        among: 0,
      });
    }
  }
}

function mayBe({ sheet, ledger }: Keys, row: number, posting: number, saidApart: SaidApart): boolean {
  return sheet.currency[row] === ledger.currency[posting] && !saidApart(row, posting);
}

function openAt(side: Keyed, taken: Int32Array, placeOf: (row: number) => number): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  for (let row = 0; row < side.count; row++) {
    if (taken[row] !== -1) continue;
    const place = placeOf(row);
    if (place === 0) continue;
    const list = rows.get(place);
    if (list) list.push(row);
    else rows.set(place, [row]);
  }
  return rows;
}
