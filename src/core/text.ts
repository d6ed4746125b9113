// U+0085, the mainframes' line end, is a control to JavaScript.
const WHITESPACE = /[\s\u0085]+/gu;
const CONTROL = /\p{Cc}/gu;
// Characters that change the order text is shown in, so that what is read is not what is stored.
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
// Characters that take part in the text and are never seen: zero width spaces, invisible operators, tags.
const INVISIBLE = /[\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e01ef}]/gu;
// Joiners build emoji and Arabic or Indic words; beside ASCII or at an end they only hide something.
const STRAY_JOINER = /(?<=^|[ -~])[\u200c\u200d]+|[\u200c\u200d]+(?=$|[ -~])/gu;

/**
 * Text of any origin as one line of visible characters: line breaks and tabs become spaces, controls, direction
 * overrides and invisible characters go, runs of whitespace become one space, halves of surrogate pairs become
 * U+FFFD. Markup stays as it was typed: escaping belongs to where the text is shown.
 */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(BIDI, '')
    .replace(WHITESPACE, ' ')
    .replace(CONTROL, '')
    .replace(STRAY_JOINER, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/**
 * The text itself where it has at most `max` UTF-16 units, which is how Slack and QuickBooks count; otherwise its
 * beginning up to the last whole word that fits, and "…". Never cuts inside a character as people see it.
 */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 1) return '';
  const kept = wholeCharacters(text, max - 1);
  const space = kept.lastIndexOf(' ');
  const cutAtWord = text[kept.length] === ' ' || space < kept.length / 2 ? kept : kept.slice(0, space);
  return `${cutAtWord.replace(/[\s,;:.\-–—(]+$/u, '')}…`;
}

function wholeCharacters(text: string, max: number): string {
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en').segment(text.slice(0, max + 64))) {
    if (kept.length + segment.length > max) break;
    kept += segment;
  }
  if (kept !== '') return kept;
  // One character of endless combining marks: whole code points are the best that fits.
  for (const point of text.slice(0, max + 2)) {
    if (kept.length + point.length > max) break;
    kept += point;
  }
  return kept;
}

/** The text with every occurrence of the secret blotted out. */
export function withoutSecret(text: string, secret: string): string {
  return secret === '' ? text : text.replaceAll(secret, '[secret]');
}
