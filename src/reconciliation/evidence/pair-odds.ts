import type { Codes } from './codes.ts';
import type { Days } from './days.ts';
import { NEVER } from './evidence.ts';
import type { KnownAmounts } from './learn-amounts.ts';
import type { Orders } from './listed-orders.ts';
import type { NumberedCopies } from './numbered-copies.ts';
import { NUMBER_DIFFERENT, NUMBER_NEIGHBOUR, type Numbers } from './numbers.ts';
import type { OtherLabels } from './other-labels.ts';
import type { TakenBack } from './stand-ins.ts';
import type { SaidApart } from './taught.ts';
import type { TextEvidence } from './texts.ts';
import type { Wording } from './wording.ts';

/** What the columns of two lists say of a row and a posting, each by itself. */
export interface Said {
  saidApart: SaidApart;
  days: Days;
  numbers: Numbers;
  amounts: KnownAmounts;
  orders: Orders;
  codes: Codes;
  texts: TextEvidence;
  labelled: OtherLabels;
  wording: Wording;
  takenBack: TakenBack;
  copied: NumberedCopies;
  /** log2 odds of any row and posting, before anything is known of them. */
  prior: number;
  isByWords: boolean;
}

/** Bits that a posting loses of what speaks for the one that stood in for it. */
const STOOD_IN = 3;
/** Bits lost by another number at an unusual time: however alike, that is the next document and not this one. */
const ANOTHER = 12;
const UNUSUAL = -3;
/** Bits that another number takes at most where a text names the other's amount. */
const TOLD_NUMBER = -3;
/** Far more than adding up in another order can differ by. */
const ROUNDING = 1e-6;

/** @returns log2 odds that a row and a posting are one transaction; a pair that cannot come to `least` has any less. */
export function pairOdds(said: Said): (sheetRow: number, ledgerRow: number, least: number) => number {
  const { saidApart, days, numbers, amounts, orders, codes, texts, labelled, wording, takenBack, prior } =
    said;

  let rowAsked = -1;
  let mostOfRow = 0;
  /** What order, codes and texts give at most to the row and a posting of another vendor. */
  function mostBesides(i: number): number {
    if (i === rowAsked) return mostOfRow;
    rowAsked = i;
    mostOfRow = orders.most(i) + codes.most(i) + texts.most(i);
    return mostOfRow;
  }

  /** All that speaks for a row and a posting but whether either is taken back. */
  function alone(i: number, j: number, least: number): number {
    const vendor = wording.vendorOfBoth(i, j);
    const isKnown = vendor !== 0;
    const day = days.bits(i, j);
    const relation = numbers.relation(i, j);
    // Who names the other's amount to the cent means it, whatever number its bank or its shop gives it.
    const isTold = amounts.told.isTold(i, j);
    const number = Math.max(isTold ? TOLD_NUMBER : Number.NEGATIVE_INFINITY, numbers.bits(i, j, relation));
    const next = !isTold && isAnother(relation, day) ? ANOTHER : 0;
    const amount = amounts.bits(i, j, isKnown);
    // Most pairs are lost whatever their codes and texts say, and to ask these takes longest.
    if (!isKnown && !said.isByWords) {
      const most = prior + day + number + amount + wording.mostOfNames(i, j) + mostBesides(i) - next;
      if (most < least - ROUNDING) return most;
    }
    const order = orders(i, j, isKnown);
    const code = codes.bits(i, j, isKnown);
    const told = day + wording.bits(i, j, vendor, -20, -20) + labelled(i, j) + number + order + code;
    return prior + (told - next) + amount;
  }

  return (i, j, least) => {
    if (saidApart(i, j)) return NEVER;
    const taken = takenBack.bitsLost(i, j) + said.copied(i, j);
    const own = alone(i, j, least + taken) - taken;
    const before = takenBack.stoodInFor(i, j);
    if (before === -1 || saidApart(i, before)) return own;
    const against =
      Math.min(0, numbers.bits(i, j)) +
      Math.min(0, orders(i, j, wording.vendorOfBoth(i, j) !== 0)) -
      STOOD_IN;
    return Math.max(own, alone(i, before, least - against) + against);
  };
}

function isAnother(relation: number, day: number): boolean {
  return (relation === NUMBER_DIFFERENT || relation === NUMBER_NEIGHBOUR) && day < UNUSUAL;
}
