import { reconcile } from '../../src/reconciliation/reconcile.ts';
import type { Reconciliation, Taught } from '../../src/reconciliation/types.ts';
import { type Row, sideOf, TOLERANCE } from './sides.ts';

export const TRADES = ['Roofing', 'Paving', 'Glass', 'Steel', 'Survey', 'Paint', 'Lumber', 'Concrete'];
export const NAMES = [
  'Alder',
  'Birch',
  'Cedar',
  'Dutton',
  'Elm',
  'Foster',
  'Grady',
  'Holt',
  'Ivers',
  'Juniper',
  'Keel',
];

export interface Lists {
  sheet: Row[];
  ledger: Row[];
}

/** Business that has nothing to do with what is asked: `pairs` that agree, and as many again on one list only. */
export function others(pairs: number): Lists {
  const sheet: Row[] = [];
  const ledger: Row[] = [];
  let state = 7;
  const next = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const row = (id: string): Row => ({
    id,
    date: new Date(Date.UTC(2026, next(11), 1 + next(28))).toISOString().slice(0, 10),
    amount: `${100 + next(4000)}.${10 + next(89)}`,
    vendor: `${NAMES[next(NAMES.length)]} ${TRADES[next(TRADES.length)]}`,
    number: `${10_000 + next(80_000)}`,
    project: `P${100 + next(40)}`,
  });
  for (let at = 0; at < pairs; at++) {
    const both = row(`X${at}`);
    sheet.push(both);
    ledger.push({ ...both });
    sheet.push(row(`Y${at}`));
    ledger.push(row(`Z${at}`));
  }
  return { sheet, ledger };
}

export interface Answered extends Lists {
  answer: Reconciliation;
}

/** The rows that are asked about, reconciled among 250 pairs of other business. */
export function answered(
  sheet: readonly Row[],
  ledger: readonly Row[],
  different: Taught['different'] = [],
): Answered {
  const beside = others(250);
  const all = { sheet: [...beside.sheet, ...sheet], ledger: [...beside.ledger, ...ledger] };
  const taught = { same: [], different };
  return { ...all, answer: reconcile(sideOf(all.sheet), sideOf(all.ledger), TOLERANCE, taught) };
}

export const idsOf = (rows: readonly Row[], which: readonly number[]): string =>
  which.map((row) => rows[row]?.id).join('+');

const isAskedAbout = (said: string): boolean => /[SL]\d/.test(said);

/** The matches of the rows that are asked about, in ids: "S1 = L1+L2". Theirs begin with S and L. */
export function matched(
  sheet: readonly Row[],
  ledger: readonly Row[],
  different: Taught['different'] = [],
): string[] {
  const all = answered(sheet, ledger, different);
  return all.answer.matches
    .map((match) => `${idsOf(all.sheet, match.sheet)} = ${idsOf(all.ledger, match.ledger)}`)
    .filter(isAskedAbout)
    .sort();
}

/** The same with each match's cause: "S1 = L1 tax". */
export function causes(sheet: readonly Row[], ledger: readonly Row[]): string[] {
  const all = answered(sheet, ledger);
  return all.answer.matches
    .map((match) => `${idsOf(all.sheet, match.sheet)} = ${idsOf(all.ledger, match.ledger)} ${match.cause}`)
    .filter(isAskedAbout)
    .sort();
}

/** 12345 as "123.45". */
export const inCents = (minor: number): string =>
  `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;

/**
 * Bills of one vendor whose postings are so many times their rows: few enough that the rate is known and yet not how
 * these lists are kept. Ids begin with A and B.
 */
export function taughtRate(vendor: string, times: number, from = 0): Lists {
  const rows = Array.from({ length: 12 }, (_, at) => {
    const net = 31_017 + (from + at) * 1737;
    const date = new Date(Date.UTC(2026, 0, 5 + at * 3)).toISOString().slice(0, 10);
    return { net, like: { date, vendor, number: `${500_000 + (from + at) * 17}` } };
  });
  return {
    sheet: rows.map(({ net, like }, at) => ({ ...like, id: `A${from + at}`, amount: inCents(net) })),
    ledger: rows.map(({ net, like }, at) => ({
      ...like,
      id: `B${from + at}`,
      amount: inCents(Math.round(net * times)),
    })),
  };
}
