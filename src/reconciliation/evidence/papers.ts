import type { Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import { namedVendor } from './named-vendors.ts';

/** All rows of either side that carry one number of one vendor, open or not, ascending. */
export interface Paper {
  sheet: number[];
  ledger: number[];
}

/** What the numbers of a paper have in common: all of it, or what they count, however that is called: "App 3" and "3". */
export type Alike = 'whole' | 'counted';

/** Without a digit it is how something was paid, and no number. */
const HAS_DIGIT = /\d/;
const COUNTED = /^[A-Z]*?0*(\d+)$/;

/**
 * The papers that both sides have open rows of. A number that every vendor counts up to tells little by itself, and still
 * it is one paper together with the vendor, or with vendor and project where all rows name one: bill 3 of this one.
 */
export function papersOf(keys: Keys, cluster: Int32Array, open: Open, alike: Alike): Paper[] {
  const wanted = sharedBy(keys, open, alike);
  const papers = new Map<number, Paper>();
  for (const which of ['sheet', 'ledger'] as const) {
    const side = keys[which];
    for (let row = 0; row < side.count; row++) {
      const number = wanted[side.number[row] as number] as number;
      if (number === 0) continue;
      const vendor = namedVendor(cluster, side, row);
      if (vendor === 0) continue;
      const key = number * cluster.length + vendor;
      const paper = papers.get(key) ?? { sheet: [], ledger: [] };
      papers.set(key, paper);
      paper[which].push(row);
    }
  }
  const isOpen = (paper: Paper): boolean =>
    paper.sheet.some((i) => open.sheet[i] === -1) && paper.ledger.some((j) => open.ledger[j] === -1);
  return [...papers.values()]
    .filter(isOpen)
    .flatMap((paper) => byProject(keys, paper))
    .flatMap((paper) => byName(keys, paper))
    .filter(isOpen);
}

/** By number: what it has in common with others, from 1 on, where both sides have open rows of that; else 0. */
function sharedBy(keys: Keys, open: Open, alike: Alike): Int32Array {
  const { numbers } = keys;
  const shared = new Int32Array(numbers.length);
  const ids = new Map<string, number>();
  const held = { sheet: new Uint8Array(numbers.length), ledger: new Uint8Array(numbers.length) };
  for (const which of ['sheet', 'ledger'] as const) {
    const { count, number: numberOf } = keys[which];
    for (let row = 0; row < count; row++) {
      const number = numberOf[row] as number;
      if (number === 0 || open[which][row] !== -1) continue;
      if (shared[number] === 0) {
        const text = numbers[number] as string;
        const said = alike === 'whole' ? (HAS_DIGIT.test(text) ? text : '') : (COUNTED.exec(text)?.[1] ?? '');
        if (said === '') continue;
        const id = ids.get(said) ?? ids.size + 1;
        ids.set(said, id);
        shared[number] = id;
      }
      held[which][shared[number] as number] = 1;
    }
  }
  return shared.map((id) => (held.sheet[id] === 1 && held.ledger[id] === 1 ? id : 0));
}

/** By project, where every row names one. */
function byProject({ sheet, ledger }: Keys, paper: Paper): Paper[] {
  if (paper.sheet.length + paper.ledger.length === 2) return [paper];
  const projects = valuesOf(paper, sheet.project, ledger.project);
  if (projects.sheet.has(0) || projects.ledger.has(0)) return [paper];
  return split(paper, sheet.project, ledger.project, new Set([...projects.sheet, ...projects.ledger]));
}

/** By name, where either side has the same ones: two vendors that are written nearly alike, and each has its own. */
function byName({ sheet, ledger }: Keys, paper: Paper): Paper[] {
  if (paper.sheet.length + paper.ledger.length === 2) return [paper];
  const names = valuesOf(paper, sheet.party, ledger.party);
  const areSame =
    names.sheet.size === names.ledger.size && [...names.sheet].every((name) => names.ledger.has(name));
  return areSame ? split(paper, sheet.party, ledger.party, names.sheet) : [paper];
}

function valuesOf(paper: Paper, ofSheet: Int32Array, ofLedger: Int32Array) {
  return {
    sheet: new Set(paper.sheet.map((i) => ofSheet[i] as number)),
    ledger: new Set(paper.ledger.map((j) => ofLedger[j] as number)),
  };
}

function split(paper: Paper, ofSheet: Int32Array, ofLedger: Int32Array, values: Set<number>): Paper[] {
  if (values.size < 2) return [paper];
  return Array.from(values, (value) => ({
    sheet: paper.sheet.filter((i) => ofSheet[i] === value),
    ledger: paper.ledger.filter((j) => ofLedger[j] === value),
  }));
}
