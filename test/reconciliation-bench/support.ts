import type { Answer } from '../bench/reconcile/answer.ts';
import type { Truth } from '../bench/reconcile/truth.ts';

/** The truth, said as an answer: every figure of it is perfect. */
export function perfect(truth: Truth): Answer {
  return {
    matches: truth.groups.map(({ sheet, ledger, cause }) => ({ sheet, ledger, cause, confidence: 1 })),
    unmatched: truth.unmatched,
  };
}

/** Four rows and five postings: a pair, a split, a missing row each, and a posting that was entered twice. */
export const SMALL: Truth = {
  format: 'reconciliation-truth/1',
  generator: 'by hand',
  seed: 0,
  hardness: 'standard',
  rows: { sheet: 4, ledger: 6 },
  links: [
    ['A', '1'],
    ['B', '2'],
    ['B', '3'],
    ['C', '4'],
  ],
  groups: [
    { sheet: ['A'], ledger: ['1'], cause: 'none' },
    { sheet: ['B'], ledger: ['2', '3'], cause: 'split' },
    { sheet: ['C'], ledger: ['4'], cause: 'timing' },
  ],
  unmatched: {
    sheet: [{ id: 'D', cause: 'missing-in-ledger' }],
    ledger: [
      { id: '5', cause: 'duplicate' },
      { id: '6', cause: 'missing-in-sheet' },
    ],
  },
  twins: { sheet: [], ledger: [['4', '5']] },
};
