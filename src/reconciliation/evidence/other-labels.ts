import type { Keys } from '../reading/keys.ts';
import { type Label, labelsIn, MONTH } from '../reading/labels.ts';
import type { Seeds } from './seeds.ts';

/** Bits lost where two texts say that they are two of a row of such things: 0 or less. */
export type OtherLabels = (sheetRow: number, ledgerRow: number) => number;

/** What is believed before any pair has shown it: a month is seldom a slip, and more seldom than a code. */
const PRIOR_PAIRS = 8;
const USUAL_SHARE = 0.04;
const LEAST = -8;
const MOST_TEACHERS = 20_000;

/**
 * "site internet Oct" is not the bill that says "site internet Nov", nor "draw 1" what is asked for as "draw 2", however
 * alike all else is. How seldom the books name another one than the row does, the certain pairs show: for months, and for
 * all else that is counted. That both name the same says nothing here: their words and days say it already.
 */
export function otherLabels({ sheet, ledger, texts }: Keys, teachers: Seeds): OtherLabels {
  const labels = labelsIn(texts);
  const tallies = [0, 1].map(() => ({ others: USUAL_SHARE * PRIOR_PAIRS, all: PRIOR_PAIRS }));
  const most = Math.min(MOST_TEACHERS, teachers.sheet.length);
  for (let seed = 0; seed < most; seed++) {
    const ours = labels(sheet.text[teachers.sheet[seed] as number] as number);
    const theirs = labels(ledger.text[teachers.ledger[seed] as number] as number);
    for (const kind of [0, 1]) {
      const tally = tallies[kind];
      const relation = relationOf(ours, theirs, kind);
      if (!tally || relation === APART) continue;
      tally.all++;
      if (relation === ANOTHER) tally.others++;
    }
  }
  const bits = tallies.map(({ others, all }) => Math.max(LEAST, Math.log2(others / all)));
  return (i, j) => {
    const ours = labels(sheet.text[i] as number);
    if (ours.length === 0) return 0;
    const theirs = labels(ledger.text[j] as number);
    if (theirs.length === 0) return 0;
    const ofMonths = relationOf(ours, theirs, 0) === ANOTHER ? (bits[0] as number) : 0;
    return Math.min(ofMonths, relationOf(ours, theirs, 1) === ANOTHER ? (bits[1] as number) : 0);
  };
}

const APART = 0;
const THE_SAME = 1;
const ANOTHER = 2;

/** @param kind 0 for months, 1 for all else. */
function relationOf(ours: readonly Label[], theirs: readonly Label[], kind: number): number {
  let relation = APART;
  for (const { of, which } of ours) {
    if ((of === MONTH) !== (kind === 0)) continue;
    for (const other of theirs) {
      if (other.of !== of) continue;
      if (other.which !== which) return ANOTHER;
      relation = THE_SAME;
    }
  }
  return relation;
}
