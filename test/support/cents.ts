import { parseDecimal } from '../../src/core/decimal.ts';
import { toMinor } from '../../src/core/money.ts';

/** An amount of dollars as a stand-in or a test writes it, in cents, read as the product reads amounts. */
export function cents(amount: unknown): number {
  const decimal = parseDecimal(amount);
  if (decimal === null) throw new Error(`${String(amount)} is no amount`);
  return toMinor(decimal, 'USD');
}
