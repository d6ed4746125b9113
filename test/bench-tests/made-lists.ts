import { counts, minorOf } from '../bench/reconcile/cause.ts';
import type { Hardness } from '../bench/reconcile/dial.ts';
import type { Generated, TruthGroup, TruthUnmatched } from '../bench/reconcile/truth.ts';

/** What tests ask of a maker's lists, whoever made them. */

export const DIALS = ['standard', 'hard'] satisfies Hardness[];
export const SIDES = ['sheet', 'ledger'] as const;

export const byId = <R extends { id: string }>(rows: readonly R[]) =>
  new Map(rows.map((row) => [row.id, row]));

/** Hundredths; to a tenth of one where a currency has three decimals. */
export const sumOf = (rows: readonly ({ amount: string } | undefined)[]) =>
  Math.round(rows.reduce((total, row) => total + minorOf(row?.amount ?? '') * 10, 0)) / 10;

/** Every simple pair of the truth, as its two rows. */
export function pairsOf(made: Generated) {
  const [sheet, ledger] = [byId(made.sheet), byId(made.ledger)];
  return made.truth.groups
    .filter((group) => group.sheet.length === 1 && group.ledger.length === 1)
    .flatMap(({ cause, kind, ...group }) => {
      const [s, l] = [sheet.get(group.sheet[0] ?? ''), ledger.get(group.ledger[0] ?? '')];
      return s && l ? [{ s, l, cause, kind }] : [];
    });
}

/** Groups of one currency whose amounts differ though their cause says otherwise, or agree though it says they differ. */
export function wronglyCaused(made: Generated): TruthGroup[] {
  const [sheet, ledger] = [byId(made.sheet), byId(made.ledger)];
  return made.truth.groups.filter((group) => {
    if (group.cause === 'currency') return false;
    const [left, right] = [group.sheet.map((id) => sheet.get(id)), group.ledger.map((id) => ledger.get(id))];
    return counts(sumOf(left), sumOf(right)) !== (group.cause === 'amount' || group.cause === 'tax');
  });
}

/** What was entered twice on a side, and what of it no set of twins has. */
export function enteredTwice({ truth }: Generated, side: 'sheet' | 'ledger') {
  const twins = new Set(truth.twins[side].flat());
  const twice: TruthUnmatched[] = truth.unmatched[side].filter(({ cause }) => cause === 'duplicate');
  return { twice, unpaired: twice.filter(({ id }) => !twins.has(id)) };
}
