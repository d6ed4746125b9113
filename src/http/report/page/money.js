/** Minor units as people read them; the digits of each currency come with the data. Nothing is computed in fractions. */

/** @param {Record<string, number>} digits */
export function moneyWords(digits) {
  /** @type {Map<string, Intl.NumberFormat>} */
  const formats = new Map();
  return {
    /** "$1,234.50". */
    format(amountMinor, currency) {
      const places = digits[currency] ?? 2;
      const known =
        formats.get(currency) ??
        new Intl.NumberFormat('en-US', {
          style: 'currency',
          currency,
          minimumFractionDigits: places,
          maximumFractionDigits: places,
        });
      formats.set(currency, known);
      return known.format(decimal(amountMinor, places));
    },
    /** "+$40.00", "-$40.00", "$0.00". */
    signed(amountMinor, currency) {
      return `${amountMinor > 0 ? '+' : ''}${this.format(amountMinor, currency)}`;
    },
    /** What was typed ("1,250", "$99.5") in minor units; null where it is no amount. */
    read(typed, currency) {
      const places = digits[currency] ?? 2;
      const found = /^\D?(\d+)(?:\.(\d*))?$/.exec(typed.replace(/[\s,']/g, ''));
      if (!found) return null;
      const [, whole = '', fraction = ''] = found;
      return Number(`${whole}${fraction.slice(0, places).padEnd(places, '0')}`);
    },
  };
}

function decimal(amountMinor, places) {
  const text = String(Math.abs(amountMinor)).padStart(places + 1, '0');
  const whole = text.slice(0, text.length - places);
  return `${amountMinor < 0 ? '-' : ''}${whole}${places === 0 ? '' : `.${text.slice(-places)}`}`;
}
