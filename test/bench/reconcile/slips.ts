import type { Random } from './random.ts';

/** Keys beside each other, for fingers that slip. */
const BESIDE: Readonly<Record<string, string>> = {
  a: 'sq',
  b: 'vn',
  c: 'xv',
  d: 'sf',
  e: 'wr',
  f: 'dg',
  g: 'fh',
  h: 'gj',
  i: 'uo',
  k: 'jl',
  l: 'k',
  m: 'n',
  n: 'bm',
  o: 'ip',
  p: 'o',
  r: 'et',
  s: 'ad',
  t: 'ry',
  u: 'yi',
  v: 'cb',
  w: 'qe',
  y: 'tu',
};

/** Letters and digits a scanner takes for each other. */
const SCANNED: readonly (readonly [string, string])[] = [
  ['0', 'O'],
  ['O', '0'],
  ['1', 'I'],
  ['1', 'l'],
  ['I', '1'],
  ['5', 'S'],
  ['S', '5'],
  ['8', 'B'],
  ['B', '8'],
  ['6', 'G'],
  ['2', 'Z'],
  ['rn', 'm'],
];

const put = (text: string, at: number, length: number, what: string) =>
  text.slice(0, at) + what + text.slice(at + length);

/** One slip of a hand: a letter beside, dropped, doubled, or two swapped. */
export function mistype(random: Random, text: string): string {
  if (text.length < 3) return text;
  const at = random.int(1, text.length - 2);
  const here = text[at] ?? '';
  switch (random.int(0, 3)) {
    case 0: {
      const beside = BESIDE[here.toLowerCase()];
      return beside ? put(text, at, 1, random.pick([...beside])) : put(text, at, 1, '');
    }
    case 1:
      return put(text, at, 1, '');
    case 2:
      return put(text, at, 1, here + here);
    default:
      return put(text, at, 2, (text[at + 1] ?? '') + here);
  }
}

/** One slip of a scanner, or the text as it is where it has nothing to take for something else. */
export function misread(random: Random, text: string): string {
  const can = SCANNED.filter(([from]) => text.includes(from));
  if (can.length === 0) return text;
  const [from, to] = random.pick(can);
  return text.replace(from, to);
}

/** One wrong digit, or two swapped: what a hand does to a number. */
export function misnumber(random: Random, text: string): string {
  const digits = [...text.matchAll(/\d/g)].map((found) => found.index);
  if (digits.length < 2) return text;
  const which = random.int(0, digits.length - 2);
  const [at, after] = [digits[which] ?? 0, digits[which + 1] ?? 0];
  if (random.chance(0.5) && text[at] !== text[after]) {
    return put(put(text, at, 1, text[after] ?? ''), after, 1, text[at] ?? '');
  }
  return put(text, after, 1, String((Number(text[after]) + random.int(1, 9)) % 10));
}

/** An amount with two neighbouring digits swapped or one wrong; never the same amount. */
export function misamount(random: Random, minor: number): number {
  for (let tries = 0; tries < 20; tries++) {
    const wrong = Number(misnumber(random, String(minor)));
    if (wrong !== minor && wrong > 0) return wrong;
  }
  return minor + 900;
}

/** The same invoice number in somebody else's hand. */
export function rewrite(random: Random, number: string): string {
  const digits = number.replace(/^[A-Za-z]+[-# ]?/, '');
  return random.weighted([
    [number, 3],
    [digits, 3],
    [`INV ${digits}`, 1],
    [`#${digits}`, 1],
    [number.replaceAll('-', ''), 1.5],
    [number.replaceAll('-', ' '), 0.6],
    [number.toLowerCase(), 0.6],
    [`Inv#${digits}`, 0.6],
    [digits.replace(/^0+/, ''), 0.8],
    [`00${digits}`, 0.4],
  ]);
}
