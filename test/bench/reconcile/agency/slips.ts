import type { Random } from '../random.ts';

/** Slips of the keys and of the scanner. */

const SCANNED: Readonly<Record<string, string>> = {
  '0': 'O',
  '1': 'l',
  '5': 'S',
  '8': 'B',
  O: '0',
  I: '1',
  S: '5',
};

/** Two neighbours swapped, one letter dropped, or one doubled. */
export function mistyped(random: Random, text: string): string {
  if (text.length < 4) return text;
  const at = random.int(1, text.length - 2);
  const [a = '', b = ''] = [text[at], text[at + 1]];
  return random.weighted([
    [text.slice(0, at) + b + a + text.slice(at + 2), 3],
    [text.slice(0, at) + text.slice(at + 1), 3],
    [text.slice(0, at) + a + text.slice(at), 1],
  ]);
}

/** A number as a tired reader of a scan has it: never shorter than it was by more than one sign. */
export function misread(random: Random, text: string): string {
  const places = [...text].flatMap((sign, i) => (sign in SCANNED ? [i] : []));
  if (places.length === 0 || random.chance(0.4)) return mistyped(random, text);
  const at = random.pick(places);
  return text.slice(0, at) + (SCANNED[text[at] ?? ''] ?? '') + text.slice(at + 1);
}

/** Two digits of an amount swapped or one struck wrong; never the same amount again, never within a dollar of it. */
export function wrongAmount(random: Random, minor: number): number {
  const sign = minor < 0 ? -1 : 1;
  for (let tries = 0; tries < 20; tries++) {
    const digits = [...String(Math.abs(minor))];
    const at = random.int(0, Math.max(0, digits.length - 4));
    const [a = '0', b = '0'] = [digits[at], digits[at + 1]];
    if (random.chance(0.6)) [digits[at], digits[at + 1]] = [b, a];
    else digits[at] = String(random.int(1, 9));
    const wrong = Number(digits.join('')) * sign;
    if (Math.abs(wrong - minor) > 200 && Math.abs(wrong - minor) * 100 > Math.abs(minor)) return wrong;
  }
  return minor + sign * 1000;
}

/** Cents from minor units, as the contract writes an amount. */
export function textOf(minor: number): string {
  const size = Math.abs(minor);
  return `${minor < 0 ? '-' : ''}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`;
}
