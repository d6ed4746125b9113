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

const floor = (
  maker: string,
  hardness: Hardness,
  seed: number,
  [precision, recall, groups, causes, calibration]: readonly [number, number, number, number, number],
): Floor => ({ maker, hardness, seed, precision, recall, groups, causes, calibration });

const FLOORS: readonly Floor[] = [
  floor('projects', 'standard', 41, [0.996, 0.994, 0.993, 0.994, 0.003]),
  floor('projects', 'standard', 42, [0.995, 0.995, 0.993, 0.992, 0.003]),
  floor('projects', 'hard', 41, [0.997, 0.987, 0.983, 0.985, 0.004]),
  floor('projects', 'hard', 42, [0.995, 0.984, 0.992, 0.98, 0.003]),
  floor('bookkeeper', 'standard', 41, [0.997, 0.968, 0.956, 0.97, 0.005]),
  floor('bookkeeper', 'standard', 42, [0.993, 0.984, 0.985, 0.983, 0.003]),
  floor('bookkeeper', 'hard', 41, [0.994, 0.938, 0.935, 0.947, 0.004]),
  floor('bookkeeper', 'hard', 42, [0.993, 0.973, 0.96, 0.977, 0.003]),
  floor('simulation', 'standard', 41, [0.996, 0.972, 0.948, 0.971, 0.003]),
  floor('simulation', 'standard', 42, [0.993, 0.967, 0.948, 0.974, 0.003]),
  floor('simulation', 'hard', 41, [0.996, 0.968, 0.956, 0.968, 0.004]),
  floor('simulation', 'hard', 42, [0.991, 0.941, 0.919, 0.944, 0.004]),
  floor('agency', 'standard', 41, [0.998, 0.991, 0.979, 0.99, 0.003]),
  floor('agency', 'standard', 42, [0.998, 0.99, 0.96, 0.99, 0.003]),
  floor('agency', 'hard', 41, [0.997, 0.967, 0.938, 0.97, 0.004]),
  floor('agency', 'hard', 42, [0.996, 0.956, 0.875, 0.962, 0.004]),
  floor('exporter', 'standard', 41, [0.997, 0.97, 0.888, 0.968, 0.003]),
  floor('exporter', 'standard', 42, [0.997, 0.994, 0.972, 0.975, 0.003]),
  floor('exporter', 'hard', 41, [0.995, 0.943, 0.848, 0.941, 0.003]),
  floor('exporter', 'hard', 42, [0.997, 0.987, 0.951, 0.972, 0.003]),
];

test.each(FLOORS)(
  '3,000 $hardness rows by $maker, seed $seed, are reconciled soundly and no worse than before',
  async (least) => {
    const { maker, hardness, seed } = least;
    const [measured] = await measure({ maker, hardness, rows: 3000, seed }, ['countersign']);
    if (!measured) throw new Error('One engine, one measurement.');
    const { links, groups, causes, calibration } = measured.score;
    expect.soft(measured.unsound).toEqual([]);
    expect.soft(links.precision).toBeGreaterThanOrEqual(least.precision);
    expect.soft(links.recall).toBeGreaterThanOrEqual(least.recall);
    expect.soft(groups.recall).toBeGreaterThanOrEqual(least.groups);
    expect.soft(causes ?? 0).toBeGreaterThanOrEqual(least.causes);
    expect.soft(calibration).toBeLessThanOrEqual(least.calibration);
  },
);
