import type { Random } from '../random.ts';

/** How fingers and scanners err. */

/** A letter lost, doubled, or swapped with its neighbour; never the first. */
export function mistype(random: Random, text: string): string {
  if (text.length < 4) return text;
  const at = random.int(1, text.length - 2);
  const [before, one, next, after] = [
    text.slice(0, at),
    text[at] ?? '',
    text[at + 1] ?? '',
    text.slice(at + 2),
  ];
  return before + random.pick([next, one + one + next, next + one]) + after;
}

/** One digit of a number wrong, or two swapped. */
export function misdigit(random: Random, text: string): string {
  const places = [...text].flatMap((c, i) => (c >= '0' && c <= '9' ? [i] : []));
  if (places.length < 2) return text;
  const at = random.pick(places.slice(1));
  const digit = text[at] ?? '0';
  if (random.chance(0.5) && /\d/.test(text[at - 1] ?? '') && text[at - 1] !== digit) {
    return `${text.slice(0, at - 1)}${digit}${text[at - 1]}${text.slice(at + 1)}`;
  }
  return `${text.slice(0, at)}${(Number(digit) + random.int(1, 9)) % 10}${text.slice(at + 1)}`;
}

/** An amount with two digits swapped or one wrong; another amount in any case. */
export function misamount(random: Random, minor: number): number {
  const wrong = Number(misdigit(random, String(Math.abs(minor))));
  return Math.sign(minor) * (wrong === Math.abs(minor) ? wrong + 900 : wrong);
}

const SHORT: readonly (readonly [RegExp, string])[] = [
  [/concrete/g, 'conc'],
  [/delivery/g, 'deliv'],
  [/rental/g, 'rntl'],
  [/subscription/g, 'subscr'],
  [/supplies/g, 'supp'],
  [/electrical/g, 'elec'],
  [/building/g, 'bldg'],
  [/insulation/g, 'insul'],
  [/overtime/g, 'OT'],
  [/generator/g, 'gen'],
  [/inspection/g, 'insp'],
  [/cleaning/g, 'clng'],
  [/inventory/g, 'inv'],
  [/client/g, 'clnt'],
  [/labor/g, 'lab'],
];

export function written(hand: 'plain' | 'short' | 'upper' | 'lower', text: string): string {
  if (hand === 'upper') return text.toUpperCase();
  if (hand === 'lower') return text.toLowerCase();
  return hand === 'short' ? SHORT.reduce((t, [long, short]) => t.replace(long, short), text) : text;
}
