import type { LedgerRow, SheetRow, Truth } from '../truth.ts';
import { type Book, money, type Written } from './book.ts';

/**
 * Which rows nobody could tell apart: of one seller and one amount, where whatever else is written (numbers, orders,
 * projects, words) says no more for the true pairing than for the other, nor do the dates.
 */

interface Place {
  one: Written<SheetRow> | Written<LedgerRow>;
  words: ReadonlySet<string>;
  /** What it belongs to on the other side; null where it belongs to nothing. */
  other: Other | null;
}

interface Other {
  words: ReadonlySet<string>;
  day: number;
}

/** Days apart that a bookkeeper would go by. */
const CLOSE = 3;

function wordsOf(row: SheetRow | LedgerRow): Set<string> {
  const text = 'memo' in row ? [row.number, row.memo] : [row.invoice, row.description];
  // One seller's postings are of one account and mostly one class: what is filled in there tells no two of them apart.
  const all = [...text, row.po, row.project].join(' ').toLowerCase();
  return new Set((all.match(/\d+|[a-z]{3,}/g) ?? []).map((word) => word.replace(/^0+(?=.)/, '')));
}

/** Numbers of three digits and more tell most. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let sum = 0;
  for (const word of a) if (b.has(word)) sum += /^\d{3}/.test(word) ? 3 : 1;
  return sum;
}

function otherOf(rows: readonly (Written<SheetRow> | Written<LedgerRow>)[]): Other {
  return {
    words: new Set(rows.flatMap(({ row }) => [...wordsOf(row)])),
    day: rows.reduce((sum, { day }) => sum + day, 0) / rows.length,
  };
}

/** Whether the files speak for the true pairing of these two rather than for the swapped one. */
function told(a: Place, b: Place): boolean {
  if (a.other === b.other) return true;
  const says = (place: Place, other: Other | null) => (other ? shared(place.words, other.words) : 0);
  const [own, swapped] = [says(a, a.other) + says(b, b.other), says(a, b.other) + says(b, a.other)];
  if (own !== swapped) return own > swapped;
  if (a.other && b.other) return (a.one.day - b.one.day) * (a.other.day - b.other.day) > CLOSE * CLOSE;
  const [mine, free] = a.other ? [a, b] : [b, a];
  const at = mine.other?.day ?? 0;
  return Math.abs(free.one.day - at) > Math.abs(mine.one.day - at) + CLOSE;
}

/** Sets made of pairs that have members in common. */
function joined(pairs: readonly (readonly [string, string])[]): string[][] {
  const parent = new Map<string, string>();
  const root = (id: string): string => {
    let at = id;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  for (const [a, b] of pairs) {
    for (const id of [a, b]) if (!parent.has(id)) parent.set(id, id);
    parent.set(root(a), root(b));
  }
  const sets = new Map<string, string[]>();
  for (const id of parent.keys()) sets.set(root(id), [...(sets.get(root(id)) ?? []), id]);
  return [...sets.values()];
}

/** Neighbours by date that are looked at: a price that comes daily is compared with the days around it. */
const NEAR = 12;

function pairsOf(places: readonly Place[]): [string, string][] {
  const vendors = new Map<unknown, number>();
  const numberOf = (vendor: unknown) => {
    const known = vendors.get(vendor) ?? vendors.size;
    vendors.set(vendor, known);
    return known;
  };
  const like = Map.groupBy(places, ({ one }) => `${one.minor} ${numberOf(one.vendor)}`);
  const pairs: [string, string][] = [];
  for (const set of like.values()) {
    set.sort((a, b) => a.one.day - b.one.day);
    set.forEach((a, i) => {
      for (const b of set.slice(i + 1, i + 1 + NEAR))
        if (!told(a, b)) pairs.push([a.one.row.id, b.one.row.id]);
    });
  }
  return pairs;
}

const known = (sets: readonly { row: { id: string } }[][]): [string, string][] =>
  sets.flatMap(([first, ...rest]) =>
    rest.map((one): [string, string] => [first?.row.id ?? one.row.id, one.row.id]),
  );

/** Sets of ids that may stand for each other. Ids must have been given. */
export function indistinct(book: Book): Truth['twins'] {
  const sheet: Place[] = [];
  const ledger: Place[] = [];
  for (const group of book.groups) {
    const [ofSheet, ofLedger] = [otherOf(group.sheet), otherOf(group.ledger)];
    for (const one of group.sheet) sheet.push({ one, words: wordsOf(one.row), other: ofLedger });
    for (const one of group.ledger) ledger.push({ one, words: wordsOf(one.row), other: ofSheet });
  }
  const place = (one: Place['one']): Place => ({ one, words: wordsOf(one.row), other: null });
  for (const { what } of book.loneSheet) sheet.push(place(what));
  // What cancels another entry is known by that one; where it is not, it was said when it was written.
  for (const { what, cause } of book.loneLedger) if (cause !== 'reversal') ledger.push(place(what));
  return {
    sheet: joined([...known(book.sameSheet), ...pairsOf(sheet)]),
    ledger: joined([...known(book.sameLedger), ...pairsOf(ledger)]),
  };
}

type Any = Written<SheetRow> | Written<LedgerRow>;

/** Amounts of the other list, by seller and sum, each with the amounts it truly goes with. */
function wantedBy(all: readonly { one: Any; own: readonly Any[] }[]) {
  const byVendor = new Map<unknown, Map<number, { one: Any; own: readonly Any[] }[]>>();
  for (const each of all) {
    const sums = byVendor.get(each.one.vendor) ?? new Map<number, { one: Any; own: readonly Any[] }[]>();
    byVendor.set(each.one.vendor, sums);
    sums.set(each.one.minor, [...(sums.get(each.one.minor) ?? []), each]);
  }
  // To the cent, of that seller and that season, and with nothing of its own that fits as well.
  return ({ vendor, minor, day }: Any) =>
    (byVendor.get(vendor)?.get(minor) ?? []).some(
      ({ one, own }) => Math.abs(one.day - day) < 60 && own.every((mine) => mine.minor !== minor),
    );
}

/**
 * A row never billed and a bill never typed, of one seller, one amount and one season, would be a pair to anybody; so
 * would be such a row and a bill that came to another sum than its own. Where chance made them meet, the lone one is
 * given another amount.
 */
export function partCoincidences(book: Book): void {
  const part = (what: Any) => {
    what.minor += 1337;
    what.row.amount = money(what.minor);
  };
  const postings = book.groups.flatMap(({ sheet, ledger }) => ledger.map((one) => ({ one, own: sheet })));
  const rows = book.groups.flatMap(({ sheet, ledger }) => sheet.map((one) => ({ one, own: ledger })));
  const free = book.loneLedger.filter(({ cause }) => cause === 'missing-in-sheet').map(({ what }) => what);
  const wanted = wantedBy([...postings, ...free.map((one) => ({ one, own: [] }))]);
  for (const { what, cause } of book.loneSheet) if (cause === 'missing-in-ledger' && wanted(what)) part(what);
  const typed = wantedBy(rows);
  for (const what of free) if (typed(what)) part(what);
}
