const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const WORDS = new Map<string, number>([
  ...ONES.map((word, value) => [word, value] as const),
  ...TENS.map((word, at) => [word, (at + 2) * 10] as const),
  ['dozen', 12],
  ['hundred', 100],
  ['thousand', 1_000],
  ['million', 1_000_000],
  ['billion', 1_000_000_000],
]);

const COMPOUND = new RegExp(`\\b(${TENS.join('|')})[- ](${ONES.slice(1, 10).join('|')})\\b`, 'gi');
const WORD = new RegExp(`\\b(${[...WORDS.keys()].join('|')})s?\\b`, 'gi');
// "One" counts only where it measures something; "one-on-one" and "one of the pages" are no figures.
const MEASURED =
  /^[\s-]*(hours?|hrs?|days?|weeks?|months?|minutes?|percent|hundred|thousand|million|dollars?|euros?|pounds?)\b/i;

const MONTH_OR_DAY =
  /\b(January|February|March|April|June|July|August|September|October|November|December|Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b/g;

const NUMBER = /\p{N}+(?:[.,:/\-–'’]\p{N}+)*/gu;
const BEFORE = /([$€£¥₹]|\b(?:USD|EUR|GBP|CAD|AUD|CHF|JPY))\s*[-–]?$/i;
const AFTER: readonly [RegExp, string][] = [
  [/^\s*(?:%|percent\b|per cent\b)/i, 'percent'],
  [/^\s*(?:[$€£¥₹]|(?:USD|EUR|GBP|CAD|AUD|CHF|JPY|dollars?|euros?|pounds?|bucks)\b)/i, 'money'],
  [/^[\s-]*(?:h|hrs?|hours?)\b/i, 'hours'],
  [/^[\s-]*(?:min|mins|minutes?)\b/i, 'minutes'],
  [/^[\s-]*days?\b/i, 'days'],
  [/^[\s-]*weeks?\b/i, 'weeks'],
  [/^[\s-]*months?\b/i, 'months'],
  [/^[\s-]*years?\b/i, 'years'],
  [/^\s?[kK]\b/, 'thousands'],
  [/^\s?(?:m|mn|bn)\b/i, 'millions'],
];

interface Figure {
  /** As it was written, for the reason given. */
  said: string;
  value: string;
  unit: string;
}

/**
 * The figures in `text` that do not occur in `facts`, as written: numbers in any script and in English words,
 * amounts, percentages, spans of time, dates. A figure occurs where its whole value does ("1,200" is "1200.00",
 * but "10" is not in "10-12"), and one with a unit only where the facts give it the same unit: three sketches do
 * not make three hours.
 */
export function foreignFigures(text: string, facts: string): string[] {
  const known = figures(facts);
  const values = new Set(known.map(({ value }) => value));
  const measured = new Set(known.map(({ value, unit }) => `${value} ${unit}`));
  const numbers = figures(text)
    .filter(({ value, unit }) => !(unit === '' ? values.has(value) : measured.has(`${value} ${unit}`)))
    .map(({ said }) => said);
  const dates = new Set((facts.match(MONTH_OR_DAY) ?? []).map(firstThree));
  const foreignDates = (text.match(MONTH_OR_DAY) ?? []).filter((name) => !dates.has(firstThree(name)));
  return [...numbers, ...foreignDates];
}

function firstThree(name: string): string {
  return name.slice(0, 3);
}

function figures(text: string): Figure[] {
  const digits = inDigits(text);
  return Array.from(digits.matchAll(NUMBER), (match) => {
    const before = digits.slice(Math.max(0, match.index - 6), match.index);
    const after = digits.slice(match.index + match[0].length);
    const unit = AFTER.find(([pattern]) => pattern.test(after))?.[1] ?? '';
    return {
      said: match[0],
      value: canonical(match[0]),
      unit: BEFORE.test(before) ? `money ${unit}`.trim() : unit,
    };
  });
}

// NFKC turns full-width, superscript and circled digits and fractions into plain ones.
function inDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(COMPOUND, (_all, tens: string, ones: string) =>
      String((WORDS.get(tens.toLowerCase()) ?? 0) + (WORDS.get(ones.toLowerCase()) ?? 0)),
    )
    .replace(WORD, (word, stem: string, at: number, whole: string) => {
      const name = stem.toLowerCase();
      if (name === 'one' && !MEASURED.test(whole.slice(at + word.length))) return word;
      return String(WORDS.get(name) ?? word);
    });
}

// Unicode puts the ten digits of every script in a row that starts at a code point whose predecessor is no digit.
function asciiDigit(digit: string): string {
  if (/[0-9]/.test(digit)) return digit;
  const point = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value += 1;
  return String(value);
}

// Thousands separators and zeros at the end of a fraction do not make another number.
function canonical(number: string): string {
  const plain = /^\d{1,3}(?:[,'’]\d{3})+(?:\.\d+)?$/.test(number) ? number.replace(/[,'’]/g, '') : number;
  if (!/^\d+\.\d+$/.test(plain)) return plain.replace(/^0+(?=\d)/, '').replaceAll('–', '-');
  return plain.replace(/^0+(?=\d)/, '').replace(/\.?0+$/, '');
}
