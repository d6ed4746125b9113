import process from 'node:process';
import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';

/**
 * The sweep at random and for long: `npm run bench:soak -- --runs 1000 --seed 7`. Each run is one invoice, undo or
 * decided variance that is cut off or met by a fault at one of its requests. The same seed disturbs the same requests.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    /** Worlds at a time; most of a run is waiting. */
    lanes: { type: 'string', default: '3' },
    /** Begins no further world after so many. */
    minutes: { type: 'string', default: '600' },
  },
});
const soak = {
  runs: Number(values.runs),
  seed: Number(values.seed),
  lanes: Number(values.lanes),
  minutes: Number(values.minutes),
};
if (Object.values(soak).some((value) => !Number.isFinite(value) || value < 0)) {
  process.stderr.write('--runs, --seed, --lanes and --minutes are numbers\n');
  process.exit(1);
}
const vitest = await startVitest(
  'test',
  [],
  { include: ['test/bench/soak.run.ts'], watch: false, provide: { soak }, reporters: ['dot'] },
  {},
);
await vitest.close();
