import type { Random } from '../random.ts';
import type { Noise } from './noise.ts';

/** Who works at the firm and how each of them writes; drawn once, kept for the year. */

export interface Typist {
  name: string;
  initials: string;
  /** How much of a vendor's name is typed, the fullest first, as weights. */
  calls: readonly [number, number][];
  /** Shortens words, or shouts, or does neither. */
  hand: 'plain' | 'short' | 'upper' | 'lower';
  numberFilled: number;
  poFilled: number;
  /** Types what the order says, before sales tax. */
  beforeTax: boolean;
  account: 'number' | 'name' | 'both' | 'none';
  project: 'code' | 'full' | 'none';
  poStyle: string;
  dateOf: 'received' | 'ordered';
  /** Contract draws as asked for, or less what is held back. */
  draws: 'gross' | 'net';
}

export interface Clerk {
  number: 'as-is' | 'bare' | 'upper' | 'no-zeros';
  memo: 'none' | 'words' | 'numbers' | 'job';
  poFilled: number;
  poStyle: string;
  /** Books bills under the day they came in, not the day they bear. */
  dateOf: 'bill' | 'entry';
  byLine: boolean;
}

const GIVEN =
  'Maria Dave Kofi Priya Tom Ana Luis Beth Hank Noor Gail Omar Ruth Sam Tess Vic Wendy Ian Carl Jo'.split(
    ' ',
  );
const FAMILY =
  'Ortiz Hanley Mensah Rao Becker Silva Pena Cole Dodd Aziz Frost Haddad Lowe Kim Nash Orr Pike Reyes Stone Webb'.split(
    ' ',
  );
export const personName = (random: Random): string => `${random.pick(GIVEN)} ${random.pick(FAMILY)}`;

export function typist(random: Random, noise: Noise): Typist {
  const name = personName(random);
  const around = (share: number) => Math.min(0.95, Math.max(0.05, share + random.normal() * 0.18));
  return {
    name,
    initials: name.replace(/[^A-Z]/g, ''),
    calls: [
      [0, random.int(2, 8)],
      [1, random.int(1, 6)],
      [2, random.int(0, 3)],
      [3, random.int(0, 1)],
    ],
    hand: random.weighted([
      ['plain', 5],
      ['short', 3],
      ['upper', 1],
      ['lower', 2],
    ] as const),
    numberFilled: around(noise.numberFilled),
    poFilled: around(noise.poFilled),
    beforeTax: random.chance(0.3),
    account: random.weighted([
      ['number', 4],
      ['name', 2],
      ['both', 3],
      ['none', 3],
    ] as const),
    project: random.weighted([
      ['code', 5],
      ['full', 3],
      ['none', 2],
    ] as const),
    poStyle: random.pick(['', '', 'PO ', 'PO-', 'PO#', '#']),
    dateOf: random.chance(0.75) ? 'received' : 'ordered',
    draws: random.chance(0.5) ? 'gross' : 'net',
  };
}

export const clerk = (random: Random, noise: Noise): Clerk => ({
  number: random.weighted([
    ['as-is', 6],
    ['bare', 2],
    ['upper', 1],
    ['no-zeros', 2],
  ] as const),
  memo: random.weighted([
    ['none', 2],
    ['words', 3],
    ['numbers', 3],
    ['job', 2],
  ] as const),
  poFilled: Math.min(0.95, Math.max(0.05, noise.poFilled + random.normal() * 0.2)),
  poStyle: random.pick(['', '', 'PO', 'PO ', 'P']),
  dateOf: random.chance(0.85) ? 'bill' : 'entry',
  byLine: random.chance(0.4),
});
