import type { Hardness } from '../dial.ts';

/** How often people err or leave out. Shares of the rows they touch; the beliefs behind them stand in README.md. */
export interface Noise {
  /** A letter lost, doubled or swapped in a name that is typed by hand. */
  nameTypo: number;
  /** A digit wrong in a number that is typed by hand. */
  numberTypo: number;
  /** Digits of an amount swapped, or one wrong. */
  misamount: number;
  /** Day and month changed places. */
  dateSwap: number;
  /** Sheet: vendor left blank, its name in the description. */
  vendorInWords: number;
  /** Sheet: the invoice number is filled in afterwards, once the bill is there; each typist is around this. */
  numberFilled: number;
  /** Sheet and ledger: the PO is written down where there is one. */
  poFilled: number;
  /** Ledger: the number is left out, or stands in the memo alone. */
  numberLost: number;
  /** Ledger: a bank-feed line got its vendor by a rule. */
  feedNamed: number;
  /** Ledger: project is filled in. */
  projectFilled: number;
  /** Ledger: account, project or class is wrong. */
  miscoded: number;
  /** The row was typed as a guess, before anybody had a price. */
  estimated: number;
  /** Of bills: another price, less delivered, freight or surcharge on top. */
  exception: number;
  /** Posted weeks late and dated so. */
  late: number;
  /** Entered by both clerks. */
  twice: number;
  /** On the sheet only, in the ledger only. */
  unbilled: number;
  offSheet: number;
}

export const NOISE: Readonly<Record<Hardness, Noise>> = {
  standard: {
    nameTypo: 0.025,
    numberTypo: 0.006,
    misamount: 0.005,
    dateSwap: 0.004,
    vendorInWords: 0.04,
    numberFilled: 0.62,
    poFilled: 0.75,
    numberLost: 0.06,
    feedNamed: 0.7,
    projectFilled: 0.85,
    miscoded: 0.025,
    estimated: 0.05,
    exception: 0.1,
    late: 0.015,
    twice: 0.006,
    unbilled: 0.02,
    offSheet: 0.03,
  },
  hard: {
    nameTypo: 0.08,
    numberTypo: 0.025,
    misamount: 0.015,
    dateSwap: 0.012,
    vendorInWords: 0.12,
    numberFilled: 0.4,
    poFilled: 0.5,
    numberLost: 0.18,
    feedNamed: 0.35,
    projectFilled: 0.6,
    miscoded: 0.06,
    estimated: 0.09,
    exception: 0.16,
    late: 0.04,
    twice: 0.012,
    unbilled: 0.04,
    offSheet: 0.06,
  },
};
