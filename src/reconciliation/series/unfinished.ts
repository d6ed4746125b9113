import { monthsOf } from '../evidence/natural-groups.ts';
import type { SaidApart } from '../evidence/taught.ts';
import { type Settled, settle } from '../links.ts';
import type { Keys } from '../reading/keys.ts';
import { openBy } from '../reading/open.ts';
import { totalOf } from '../reading/total.ts';
import { type PairTable, pairTable } from '../tables/groups.ts';

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
  told: Int32Array,
  cluster: Int32Array,
  settled: Settled,
  saidApart: SaidApart,
): void {
  const { sheet, ledger } = keys;
  const { billed, places } = billedByStatement(keys, cluster, settled);
  const vendorOf = (row: number): number =>
    (told[row] as number) || (cluster[sheet.party[row] as number] as number);
  const rowsAt = openBy(sheet, settled.sheet, (row) =>
    places.find(sheet.project[row] as number, vendorOf(row)),
  );
  const postingsAt = openBy(ledger, settled.ledger, (row) =>
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
      const rows = near.filter((row) => months[row] === months[near[near.length - 1] as number]);
      if (!areLinesOf(keys, rows, posting, saidApart)) continue;
      const found = { sheet: rows, ledger: [posting] };
      settle(settled, { ...found, stage: 'series', chance: CHANCE, runnerUp: -1, among: 0 });
    }
  }
}

/** Places, each a project and a vendor that sends hardly anything but statements there, and their table. */
function billedByStatement(
  { ledger }: Keys,
  cluster: Int32Array,
  settled: Settled,
): { billed: number[]; places: PairTable } {
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
  const billed = Array.from(byStatement.keys()).filter((place) => {
    const count = byStatement[place] ?? 0;
    return count > 0 && (otherwise[place] ?? 0) <= SELDOM * count;
  });
  return { billed, places };
}

/** Several rows that may be the posting's, and come near enough to it. */
function areLinesOf(keys: Keys, rows: readonly number[], posting: number, saidApart: SaidApart): boolean {
  if (rows.length < 2 || rows.some((row) => !mayBe(keys, row, posting, saidApart))) return false;
  const total = totalOf(keys.sheet, rows);
  const share = total / (keys.ledger.amount[posting] as number);
  return share >= LEAST_SHARE && share <= MOST_SHARE;
}

function mayBe({ sheet, ledger }: Keys, row: number, posting: number, saidApart: SaidApart): boolean {
  return sheet.currency[row] === ledger.currency[posting] && !saidApart(row, posting);
}
