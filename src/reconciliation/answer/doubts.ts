import type { Link } from '../links.ts';
import { NONE } from '../names/name-levels.ts';
import type { Keys } from '../reading/keys.ts';
import type { Rival } from './rivals.ts';

/** No surer than a pair that stands alone with as little. */
const WITH_RIVAL = 0.99;
/** One in ten numbers that come back elsewhere is no more than that. */
const OTHER_STORY = 0.9;
/** Days after which a number of another vendor is met again by chance: sooner where the project is another one too. */
const MONTHS = 90;
const WEEKS = 42;
/** Names of this level and above are one vendor's. */
const ONE_VENDOR = 3;

/**
 * The most that may be said for a pair: less where something else of its amount comes as near and no number or order tells
 * them apart, and where a number and an amount are all that two papers of two vendors, months apart, have in common.
 */
export function mostSure(
  { sheet, ledger }: Keys,
  link: Link,
  rival: Rival | null,
  level: (i: number, j: number) => number,
): number {
  if (link.stage === 'taught' || link.sheet.length !== 1 || link.ledger.length !== 1) return 1;
  const [i, j] = [link.sheet[0] as number, link.ledger[0] as number];
  const isShared = (a: Int32Array, b: Int32Array): boolean => a[i] !== 0 && a[i] === b[j];
  const isTold = isShared(sheet.number, ledger.number) || isShared(sheet.po, ledger.po);
  if (!isTold) return rival ? WITH_RIVAL : 1;
  const apart = Math.abs((sheet.day[i] as number) - (ledger.day[j] as number));
  if (apart < WEEKS || sheet.fromText[i] === 1 || ledger.fromText[j] === 1) return 1;
  const alike = level(i, j);
  if (alike < NONE || alike >= ONE_VENDOR) return 1;
  const [own, other] = [sheet.project[i] as number, ledger.project[j] as number];
  return apart >= MONTHS || (own !== 0 && other !== 0 && own !== other) ? OTHER_STORY : 1;
}
