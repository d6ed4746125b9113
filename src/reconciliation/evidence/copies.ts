import type { Keyed } from '../reading/keys.ts';
import { isRound } from '../reading/whole-units.ts';

/** The clerk books the receipt, the bank's line comes after the weekend. */
const UNNUMBERED_DAYS = 5;

/** "INV4494" and "INV4494 R", "14405" and "14405A": one paper, entered under its number and once more beside it. */
export function isSameNumber(numbers: readonly string[], a: number, b: number): boolean {
  if (a === 0 || b === 0) return false;
  if (a === b) return true;
  const [short, long] = [numbers[a] as string, numbers[b] as string].sort((x, y) => x.length - y.length) as [
    string,
    string,
  ];
  return short.length >= 4 && isWithMore(short, long);
}

/** Whether the longer one is the number and something behind it that is no digit: "0573" and "0573-R". */
export function isWithMore(number: string, longer: string): boolean {
  return longer.startsWith(number) && !/\d/.test(longer.slice(number.length));
}

/** "SO01973" and "SO01973-1": the number and one digit behind it. Of one vendor and amount, and within days, a copy. */
export function isCountedOn(numbers: readonly string[], a: number, b: number): boolean {
  const [number, longer] = [numbers[a] as string, numbers[b] as string];
  return (
    number.length >= 4 &&
    longer.length === number.length + 1 &&
    /^\d$/.test(longer.slice(number.length)) &&
    longer.startsWith(number)
  );
}

/**
 * Whether two rows of one side with one amount are one paper though they name their vendor otherwise, or one not at all.
 * @param apart days; those of one number may be as far apart as they are looked for.
 * @param isPair whether no third row of the project has the amount.
 */
export function isCopy(
  side: Keyed,
  numbers: readonly string[],
  row: number,
  other: number,
  apart: number,
  isPair: boolean,
): boolean {
  if (side.project[row] === 0 || side.project[row] !== side.project[other]) return false;
  const [a, b] = [side.number[row] as number, side.number[other] as number];
  if (a !== 0 && b !== 0) return isSameNumber(numbers, a, b);
  if (a !== 0 || b !== 0 || apart > UNNUMBERED_DAYS) return false;
  const areNamed = side.fromText[row] === 0 && side.fromText[other] === 0;
  if (areNamed || side.accountName[row] !== side.accountName[other]) return false;
  // A price comes again: of a copy there are two.
  return isPair && !isRound(side.amount[row] as number);
}
