const WORDS = /[\p{L}\p{N}]+/gu;
const HAS_DIGIT = /\d/;
const YEAR = /^(?:19|20)\d\d$/;

/**
 * What a text is filed under: a word and the figure behind it, "card 4417", "envelope 11", "trip 7". A year behind a month is
 * no label: everything of that month says so.
 */
export function labelsIn(text: string): string[] {
  const labels: string[] = [];
  let before = '';
  for (const [word] of text.toLowerCase().matchAll(WORDS)) {
    const isFigure = HAS_DIGIT.test(word);
    if (isFigure && before !== '' && !YEAR.test(word)) labels.push(`${before} ${word}`);
    before = isFigure ? '' : word;
  }
  return labels;
}
