import type { Evidence } from '../evidence/evidence.ts';
import type { Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';

/** Rows of one currency and postings of another, each in their order, that are of one vendor as it seems. */
export interface Sequence {
  rows: number[];
  postings: number[];
  /** The vendor of the rows, and that of the postings. */
  vendors: readonly [number, number];
}

/** Two bills are posted in another order than they were sent when they are no more days apart than this. */
const MOST_SWAPPED = 30;
/** Numbers further apart than this begin anew: after 9 comes 0. */
const MOST_COUNTED = 4;

/** Open rows and postings of two currencies by their vendors; those that are taken back by their own side are none. */
export function crossingRows(
  keys: Keys,
  { cluster, cancelled }: Evidence,
  open: Open,
  from: number,
  to: number,
) {
  const { sheet, ledger } = keys;
  const rows: number[] = [];
  for (let i = 0; i < sheet.count; i++) {
    if (open.sheet[i] === -1 && sheet.currency[i] === from && cancelled.sheet[i] === 0) rows.push(i);
  }
  const postings: number[] = [];
  for (let j = 0; j < ledger.count; j++) {
    if (open.ledger[j] !== -1 || ledger.currency[j] !== to || cancelled.ledger[j] === 1) continue;
    if (ledger.amount[j] !== 0) postings.push(j);
  }
  const bills = grouped(postings, (j) => cluster[ledger.party[j] as number] as number);
  bills.delete(0);
  return { ours: grouped(rows, (i) => cluster[sheet.party[i] as number] as number), bills };
}

export type Crossing = ReturnType<typeof crossingRows>;

export function ofOneVendor({ ours, bills }: Crossing): Sequence[] {
  return Array.from(bills, ([vendor, postings]) => ({
    rows: ours.get(vendor) ?? [],
    postings,
    vendors: [vendor, vendor],
  }));
}

/** The same by project; a posting that names none may be of any. */
export function byProject({ sheet, ledger }: Keys, sequence: Sequence): Sequence[] {
  const { rows, postings, vendors } = sequence;
  return Array.from(
    grouped(rows, (i) => sheet.project[i] as number),
    ([project, own]) => ({
      rows: own,
      postings: postings.filter((j) => ledger.project[j] === project || ledger.project[j] === 0),
      vendors,
    }),
  ).filter((one) => one.rows[0] !== undefined && sheet.project[one.rows[0]] !== 0 && one.postings.length > 0);
}

/** A word that more vendors have says nothing. */
const MOST_WITH_WORD = 24;

/** Vendors that share a word of their names: a person and a firm, perhaps. */
export function ofOneWord(
  { sheet, ledger, parties }: Keys,
  { ours, bills }: Crossing,
  mayBeOne: (name: string, other: string) => boolean,
): Sequence[] {
  const nameOf = (party: number | undefined): string => parties[party ?? 0] as string;
  const byWord = new Map<string, number[]>();
  for (const [vendor, postings] of bills) {
    for (const word of new Set(nameOf(ledger.party[postings[0] as number]).split(' '))) {
      const own = byWord.get(word);
      if (own) own.push(vendor);
      else byWord.set(word, [vendor]);
    }
  }
  const found: Sequence[] = [];
  for (const [vendor, rows] of ours) {
    if (vendor === 0) continue;
    const name = nameOf(sheet.party[rows[0] as number]);
    const others = name.split(' ').flatMap((word) => {
      const own = byWord.get(word) ?? [];
      return own.length > MOST_WITH_WORD ? [] : own;
    });
    for (const other of new Set(others)) {
      const postings = bills.get(other) ?? [];
      if (other === vendor || !mayBeOne(name, nameOf(ledger.party[postings[0] as number]))) continue;
      found.push({ rows, postings, vendors: [vendor, other] });
    }
  }
  return found;
}

function grouped(rows: readonly number[], keyOf: (row: number) => number): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const own = groups.get(keyOf(row));
    if (own) own.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

const COUNTED = /^(.*?)(\d{1,6})$/;

/** Postings by their days, but those of one count, posted about one time, by their numbers: bills are sent in that order. */
export function inOrder({ ledger, numbers }: Keys, postings: readonly number[]): number[] {
  const ordered = [...postings];
  const count = (j: number): { stem: string; at: number } | null => {
    const parts = COUNTED.exec(numbers[ledger.number[j] as number] as string);
    return parts ? { stem: parts[1] as string, at: Number(parts[2]) } : null;
  };
  for (let end = 1; end < ordered.length; end++) {
    for (let at = end; at > 0; at--) {
      const [before, own] = [ordered[at - 1] as number, ordered[at] as number];
      const [a, b] = [count(before), count(own)];
      const isNear = (ledger.day[own] as number) - (ledger.day[before] as number) <= MOST_SWAPPED;
      if (a === null || b === null || a.stem !== b.stem || !isNear) break;
      if (a.at <= b.at || a.at - b.at > MOST_COUNTED) break;
      ordered[at - 1] = own;
      ordered[at] = before;
    }
  }
  return ordered;
}
