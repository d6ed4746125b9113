import type { Truth } from './truth.ts';

/**
 * Twins scored either way: each id goes by the name of its set, and things are counted by names. Of two identical rows
 * and their two postings, either pairing has the same two pairs of names.
 */
export interface Names {
  sheet: (id: string) => string;
  ledger: (id: string) => string;
}

export function namesOf(truth: Pick<Truth, 'twins'>): Names {
  const named = (sets: readonly (readonly string[])[]) => {
    const name = new Map<string, string>();
    for (const set of sets) for (const id of set) name.set(id, set[0] ?? id);
    return (id: string) => name.get(id) ?? id;
  };
  return { sheet: named(truth.twins.sheet), ledger: named(truth.twins.ledger) };
}

const SEPARATOR = '\u0001';

export const linkKey = (names: Names, sheet: string, ledger: string): string =>
  names.sheet(sheet) + SEPARATOR + names.ledger(ledger);

export function groupKey(
  names: Names,
  group: { sheet: readonly string[]; ledger: readonly string[] },
): string {
  const side = (ids: readonly string[], name: (id: string) => string) => ids.map(name).sort().join(',');
  return side(group.sheet, names.sheet) + SEPARATOR + side(group.ledger, names.ledger);
}

/** Each key can be claimed as often as it is there: true, and one fewer is left; false where none is left. */
export function stockOf(keys: Iterable<string>): (key: string) => boolean {
  const left = new Map<string, number>();
  for (const key of keys) left.set(key, (left.get(key) ?? 0) + 1);
  return (key) => {
    const here = left.get(key) ?? 0;
    if (here > 0) left.set(key, here - 1);
    return here > 0;
  };
}
