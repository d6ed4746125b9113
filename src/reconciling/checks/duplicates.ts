import { daysBetween } from '../../core/iso-date.ts';
import { money } from '../../proposals/say.ts';
import { postingName } from '../../proposals/variance/words.ts';
import type { RunCheck } from './finding.ts';
import {
  about,
  inPeriod,
  type Reconciled,
  spoken,
  type Transaction,
  transactionsOf,
} from './transactions.ts';

/** So many others of the same amount, further away: it is what this vendor charges every week or month. */
const RECURS = 2;

/**
 * Bills that are not paid yet beside an earlier bill or purchase of the same vendor with the same number, or with the
 * same amount within `days` of it. One finding for each bill that should not be paid unseen.
 */
export function duplicateBills(reconciled: Reconciled, days: number): RunCheck[] {
  const all = transactionsOf(reconciled).filter(({ totalMinor }) => totalMinor > 0);
  const vendors = Map.groupBy(
    all,
    ({ first }) => `${first.vendorId || first.vendor.toLowerCase()}|${first.currency}`,
  );
  const found = [...vendors].flatMap(([vendor, its]) => {
    if (vendor.startsWith('|')) return [];
    const amounts = [...Map.groupBy(its, ({ totalMinor }) => totalMinor).values()];
    const numbers = [...Map.groupBy(its, numberOf)].flatMap(([number, same]) =>
      number === '' ? [] : [same],
    );
    return [
      ...numbers.flatMap((same) => twins(same, () => true)),
      ...amounts.flatMap((same) => twins(same, (a, b) => areNear(a, b, days) && !recurs(a, b, same, days))),
    ];
  });
  return [...new Map(found.toReversed().map((one) => [one.key, one])).values()].reverse();
}

type Twin = (a: Transaction, b: Transaction) => boolean;

/** `same`: of one vendor and currency, and of one amount or number. */
function twins(same: readonly Transaction[], isTwin: Twin): RunCheck[] {
  if (same.length < 2) return [];
  const inOrder = same.toSorted((a, b) => a.first.date.localeCompare(b.first.date) || byId(a, b));
  return inOrder.flatMap((one, index): RunCheck[] => {
    const earlier = inOrder.slice(0, index).findLast((other) => isTwin(other, one));
    if (!earlier || !(inPeriod(one) || inPeriod(earlier))) return [];
    // Of two that are one, the one to hold back is whichever is not paid; the later where neither is.
    const unpaid = [one, earlier].find(({ first, paid }) => first.type === 'Bill' && paid === false);
    return unpaid ? [found(unpaid, unpaid === one ? earlier : one)] : [];
  });
}

function found(unpaid: Transaction, other: Transaction): RunCheck {
  const state = other.paid === true ? 'which is paid' : 'which is not paid either';
  const equal = [
    ...(numberOf(unpaid) !== '' && numberOf(unpaid) === numberOf(other) ? ['number'] : []),
    ...(unpaid.totalMinor === other.totalMinor ? ['amount'] : []),
  ];
  return {
    check: 'duplicate-before-paid',
    key: `duplicate-before-paid:${unpaid.key}`,
    ...about(unpaid),
    postings: [...unpaid.lines, ...other.lines].map(({ id }) => id),
    message: `${spoken(unpaid)}: ${money(unpaid.totalMinor, unpaid.first.currency)} is not paid yet, and ${postingName(other.first)} of ${other.first.date} has the same ${equal.join(' and ')}, ${state}. Look before it is paid twice.`,
  };
}

const areNear = (a: Transaction, b: Transaction, days: number) =>
  Math.abs(daysBetween(a.first.date, b.first.date)) <= days;

/** What a vendor charges every week or month: numbers of their own, and the same amount at other times too. */
function recurs(a: Transaction, b: Transaction, same: readonly Transaction[], days: number): boolean {
  if (numberOf(a) === '' || numberOf(b) === '') return false;
  const others = same.filter(
    (one) => one !== a && one !== b && !(areNear(one, a, days) && areNear(one, b, days)),
  );
  return others.length >= RECURS;
}

/** "INV-008714" and "inv 8714" are one number. */
function numberOf({ first }: Transaction): string {
  return first.number
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/(?<!\d)0+(?=\d)/g, '');
}

/** Ids are given in order. */
function byId({ first: a }: Transaction, { first: b }: Transaction): number {
  return a.txnId.length - b.txnId.length || a.txnId.localeCompare(b.txnId);
}
