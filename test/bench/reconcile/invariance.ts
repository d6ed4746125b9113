import { groupKey, type Names, stockOf } from './alike.ts';
import type { Answer } from './answer.ts';
import { twinsOf } from './finish.ts';
import { randomOf } from './random.ts';
import { type Generated, type LedgerRow, linksOf, type SheetRow } from './truth.ts';

/** The same rows in another order and under other ids, and whether the answer is the same. */

export interface Renamed {
  made: Generated;
  /** From the new ids to the old. */
  back: { sheet: ReadonlyMap<string, string>; ledger: ReadonlyMap<string, string> };
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789'];

/** Rows in no order, with ids of another make that sort in no order of the old ones'. */
export function renamed(made: Generated, seed: number): Renamed {
  const random = randomOf(seed);
  const rename = <R extends SheetRow | LedgerRow>(rows: readonly R[]) => {
    const back = new Map<string, string>();
    const others = random.shuffle(
      rows.map((row): R => {
        let id = '';
        do id = Array.from({ length: 9 }, () => random.pick(LETTERS)).join('');
        while (back.has(id));
        back.set(id, row.id);
        return { ...row, id };
      }),
    );
    return { back, others };
  };
  const [sheet, ledger] = [rename(made.sheet), rename(made.ledger)];
  return {
    made: { ...made, sheet: sheet.others, ledger: ledger.others },
    back: { sheet: sheet.back, ledger: ledger.back },
  };
}

/**
 * What reads alike in every column but the id may change places; nothing else may. A row without a currency says the
 * same as one that names the default (CONTRACT.md), so that only the ids could tell these two apart.
 */
function alikeIn(made: Generated): Names {
  const named = (rows: readonly (SheetRow | LedgerRow)[]) => {
    const read = rows.map((row) => ({ ...row, currency: row.currency || 'USD' }));
    const name = new Map(twinsOf(read, []).flatMap((set) => set.map((id) => [id, set[0] ?? id])));
    return (id: string) => name.get(id) ?? id;
  };
  return { sheet: named(made.sheet), ledger: named(made.ledger) };
}

/** Of the first answer's links, causes included, the share that the second has under its own ids. */
export function sameShare(made: Generated, first: Answer, second: Answer, back: Renamed['back']): number {
  const names = alikeIn(made);
  const keysOf = (answer: Answer, old: (side: 'sheet' | 'ledger', id: string) => string) => [
    ...answer.matches.flatMap((match) =>
      linksOf([match]).map(([s, l]) =>
        groupKey(names, { sheet: [old('sheet', s)], ledger: [old('ledger', l)] }).concat(` ${match.cause}`),
      ),
    ),
    ...(['sheet', 'ledger'] as const).flatMap((side) =>
      answer.unmatched[side].map((one) => `${side} ${names[side](old(side, one.id))} ${one.cause}`),
    ),
  ];
  const before = keysOf(first, (_, id) => id);
  const after = keysOf(second, (side, id) => back[side].get(id) ?? id);
  const claim = stockOf(after);
  const same = before.filter(claim).length;
  const all = Math.max(before.length, after.length);
  return all === 0 ? 1 : same / all;
}
