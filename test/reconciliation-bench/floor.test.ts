import { expect, test } from 'vitest';
import type { Hardness } from '../bench/reconcile/dial.ts';
import { measure } from '../bench/reconcile/measure.ts';

/**
 * What the engine never falls below, on short lists with fixed seeds. The aims are higher and are measured by
 * `npm run bench:reconcile` with fresh ones: this only tells a change for the worse from one for the better.
 */
interface Floor {
  maker: string;
  hardness: Hardness;
  seed: number;
  precision: number;
  recall: number;
  groups: number;
  causes: number;
  calibration: number;
}

const projects = { maker: 'projects', precision: 0.994 };
const standard = {
  ...projects,
  hardness: 'standard',
  recall: 0.965,
  groups: 0.91,
  causes: 0.965,
  calibration: 0.012,
} as const;
const hard = {
  ...projects,
  hardness: 'hard',
  recall: 0.935,
  groups: 0.88,
  causes: 0.94,
  calibration: 0.018,
} as const;
const FLOORS: readonly Floor[] = [
  { ...standard, seed: 41 },
  { ...standard, seed: 42 },
  { ...hard, seed: 41 },
  { ...hard, seed: 42 },
];

test.each(FLOORS)(
  '3,000 $hardness rows by $maker, seed $seed, are reconciled soundly and no worse than before',
  async (floor) => {
    const { maker, hardness, seed } = floor;
    const [measured] = await measure({ maker, hardness, rows: 3000, seed }, ['countersign']);
    if (!measured) throw new Error('One engine, one measurement.');
    const { links, groups, causes, calibration } = measured.score;
    expect.soft(measured.unsound).toEqual([]);
    expect.soft(links.precision).toBeGreaterThanOrEqual(floor.precision);
    expect.soft(links.recall).toBeGreaterThanOrEqual(floor.recall);
    expect.soft(groups.recall).toBeGreaterThanOrEqual(floor.groups);
    expect.soft(causes ?? 0).toBeGreaterThanOrEqual(floor.causes);
    expect.soft(calibration).toBeLessThanOrEqual(floor.calibration);
  },
);
