import type { Random } from '../random.ts';

/** How names, numbers and texts change on their way into the two lists. */

const FOLDS: readonly (readonly [RegExp, string])[] = [
  [/ß/g, 'ss'],
  [/[øØ]/g, 'o'],
  [/[łŁ]/g, 'l'],
  [/[æÆ]/g, 'ae'],
  [/œ/g, 'oe'],
  [/[’']/g, ''],
];

/** Accents left out: 'Muller'. */
export const bareLetters = (text: string): string =>
  FOLDS.reduce((all, [sign, letters]) => all.replace(sign, letters), text)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');

/** As a German or a Dane without the keys does it: 'Mueller', 'Soerensen'. */
export const spelledOut = (text: string): string =>
  bareLetters(
    text
      .replace(/[äæ]/g, 'ae')
      .replace(/[öø]/g, 'oe')
      .replace(/ü/g, 'ue')
      .replace(/Ä/g, 'Ae')
      .replace(/[ÖØ]/g, 'Oe')
      .replace(/å/g, 'aa'),
  );

/** A slip of the keys: a letter doubled, dropped, or two that changed places. */
export function slipped(random: Random, text: string): string {
  if (text.length < 5) return text;
  const at = random.int(1, text.length - 3);
  const [before, a, b, after] = [text.slice(0, at), text.charAt(at), text.charAt(at + 1), text.slice(at + 2)];
  return random.pick([`${before}${b}${a}${after}`, `${before}${a}${a}${b}${after}`, `${before}${b}${after}`]);
}

const tight = (number: string) => number.replace(/[\s./-]+/g, '');

/** A number in somebody's own writing. */
export function numberAs(
  style: 'printed' | 'bare' | 'hash' | 'tight',
  number: string,
  counter: string,
): string {
  if (number === '') return '';
  return { printed: number, tight: tight(number), bare: counter, hash: `#${counter}` }[style];
}

/** Two digits that changed places, or one that was read for another. */
export function misread(random: Random, number: string): string {
  const digits = [...number.matchAll(/\d/g)].map((found) => found.index);
  if (digits.length < 3) return number;
  const at = digits[random.int(1, digits.length - 2)] ?? 0;
  const next = digits[digits.indexOf(at) + 1] ?? at;
  const signs = [...number];
  if (random.chance(0.5)) signs[at] = String((Number(signs[at]) + random.int(1, 8)) % 10);
  else [signs[at], signs[next]] = [signs[next] ?? '', signs[at] ?? ''];
  return signs.join('');
}
