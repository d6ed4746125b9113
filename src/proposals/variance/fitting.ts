import type { ActionName } from './content.ts';
import type { Subject } from './subject.ts';

/** What each cause offers beside Accept, the likeliest first. */
const BY_CAUSE: Readonly<Record<Subject['cause'], readonly ActionName[]>> = {
  currency: ['correct', 'journal', 'different'],
  tax: ['correct', 'journal', 'different'],
  amount: ['correct', 'journal', 'different'],
  split: ['same', 'different'],
  combined: ['same', 'different'],
  coding: ['recode', 'correct', 'different'],
  timing: ['correct', 'different'],
  duplicate: ['journal', 'same', 'add'],
  reversal: ['same'],
  'missing-in-ledger': ['bill', 'same'],
  'missing-in-sheet': ['add', 'recode', 'same', 'journal'],
  none: [],
};

/** What may be chosen for this one: every action that there is enough to do it with. */
export function fitting(subject: Subject): ActionName[] {
  const { sheet, ledger, near } = subject;
  const fits: Readonly<Record<ActionName, boolean>> = {
    accept: true,
    correct: sheet.length === 1 && ledger.length > 0,
    add: sheet.length === 0 && ledger.length === 1,
    recode: ledger.length === 1,
    bill: ledger.length === 0 && sheet.length === 1 && (sheet[0]?.amountMinor ?? 0) > 0,
    journal: ledger.length > 0 && subject.differenceMinor !== null,
    same: sheet.length + near.sheet.length > 0 && ledger.length + near.ledger.length > 0,
    different: sheet.length > 0 && ledger.length > 0,
  };
  const wanted = [...BY_CAUSE[subject.cause], ...(sheet.length + ledger.length > 2 ? ['same' as const] : [])];
  return [...new Set(wanted)].filter((name) => fits[name]);
}

export const CHOOSE_LABEL: Readonly<Record<ActionName, string>> = {
  accept: 'Accept',
  correct: 'Correct the sheet',
  add: 'Add to the sheet',
  recode: 'Recode',
  bill: 'Create bill',
  journal: 'Journal entry',
  same: 'Match by hand',
  different: 'Not the same',
};
