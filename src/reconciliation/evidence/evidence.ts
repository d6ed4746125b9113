import type { Names } from '../names/names.ts';
import type { Codes } from './codes.ts';
import type { Dates } from './dates.ts';
import type { DayBits, Days } from './days.ts';
import type { AnotherName } from './exact-names.ts';
import type { Field } from './fields.ts';
import type { KnownAmounts } from './learn-amounts.ts';
import type { NumberedCopies } from './numbered-copies.ts';
import type { Numbers } from './numbers.ts';
import type { OtherLabels } from './other-labels.ts';
import type { TwoPapers } from './own-papers.ts';
import type { SpelledNames } from './spelled-names.ts';
import type { TextEvidence } from './texts.ts';

/** What keeps rows apart whatever else is open: other names, papers of their own, what was entered twice. */
export interface Apart {
  another: AnotherName;
  spelled: SpelledNames;
  areTwoPapers: TwoPapers;
  copied: NumberedCopies;
}

/** Everything learned about this pair of lists, as log2 of odds: what speaks for two rows being one transaction. */
export interface Evidence {
  days: Days;
  dates: Dates;
  names: Names;
  numbers: Numbers;
  amounts: KnownAmounts;
  po: Field;
  codes: Codes;
  texts: TextEvidence;
  labelled: OtherLabels;
  apart: Apart;
  /** By name: the vendor it means. */
  cluster: Int32Array;
  /** 1 for rows that another row of their own side takes back. */
  cancelled: { sheet: Uint8Array; ledger: Uint8Array };
  /** log2 odds that a row and any one open posting belong together, before anything is known of them. */
  prior: number;
  /** All but the amounts, without the prior, for one of several parts: their days, names and numbers are freer. */
  partContext(sheetRow: number, ledgerRow: number, dates: DayBits): number;
  dayBits: DayBits;
  /** Everything, with the prior; a pair that cannot come to `least` gives any less. */
  total(sheetRow: number, ledgerRow: number, least: number): number;
}

/** Bits of a pair that is none whatever else it says: a person said that they are two stories. */
export const NEVER = -200;

/** Whether bits are those of such a pair, whatever was added to them: no evidence else takes as much. */
export const isForbidden = (bits: number): boolean => bits < NEVER / 2;
