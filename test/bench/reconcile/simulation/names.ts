import type { Random } from '../random.ts';

/** What sellers are called, by themselves, by the bank and on their bills. */

export const FIRSTS = (
  'Hargrove Pruitt Castellano Nguyen Okafor Lindqvist Barrett Delgado Whitcomb Sorensen Maddox Ybarra Kessler Tran ' +
  'Fontaine Ridley Abbott Moreno Stahl Pickett Vance Calloway Dupree Engstrom Farrow Gaines Holloway Ibarra Jessup ' +
  'Kowalski Lattimore McCabe Norwood Oakes Pellegrini Quist Rourke Salazar Thibodeaux Upton Vasquez Weller Yates Zeller ' +
  'Cedar Summit Bluebonnet Lakeway Ironwood Prairie Frontier Keystone Riverbend Redbird Sandstone Twin-Oaks Gulf Mesa ' +
  'Pecan Cypress Granite Harbor Liberty Midtown Northgate Pinnacle Quarry Sierra Tejas Union Valley Westlake Alamo Brazos'
).split(' ');
const SECONDS = [
  '',
  '',
  '',
  '',
  'Bros',
  'City',
  'Hill Country',
  'of Austin',
  'Southwest',
  'Premier',
  'National',
  'Creek',
  'County',
  '& Sons',
];
export const SUFFIXES = ['Inc', 'Inc.', 'LLC', 'LLC', 'Co', 'Corp', 'Ltd', '', '', ''];
export const CITIES = [
  'AUSTIN TX',
  'SAN ANTONIO TX',
  'ROUND ROCK TX',
  'HOUSTON TX',
  'DALLAS TX',
  'WACO TX',
  'BUDA TX',
];
export const joined = (parts: readonly string[]) => parts.filter((part) => part !== '').join(' ');

/** The line a bank shows for a shop. */
export function merchantOf(random: Random, bare: string): string {
  const upper = bare.toUpperCase().replace(/[^A-Z0-9 &]/g, '');
  const prefix = random.weighted([
    ['', 60],
    ['SQ *', 14],
    ['TST* ', 10],
    ['PAYPAL *', 6],
    ['SP ', 5],
    ['IN *', 5],
  ] as const);
  return `${prefix}${random.chance(0.25) ? upper.replaceAll(' ', '') : upper}`;
}

/** How a seller numbers its bills: one after the other, with those to others in between. */
export function numberer(random: Random, bare: string): () => string {
  const letters = bare.replace(/[^A-Z]/g, '').slice(0, 3) || 'N';
  const style = random.weighted([
    ['plain', 34],
    ['inv', 18],
    ['letters', 16],
    ['year', 14],
    ['long', 10],
    ['slash', 8],
  ] as const);
  let serial = random.int(120, style === 'long' ? 9_000_000 : 89_000);
  return () => {
    serial += random.int(1, 23);
    if (style === 'inv') return `INV-${String(serial).padStart(6, '0')}`;
    if (style === 'letters') return `${letters}-${serial}`;
    if (style === 'year') return `2025-${String(serial % 10_000).padStart(4, '0')}`;
    if (style === 'long') return String(serial).padStart(10, '0');
    return style === 'slash' ? `${serial}/${random.int(1, 3)}` : String(serial);
  };
}

/** A name nobody has yet, and what in it says what is sold. */
export function named(
  random: Random,
  nouns: readonly string[],
  taken: Set<string>,
  others: readonly string[],
): { bare: string; noun: string } {
  for (let tries = 0; ; tries++) {
    const noun = random.pick(nouns);
    // "Cedar Electric" and "Cedar Electric Supply" are two firms.
    const like = random.chance(0.06) && others.length > 0 ? random.pick(others) : '';
    const first =
      like || joined([random.pick(FIRSTS), random.pick(SECONDS), tries > 4 ? random.pick(FIRSTS) : '']);
    const bare = `${first} ${noun}`;
    if (taken.has(bare)) continue;
    taken.add(bare);
    return { bare, noun };
  }
}
