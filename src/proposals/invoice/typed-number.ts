import { type Decimal, isNegative, parseDecimal } from '../../core/decimal.ts';
import type { Currency } from '../../core/money.ts';

export type Typed = { ok: true; value: Decimal } | { ok: false; message: string };

const GROUPED = /^[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/;

/** How a person writes a quantity ("7.5", "1,234.50"): exact, not negative, at most `decimals` places. */
export function typedQuantity(text: string, decimals: number): Typed {
  return typedNumber(text.trim(), 'quantity', decimals);
}

/** How a person writes a rate: as a quantity, and with the currency's own sign or code if they like ("$150"). */
export function typedRate(text: string, decimals: number, currency: Currency): Typed {
  return typedNumber(withoutCurrency(text.trim(), currency), 'rate', decimals);
}

function typedNumber(text: string, what: 'quantity' | 'rate', decimals: number): Typed {
  const refuse = (message: string): Typed => ({ ok: false, message });
  if (text === '') return refuse(`Enter a ${what}; 0 is allowed.`);
  if (/^[-−–(]/.test(text)) return refuse(`A ${what} cannot be negative.`);
  if (text.includes(',') && !GROUPED.test(text)) {
    return refuse('A comma here could mean two things. Write 1.5 with a point, and 1,234.50 for thousands.');
  }
  const value = parseDecimal(text.replaceAll(',', ''));
  if (value === null || isNegative(value)) return refuse(`This is not a number. Write the ${what} as 7.5.`);
  if ((value.split('.')[1]?.length ?? 0) > decimals) return refuse(`At most ${decimals} decimal places.`);
  return { ok: true, value };
}

/** Only the draft's own currency is understood: "$150" on an invoice in euros is more likely a slip than a rate. */
function withoutCurrency(text: string, currency: Currency): string {
  const sign = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  })
    .formatToParts(0)
    .find((part) => part.type === 'currency')?.value;
  for (const mark of [sign, currency]) {
    if (mark === undefined) continue;
    if (text.toUpperCase().startsWith(mark.toUpperCase())) return text.slice(mark.length).trim();
    if (text.toUpperCase().endsWith(mark.toUpperCase())) return text.slice(0, -mark.length).trim();
  }
  return text;
}
