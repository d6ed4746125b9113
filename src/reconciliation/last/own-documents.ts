import type { Link, Settled } from '../links.ts';
import type { LastSearch } from './last-search.ts';

const MOST_ROWS = 6;
/** Cents that somebody rounded away are no difference. */
const CENTS_APART = 2;

/** Rows that are one document by themselves and are open or in a pair that does not come to the same; each once. */
export function documentsOf(
  { keys, evidence, natural }: LastSearch,
  settled: Settled,
  which: 'sheet' | 'ledger',
  from: number,
): number[][] {
  const other = which === 'sheet' ? 'ledger' : 'sheet';
  const [side, theirs] = [keys[which], keys[other]];
  const cancelled = evidence.cancelled[which];
  const asked: number[] = [];
  for (let row = 0; row < side.count; row++) {
    const at = settled[which][row] as number;
    // What is taken back is no line of what stays.
    if ((at !== -1 && at < from) || cancelled[row] === 1 || side.amount[row] === 0) continue;
    if (at !== -1) {
      const link = settled.links[at] as Link;
      const partner = link[other][0] as number;
      if (link.stage !== 'rest' || side.currency[row] !== theirs.currency[partner]) continue;
      if (Math.abs((side.amount[row] as number) - (theirs.amount[partner] as number)) <= CENTS_APART)
        continue;
    }
    asked.push(row);
  }
  const seen = new Set<string>();
  const documents: number[][] = [];
  const [, numbers, , vendorDays] = natural[which].kinds;
  for (const kind of [numbers, vendorDays]) {
    const groups = new Map<number, number[]>();
    for (const row of asked) {
      const group = kind?.[row] ?? 0;
      const rows = group === 0 ? undefined : groups.get(group);
      if (rows) rows.push(row);
      else if (group !== 0) groups.set(group, [row]);
    }
    for (const own of groups.values()) {
      if (own.length < 2 || own.length > MOST_ROWS) continue;
      const currency = side.currency[own[0] as number];
      if (own.some((row) => side.currency[row] !== currency) || seen.has(own.join())) continue;
      seen.add(own.join());
      documents.push(own);
    }
  }
  return documents;
}
