import process from 'node:process';
import { expect, inject, test } from 'vitest';
import { type Batch, soakBatch } from '../support/sweep/soak.ts';
import { quantile } from './figures.ts';

declare module 'vitest' {
  interface ProvidedContext {
    soak: { runs: number; seed: number; lanes: number; minutes: number };
  }
}

const HOURS = 12 * 3_600_000;

test(
  'random kills and faults break no promise',
  async () => {
    const { runs, seed, lanes, minutes } = inject('soak');
    const began = performance.now();
    const batches: Batch[] = [];
    const done = () => batches.reduce((sum, { disturbances }) => sum + disturbances.length, 0);
    let next = 0;
    const lane = async () => {
      while (done() < runs && performance.now() - began < minutes * 60_000) {
        const batch = await soakBatch(seed + next++);
        batches.push(batch);
        const broken = batches.flatMap((one) => one.broken).length;
        process.stdout.write(`${done()} runs, ${broken} promises broken\n`);
        if (batch.unprepared !== null) process.stdout.write(`  not begun: ${batch.unprepared}\n`);
        for (const words of batch.broken) process.stdout.write(`  broken: ${words}\n`);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    report(batches, seed, (performance.now() - began) / 1_000);
    expect(batches.flatMap(({ broken }) => broken)).toEqual([]);
  },
  HOURS,
);

function report(batches: readonly Batch[], seed: number, seconds: number): void {
  const all = batches.flatMap(({ disturbances }) => disturbances);
  const met = all.filter(({ boundary }) => boundary !== null);
  const cut = met.filter(({ what }) => what.startsWith('kill'));
  const recovered = batches.flatMap(({ recoveredMs }) => recoveredMs);
  const places = new Set(met.map(({ kind, boundary, what }) => `${kind} ${boundary} ${what}`));
  const ms = (share: number) => Math.round(quantile(recovered, share));
  const lines = [
    `Seed ${seed}: ${all.length} runs in ${seconds.toFixed(0)} s.`,
    `Cut off in the middle: ${cut.length}, by ${batches.reduce((sum, { kills }) => sum + kills, 0)} kills of a process.`,
    `Faults of a vendor: ${met.length - cut.length}. Over before it was their turn: ${all.length - met.length}.`,
    `Different combinations of kind, request and disturbance: ${places.size}.`,
    `From the next start until a cut-off flow was over: median ${ms(0.5)} ms, at most ${ms(1)} ms.`,
    `Worlds that could not be prepared, of ${batches.length}: ${batches.filter(({ unprepared }) => unprepared !== null).length}.`,
    `Promises broken: ${batches.flatMap(({ broken }) => broken).length}.`,
  ];
  process.stdout.write(`\n${lines.join('\n')}\n`);
}
