import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { machine } from '../figures.ts';
import type { Hardness } from './dial.ts';
import { MAKERS } from './makers.ts';
import { hotBlock, invariance, type Measured, measure } from './measure.ts';
import { FLATTERY, hotLine, qualityTable, speedTable } from './report.ts';

/**
 * `npm run bench:reconcile -- [--seed 7] [--seeds 3] [--rows 25000,100000] [--makers projects,bookkeeper] [--skip-extras]`
 *
 * The reconciliation against lists whose truth is known, with fresh seeds every run, and the SQL beside it.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    seeds: { type: 'string', default: '3' },
    rows: { type: 'string', default: '25000,100000' },
    makers: { type: 'string', default: Object.keys(MAKERS).join(',') },
    'skip-extras': { type: 'boolean', default: false },
  },
});
const count = z.coerce.number().int().positive();
const seed = z.coerce.number().int().nonnegative().parse(values.seed);
const seeds = Array.from({ length: count.max(10).parse(values.seeds) }, (_, i) => seed + i);
const sizes = values.rows.split(',').map((rows) => count.parse(rows));
const makers = values.makers.split(',');
const largest = Math.max(...sizes);

const all: Measured[] = [];
for (const maker of makers) {
  for (const rows of sizes) {
    for (const hardness of ['standard', 'hard'] satisfies Hardness[]) {
      for (const one of seeds) all.push(...(await measure({ maker, hardness, rows, seed: one })));
      process.stderr.write(`${maker}, ${hardness}, ${rows} rows: done\n`);
    }
  }
}

console.log(
  `${machine()}; seeds ${seeds.join(', ')} (repeat with \`npm run bench:reconcile -- --seed ${seed}\`)\n`,
);
for (const maker of makers) {
  const own = all.filter((one) => one.rows === largest);
  console.log(
    `${largest.toLocaleString('en')} rows a list, ${seeds.length} seeds, mean and 95 % interval:\n`,
  );
  console.log(`${qualityTable(maker, own)}\n`);
}
console.log(`${speedTable(all, sizes)}\n`);

if (!values['skip-extras']) {
  const hot = Math.round(largest / 20);
  console.log(`${hotLine(hot, await hotBlock(seed, largest, hot))}\n`);
  const smallest = Math.min(...sizes);
  for (const maker of makers) {
    const same = await invariance({ maker, hardness: 'hard', rows: smallest, seed });
    console.log(
      `Rows in another order and under other ids, ${maker}, hard, ${smallest.toLocaleString('en')}: ${(same * 100).toFixed(3)} % of links and causes the same (aim 100 %).`,
    );
  }
}
const broken = all.flatMap((one) =>
  one.unsound.map((what) => `${one.maker}, ${one.hardness}, seed ${one.seed}: ${what}`),
);
console.log(
  broken.length === 0
    ? '\nEach id exactly once, and every difference, part and total adds up, in all runs.'
    : `\nNot sound:\n${[...new Set(broken)].slice(0, 20).join('\n')}`,
);
console.log(`\n${FLATTERY}`);
if (broken.length > 0) process.exitCode = 1;
