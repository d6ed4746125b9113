import { type Likeness, NONE } from '../names/name-levels.ts';
import type { Names } from '../names/names.ts';
import { expectedLedger, type Rate } from '../rates/rates.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import type { Words } from '../reading/words.ts';
import type { Tellers } from './crowds.ts';

/** An order or a number that stands on postings of more vendors than these names none of them. */
const MOST_VENDORS = 2;

/** Where a project's open rows name more than these, a name is held against none of the others. */
const MOST_NAMES = 120;

/** Tellers of names alone: the vendor, and each word of the name. */
export function byName(keys: Keys, likeness: Likeness, cluster: Int32Array): Tellers {
  const { of } = likeness.words;
  return (side, row, tell) => {
    const party = keys[side].party[row] as number;
    if (party === 0) return;
    tell(-(cluster[party] as number));
    for (const word of of[party] as Int32Array) tell(word);
  };
}

/**
 * Tellers of names and of texts; and where a row names nobody that is known, the vendor whose order it is, or between
 * two of whose numbers its own stands.
 */
export function byText(keys: Keys, words: Words, cluster: Int32Array, open: Open, told: Int32Array): Tellers {
  const ordered = vendorsByOrder(keys, cluster, open);
  return (side, row, tell) => {
    const { party, text, po } = keys[side];
    if (party[row] !== 0) tell(-(cluster[party[row] as number] as number));
    for (const word of words.of(text[row] as number)) tell(word);
    if (side === 'ledger') return;
    for (const vendor of ordered[po[row] as number] ?? []) tell(-vendor);
    const vendor = told[row] as number;
    if (vendor !== 0) tell(-vendor);
  };
}

/**
 * Tellers of whom the sheet names, one at a time: a posting tells all those of its project that its name may mean, so
 * that no series is of two vendors who only share a word.
 */
export function byParty({ sheet, ledger }: Keys, names: Names, cluster: Int32Array, open: Open): Tellers {
  const vendorOf = (party: number): number => cluster[party] as number;
  const namedIn = namesByProject(sheet, open);
  return (side, row, tell) => {
    const { party, project } = side === 'sheet' ? sheet : ledger;
    const own = vendorOf(party[row] as number);
    if (own !== 0) tell(own);
    if (side === 'sheet') return;
    const about = namedIn.get(project[row] as number);
    if (about === undefined || about.size > MOST_NAMES) return;
    for (const [name, rowOfName] of about) {
      const vendor = vendorOf(name);
      if (vendor !== own && names.level(rowOfName, row) !== NONE) tell(vendor);
    }
  };
}

/** By project: the names that its open rows have, each with one of them. */
function namesByProject({ count, project, party }: Keyed, open: Open): Map<number, Map<number, number>> {
  const named = new Map<number, Map<number, number>>();
  for (let row = 0; row < count; row++) {
    const own = project[row] as number;
    const name = party[row] as number;
    if (open.sheet[row] !== -1 || own === 0 || name === 0) continue;
    const names = named.get(own);
    if (names === undefined) named.set(own, new Map([[name, row]]));
    else if (!names.has(name)) names.set(name, row);
  }
  return named;
}

/** By order: the vendors that open postings with it are of. */
function vendorsByOrder({ ledger, pos }: Keys, cluster: Int32Array, open: Open): (number[] | undefined)[] {
  const vendors: (number[] | undefined)[] = new Array(pos.length);
  for (let row = 0; row < ledger.count; row++) {
    const order = ledger.po[row] as number;
    const party = ledger.party[row] as number;
    if (open.ledger[row] !== -1 || order === 0 || party === 0 || ledger.fromText[row] === 1) continue;
    const vendor = cluster[party] as number;
    const known = vendors[order];
    if (known === undefined) vendors[order] = [vendor];
    else if (!known.includes(vendor)) known.push(vendor);
  }
  return vendors.map((known) => (known && known.length <= MOST_VENDORS ? known : undefined));
}

/** Tellers of amounts; a row also tells those that a rate makes of its own. */
export function byAmount(keys: Keys, rates: readonly Rate[], open: Open, least: number): Tellers {
  const { sheet, ledger } = keys;
  // Most amounts are met once, and of these no project has to be asked.
  const posted = openWith(ledger.amountKey, open.ledger, keys.amounts);
  const typed = openWith(sheet.amountKey, open.sheet, keys.amounts);
  const known: (number[] | undefined)[] = new Array(sheet.count);
  /** Posted amounts that a rate makes of the row's. */
  function byRate(row: number): readonly number[] {
    const before = known[row];
    if (before) return before;
    const found: number[] = [];
    known[row] = found;
    for (const rate of rates) {
      const expected = expectedLedger(rate, sheet.amount[row] as number);
      for (let near = expected - 1; near <= expected + 1; near++) {
        const key = keys.amountKeyOf(near, sheet.currency[row] as number);
        if ((posted[key] as number) >= least) found.push(key);
      }
    }
    return found;
  }

  return (side, row, tell) => {
    const own = keys[side];
    const amount = own.amountKey[row] as number;
    if (side === 'ledger' && rates.length > 0) tell(amount);
    else if ((posted[amount] as number) >= least && (typed[amount] as number) >= least) tell(amount);
    if (side === 'ledger') return;
    for (const key of byRate(row)) tell(key);
  };
}

function openWith(amounts: Int32Array, taken: Int32Array, distinct: number): Int32Array {
  const counts = new Int32Array(distinct + 1);
  for (let row = 0; row < amounts.length; row++) {
    const amount = amounts[row] as number;
    if (amount !== 0 && taken[row] === -1) counts[amount] = (counts[amount] as number) + 1;
  }
  return counts;
}
