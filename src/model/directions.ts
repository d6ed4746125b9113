/** English words that put one amount above or below another. */
const DIRECTION =
  /\b(?:more|less|fewer|greater|larger|bigger|smaller|higher|lower|above|below|over|under|beyond|beneath|up|down|ahead|behind|short(?:fall|s|ed)?|exceed(?:s|ed|ing)?|excess(?:ive)?|surplus|deficit|(?:over|under)(?:runs?|ran|spen[dt]\w*|stat\w*|shoots?|shot|budget)|increas\w*|decreas\w*|r[io]se[ns]?|f[ae]ll(?:s|en)?)\b/i;

/**
 * The word by which `text` says which of two amounts is the larger, outside the sentences that code wrote (`sayable`,
 * in any case of letters); null where there is none. A figure can be looked up among the facts; that it is "more"
 * where it is less cannot, so such words are code's alone.
 */
export function foreignDirection(text: string, sayable: readonly string[]): string | null {
  let rest = text.toLowerCase();
  for (const phrase of sayable) rest = rest.replaceAll(phrase.toLowerCase(), ' ');
  return DIRECTION.exec(rest)?.[0] ?? null;
}
