import type { Keyed, Keys } from '../reading/keys.ts';
import type { Spelling } from '../reading/spellings.ts';
import { type PairTable, pairTable } from '../tables/groups.ts';
import type { Seeds } from './seeds.ts';

/** Certain pairs that must show two codes side by side, and their share of all that show either, to make them one. */
const LEAST_SEEN = 3;
const LEAST_SHARE = 0.7;
/** Who writes one thing in two ways crosses them about as often as chance would; two things are hardly ever crossed. */
const CROSSED = 0.5;
const NOT_CROSSED = 0.25;
/** So many crossings must have been due before their absence shows that two codes are two things. */
const DUE_IN_LISTS = 3;
const DUE_OF_CODES = 6;

type Column = 'project' | 'class' | 'accountName';

/**
 * Two lists, or two people of one, may write one project in two ways ("1052" and "1052 Maple St Duplex", "Acme Rebrand"
 * and "Acme:Acme Rebrand"). Where the one names the other and certain pairs do not speak against it, or where certain
 * pairs show it, both become one, for all that follows.
 */
export function uniteCodes({ sheet, ledger, spellings }: Keys, seeds: Seeds, column: Column): void {
  const seen = seenTogether(sheet[column], ledger[column], seeds);
  const one = new Map<number, number>();
  const find = (value: number): number => {
    let at = value;
    for (let next = one.get(at); next !== undefined; next = one.get(at)) at = next;
    return at;
  };
  const unite = (a: number, b: number): void => {
    const [first, second] = [find(a), find(b)];
    if (first !== second) one.set(Math.max(first, second), Math.min(first, second));
  };
  for (const { a, b, count } of seen.all) {
    if (a === b || count < LEAST_SEEN) continue;
    if (count >= LEAST_SHARE * seen.ofSheet(a) && count >= LEAST_SHARE * seen.ofLedger(b)) unite(a, b);
  }
  const weighed = spellings[column].map((spelling) => ({ spelling, ...crossings(seen, spelling) }));
  const plain = weighed.filter(({ spelling }) => spelling.isPlain);
  const total = (of: 'crossed' | 'due'): number => plain.reduce((sum, one) => sum + one[of], 0);
  const areApart = total('due') >= DUE_IN_LISTS && total('crossed') < NOT_CROSSED * total('due');
  for (const { spelling, crossed, due, isClosed } of weighed) {
    const isShown = isClosed && crossed >= LEAST_SEEN && crossed >= CROSSED * due;
    const isDenied = areApart || (due >= DUE_OF_CODES && crossed < NOT_CROSSED * due);
    if (isShown || (spelling.isPlain && !isDenied)) unite(spelling.short, spelling.long);
  }
  if (one.size === 0) return;
  sheet[column] = sheet[column].map(find);
  ledger[column] = ledger[column].map(find);
}

interface Seen {
  all: { a: number; b: number; count: number }[];
  count(a: number, b: number): number;
  ofSheet(a: number): number;
  ofLedger(b: number): number;
}

/** How often certain pairs show which code of the sheet opposite which of the ledger. */
function seenTogether(sheetValues: Keyed[Column], ledgerValues: Keyed[Column], seeds: Seeds): Seen {
  const pairs: PairTable = pairTable();
  const all: Seen['all'] = [];
  const ofSheet = new Map<number, number>();
  const ofLedger = new Map<number, number>();
  for (let seed = 0; seed < seeds.sheet.length; seed++) {
    const a = sheetValues[seeds.sheet[seed] as number] as number;
    const b = ledgerValues[seeds.ledger[seed] as number] as number;
    if (a === 0 || b === 0) continue;
    ofSheet.set(a, (ofSheet.get(a) ?? 0) + 1);
    ofLedger.set(b, (ofLedger.get(b) ?? 0) + 1);
    const known = all[pairs.idOf(a, b) - 1];
    if (known) known.count++;
    else all.push({ a, b, count: 1 });
  }
  return {
    all,
    count: (a, b) => all[pairs.find(a, b) - 1]?.count ?? 0,
    ofSheet: (a) => ofSheet.get(a) ?? 0,
    ofLedger: (b) => ofLedger.get(b) ?? 0,
  };
}

/**
 * Of the certain pairs with either code on both sides: how many have the one opposite the other, and how many would if
 * it were chance which of the two is written.
 */
function crossings(seen: Seen, { short, long }: Spelling) {
  const [same, other] = [seen.count(short, short), seen.count(long, long)];
  const [down, up] = [seen.count(short, long), seen.count(long, short)];
  const all = same + other + down + up;
  const [onSheet, onLedger] = [same + down, same + up];
  const due = all === 0 ? 0 : (onSheet * (all - onLedger) + (all - onSheet) * onLedger) / all;
  const most = Math.max(seen.ofSheet(short) + seen.ofSheet(long), seen.ofLedger(short) + seen.ofLedger(long));
  return { crossed: down + up, due, isClosed: all >= LEAST_SHARE * most };
}
