import { isForbidden } from '../evidence/evidence.ts';
import { monthsOf } from '../evidence/natural-groups.ts';
import type { Settled } from '../links.ts';
import { firstSince, type Groups, groupRows } from '../tables/groups.ts';
import type { LastSearch } from './last-search.ts';
import type { Line } from './statement-lines.ts';

/** A statement comes so many days after the first of its lines. */
const LONGEST = 45;

/** With more open rows of its project about, some of them make up any sum. */
const MOST_NEAR = 250;

/** log2 odds that a row of its project and month is on a vendor's statement. */
const ODDS = {
  /** It names the vendor. */
  named: 5,
  /** It names nobody, and its number or what it says is this vendor's there; or it may mean the vendor. */
  told: 3,
  nobody: -0.7,
  /** Its number or what it says is another vendor's there. */
  others: -5,
};

/**
 * For a posting, by month: the open rows of its project that may be lines of it, with their odds. Only months with a row
 * that likely is one. `given` are rows that it was given already.
 */
export function monthRows(
  { keys, cluster, evidence, dates, alike, vendors }: LastSearch,
  settled: Settled,
): (posting: number, given: readonly number[]) => Line[][] {
  const { sheet, ledger } = keys;
  const { named, told } = vendors;
  const months = monthsOf(sheet.day);
  const byVendor = groupRows(named, cluster.length, settled.sheet);
  const byProject = groupRows(sheet.project, keys.projects, settled.sheet);

  /** Null where it names somebody else. */
  function oddsOf(row: number, vendor: number): number | null {
    if (named[row] === vendor) return ODDS.named;
    const mayMean = alike.sheet[sheet.party[row] as number]?.includes(vendor) === true;
    if (mayMean) return named[row] === 0 || told[row] === vendor ? ODDS.told : ODDS.nobody;
    if (named[row] !== 0) return null;
    if (told[row] === vendor) return ODDS.told;
    if (sheet.fromText[row] === 0 && sheet.party[row] !== 0) return null;
    return told[row] === 0 ? ODDS.nobody : ODDS.others;
  }

  function isNear(row: number, posting: number): boolean {
    const apart = (ledger.day[posting] as number) - (sheet.day[row] as number);
    return apart >= 0 && apart <= LONGEST;
  }

  /** The rows of a group that are near; null where so many are that nothing stands out. */
  function nearIn(groups: Groups, group: number, posting: number): Int32Array | null {
    const day = ledger.day[posting] as number;
    const first = firstSince(groups, group, sheet.day, day - LONGEST);
    const end = firstSince(groups, group, sheet.day, day + 1);
    return end - first > MOST_NEAR ? null : groups.rows.subarray(first, end);
  }

  /** Where the posting names no project: the one that its vendor's rows of that time are all of, or 0. */
  function projectOf(posting: number, vendor: number): number {
    const own = ledger.project[posting] as number;
    if (own !== 0) return own;
    const near = nearIn(byVendor, vendor, posting);
    const first = near?.[0];
    if (!near || first === undefined) return 0;
    const project = sheet.project[first] as number;
    return near.every((row) => sheet.project[row] === project) ? project : 0;
  }

  return (posting, given) => {
    const vendor = cluster[ledger.party[posting] as number] as number;
    if (vendor === 0 || ledger.fromText[posting] === 1) return [];
    const project = projectOf(posting, vendor);
    const byMonth = new Map<number, Line[]>();
    const near = project === 0 ? [] : nearIn(byProject, project, posting);
    if (near === null) return [];
    for (const row of new Set([...near, ...given])) {
      const minor = sheet.amount[row] as number;
      const odds = oddsOf(row, vendor);
      if (odds === null || minor <= 0 || !isNear(row, posting)) continue;
      if (sheet.currency[row] !== ledger.currency[posting]) continue;
      if (isForbidden(evidence.partContext(row, posting, dates))) continue;
      const month = months[row] as number;
      const lines = byMonth.get(month);
      if (lines) lines.push({ row, minor, odds });
      else byMonth.set(month, [{ row, minor, odds }]);
    }
    return [...byMonth.values()].filter((lines) => lines.some(({ odds }) => odds > 0));
  };
}
