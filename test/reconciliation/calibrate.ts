import { parseArgs } from 'node:util';
import { oddsOf } from '../../src/reconciliation/answer/confidence.ts';
import { settleAll } from '../../src/reconciliation/stages.ts';
import { linkKey, namesOf, stockOf } from '../bench/reconcile/alike.ts';
import { MAKERS } from '../bench/reconcile/makers.ts';
import { sidesOf, TOLERANCE } from './sides.ts';

/**
 * `node test/reconciliation/calibrate.ts [--seeds 21,22] [--rows 5000] [--makers projects,bookkeeper]`
 *
 * For each stage and bit of odds: how many matches, how many of them right, what the stage said. What stands in
 * src/reconciliation/answer/confidence.ts is read off this, the makers' shares in equal parts.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '21,22,23,24,25,26,27' },
    rows: { type: 'string', default: '5000' },
    makers: { type: 'string', default: 'projects,bookkeeper' },
  },
});

interface Bin {
  matches: number;
  right: number;
  said: number;
}

const bins = new Map<string, Bin>();

function count(key: string, right: boolean, said: number): void {
  const bin = bins.get(key) ?? { matches: 0, right: 0, said: 0 };
  bins.set(key, bin);
  bin.matches++;
  bin.right += right ? 1 : 0;
  bin.said += said;
}

for (const maker of values.makers.split(',')) {
  const make = MAKERS[maker];
  if (!make) throw new Error(`Nobody is called ${maker}.`);
  for (const seed of values.seeds.split(',')) {
    for (const hardness of ['standard', 'hard'] as const) {
      const made = make(Number(seed), Number(values.rows), hardness);
      const { sheet, ledger } = sidesOf(made);
      const { settled, books } = settleAll(sheet, ledger, TOLERANCE, { same: [], different: [] }, () => {});
      const names = namesOf(made.truth);
      const claim = stockOf(made.truth.links.map(([s, l]) => linkKey(names, s, l)));
      const idOf = (side: 'sheet' | 'ledger', row: number): string =>
        (side === 'sheet' ? sheet : ledger).id[books[side].origin[row] ?? 0] ?? '';
      for (const link of settled.links.toSorted((a, b) => b.chance - a.chance)) {
        const claimed = link.sheet.flatMap((i) =>
          link.ledger.map((j) => claim(linkKey(names, idOf('sheet', i), idOf('ledger', j)))),
        );
        const bit = Math.min(14, Math.floor(oddsOf(link.chance)));
        count(`${maker} ${link.stage} ${String(bit).padStart(2)}`, claimed.every(Boolean), link.chance);
      }
    }
  }
}

for (const [key, { matches, right, said }] of [...bins].sort(([a], [b]) => (a < b ? -1 : 1))) {
  console.log(
    `${key.padEnd(26)}${String(matches).padStart(8)}  right ${(right / matches).toFixed(4)}  said ${(said / matches).toFixed(4)}`,
  );
}
