import type { NaturalGroups } from '../evidence/natural-groups.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import type { Listed } from '../reading/listed.ts';
import type { Open } from '../reading/open.ts';
import { firstSince, type Groups, groupRows } from '../tables/groups.ts';

/** Days from the whole to its parts: postings follow a row for months, rows go before a posting. */
const EARLIEST = -45;
const LATEST = 80;
/** A project's rows are many: only those nearby can be meant. */
const PROJECT_DAYS = 40;
const MOST_PER_BLOCK = 48;
const MOST_OF_PROJECT = 20;
/** Of a vendor that is only like the one named, and of one that another part names, the nearest. */
const MOST_OF_ALIKE = 12;
const MOST_OF_KIN_VENDOR = 8;
const KIN_DAYS = 45;
/** What more rows than this share is no document. */
const MOST_KIN = 30;
/** With a credit among them, a part may be larger than the whole. */
const MOST_OF_WHOLE = 5;

/** Finds the rows of one side that may be parts of a row of the other. */
export interface PartFinder {
  whole: Keyed;
  parts: Keyed;
  /** Open rows of the same currency that share a vendor, an order, a number or a project, and are near enough. */
  of(target: number): number[];
  /** Open rows of the same currency that share an order, a number, day and project, or the vendor with these. */
  kinOf(target: number, rows: readonly number[]): number[];
}

/**
 * @param natural of the side that the parts are of.
 * @param alike by the whole's name: vendors of the parts' side that it may mean.
 * @param isPlain whether only what is plain is looked for: then a vendor's own rows are enough where it has some.
 */
export function partFinder(
  keys: Keys,
  cluster: Int32Array,
  open: Open,
  which: 'sheet' | 'ledger',
  natural: NaturalGroups,
  alike: readonly (readonly number[] | undefined)[],
  isPlain: boolean,
): PartFinder {
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  const whole = keys[which];
  const parts = keys[other];
  const taken = open[other];
  const [earliest, latest] = which === 'sheet' ? [EARLIEST, LATEST] : [-LATEST, -EARLIEST];
  const byNumber = groupRows(parts.number, keys.numbers.length, taken);
  const byPo = groupRows(parts.po, keys.pos.length, taken);
  const byVendor = groupRows(natural.vendor, cluster.length, taken);
  const blocks: { groups: Groups; values: Int32Array; listed: Listed; from: number; to: number }[] = [
    { groups: byNumber, values: whole.number, listed: whole.listed.number, from: -120, to: 200 },
    { groups: byPo, values: whole.po, listed: whole.listed.po, from: -120, to: 200 },
    {
      groups: byVendor,
      values: whole.party.map((party) => cluster[party] as number),
      listed: new Map(),
      from: earliest,
      to: latest,
    },
  ];
  const byProject = groupRows(parts.project, keys.projects, taken);
  const [, , dayAndProject = parts.project] = natural.kinds;
  const kin: { groups: Groups; values: Int32Array }[] = [
    { groups: byNumber, values: parts.number },
    { groups: byPo, values: parts.po },
    { groups: groupRows(dayAndProject, parts.count + 1, taken), values: dayAndProject },
    { groups: groupRows(natural.stem, parts.count + 1, taken), values: natural.stem },
  ];
  const seen = new Int32Array(parts.count).fill(-1);
  let stamp = 0;

  function of(target: number): number[] {
    stamp++;
    const size = Math.abs(whole.amount[target] as number);
    const day = whole.day[target] as number;
    const rows: number[] = [];
    const offer = (row: number): void => {
      if (seen[row] === stamp || taken[row] !== -1) return;
      seen[row] = stamp;
      const own = Math.abs(parts.amount[row] as number);
      if (own !== 0 && own < MOST_OF_WHOLE * size && parts.currency[row] === whole.currency[target])
        rows.push(row);
    };
    for (const { groups, values, listed, from, to } of blocks) {
      const value = values[target] as number;
      if (value > 0) nearestFirst(groups, value, parts.day, day, from, to, offer);
      for (const number of listed.get(target) ?? [])
        nearestFirst(groups, number, parts.day, day, from, to, offer);
    }
    if (isPlain && rows.length >= 2 && whole.fromText[target] === 0) return rows;
    for (const vendor of alike[whole.party[target] as number] ?? []) {
      nearestFirst(byVendor, vendor, parts.day, day, earliest, latest, offer, MOST_OF_ALIKE);
    }
    // A project's rows are many: only the nearest, and fewer where the vendor's own are known.
    const value = whole.project[target] as number;
    const most = rows.length >= 2 && whole.fromText[target] === 0 ? MOST_OF_PROJECT : MOST_PER_BLOCK;
    if (value > 0) nearestFirst(byProject, value, parts.day, day, -PROJECT_DAYS, PROJECT_DAYS, offer, most);
    return rows;
  }

  function kinOf(target: number, rows: readonly number[]): number[] {
    const size = Math.abs(whole.amount[target] as number);
    const found: number[] = [];
    const offer = (row: number): void => {
      if (seen[row] === stamp || taken[row] !== -1) return;
      seen[row] = stamp;
      const fits = Math.abs(parts.amount[row] as number) < size && parts.amount[row] !== 0;
      if (fits && parts.currency[row] === whole.currency[target]) found.push(row);
    };
    for (const row of rows) {
      for (const { groups, values } of kin) {
        const value = values[row] as number;
        if (value <= 0) continue;
        const end = groups.start[value + 1] as number;
        if (end - (groups.start[value] as number) > MOST_KIN) continue;
        for (let at = groups.start[value] as number; at < end; at++) offer(groups.rows[at] as number);
      }
      const vendor = natural.vendor[row] as number;
      const day = parts.day[row] as number;
      // The named vendor's own rows are there already; what is plain needs no others.
      if (isPlain || vendor === 0 || vendor === cluster[whole.party[target] as number]) continue;
      nearestFirst(byVendor, vendor, parts.day, day, -KIN_DAYS, KIN_DAYS, offer, MOST_OF_KIN_VENDOR);
    }
    return found;
  }

  return { whole, parts, of, kinOf };
}

/** From the day outwards, so that a large block gives its nearest. */
export function nearestFirst(
  groups: Groups,
  value: number,
  days: Int32Array,
  day: number,
  from: number,
  to: number,
  offer: (row: number) => void,
  most = MOST_PER_BLOCK,
): void {
  const { start, rows } = groups;
  const first = start[value] as number;
  const end = start[value + 1] as number;
  let after = firstSince(groups, value, days, day);
  let before = after - 1;
  for (let taken = 0; taken < most; taken++) {
    const left = before >= first ? (days[rows[before] as number] as number) : Number.NEGATIVE_INFINITY;
    const right = after < end ? (days[rows[after] as number] as number) : Number.POSITIVE_INFINITY;
    const canLeft = left >= day + from;
    const canRight = right <= day + to;
    if (!canLeft && !canRight) return;
    if (canLeft && (!canRight || day - left < right - day)) offer(rows[before--] as number);
    else offer(rows[after++] as number);
  }
}
