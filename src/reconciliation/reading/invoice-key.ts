/** What people write before a number without meaning anything by it. */
const PREFIX = /^(?:invoice|inv|bill|factura|facture|rechnung|number|num|nr|no|ref)(?=[^a-z]|$)/;

const FIRST_OF_PREFIX = 'ibfrn';

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean => code >= 97 && code <= 122;

/**
 * An invoice number or order number as it compares: upper case without punctuation, `INV` and leading zeros, and with
 * the letters that scanning confuses with digits folded onto them. '' where nothing is left.
 */
export function invoiceKey(text: string): string {
  let rest = text.toLowerCase().trim();
  const first = rest.charCodeAt(0);
  // Most begin with a digit, or with a letter that no prefix begins with: nothing has to be looked for.
  if (isDigit(first) || (isLetter(first) && !FIRST_OF_PREFIX.includes(rest[0] as string)))
    return foldedKey(rest);
  for (;;) {
    rest = rest.replace(/^[^a-z0-9]+/, '');
    const shorter = rest.replace(PREFIX, '');
    if (shorter === rest) break;
    rest = shorter;
  }
  return foldedKey(rest === '' ? text : rest);
}

/** For texts that are known to be a number: folds without looking for prefixes. */
export function foldedKey(text: string): string {
  let key = '';
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) {
      if (code === 48 && key === '') continue;
      key += text[index];
    } else if (code >= 97 && code <= 122) key += fold(code - 32, key === '');
    else if (code >= 65 && code <= 90) key += fold(code, key === '');
  }
  return key;
}

function fold(code: number, leading: boolean): string {
  switch (code) {
    case 79: // O
      return leading ? '' : '0';
    case 73: // I
    case 76: // L
      return '1';
    case 83: // S
      return '5';
    case 66: // B
      return '8';
    case 71: // G
      return '6';
    default:
      return String.fromCharCode(code);
  }
}
