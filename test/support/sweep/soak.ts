import { luckOf } from '../chance.ts';
import { FAULTS } from '../faults.ts';
import { type Bot, until } from '../process.ts';
import { expectSound } from '../sound.ts';
import { ACTIONS, decided, rowToMatch } from './decided.ts';
import { type Flow, isOver, mailedInvoice, undoneInvoice } from './flows.ts';
import { asProcess, type Lane, passHeartbeats, startLane } from './lane.ts';
import { expectLedger } from './ledger.ts';

/** What happens to one flow: at which of its requests, and what. */
export interface Disturbance {
  kind: string;
  /** The how manieth of its requests; beyond its last nothing happens. */
  at: number;
  what: 'kill before' | 'kill after' | (typeof FAULTS)[number];
  /** Where it happened; null where it did not. */
  boundary: string | null;
}

export interface Batch {
  disturbances: Disturbance[];
  kills: number;
  /** From the start of the process that took over until the flow was over, for each that was cut off. */
  recoveredMs: number[];
  /** In words, with what is needed to see it again. */
  broken: string[];
  /** Why nothing was begun in this world; null where it was. */
  unprepared: string | null;
}

const MAILED = 6;
const UNDONE = 3;
const LATEST = 12;

/** A day's work in one world: invoices, undos and one variance of each action, each disturbed once, at random. */
export async function soakBatch(seed: number): Promise<Batch> {
  const lane = await startLane();
  const broken: string[] = [];
  const held = async (what: string, holds: () => Promise<void>) => {
    await holds().catch((error: unknown) =>
      broken.push(`seed ${seed}, ${what}: ${String(error).slice(0, 600)}`),
    );
  };
  let flows: Flow[];
  try {
    flows = await prepared(lane);
  } catch (error) {
    await lane.end();
    const unprepared = `seed ${seed}: ${String(error).slice(0, 600)}`;
    return { disturbances: [], kills: 0, recoveredMs: [], broken, unprepared };
  }
  const batch: Batch = { disturbances: [], kills: 0, recoveredMs: [], broken, unprepared: null };
  try {
    await held('all is over', async () => void Object.assign(batch, await disturbed(lane, flows, seed)));
    for (const [index, flow] of flows.entries())
      await held(`${flow.name}: ${JSON.stringify(batch.disturbances[index])}`, () => flow.check());
    await held('books', async () => void (await expectSound(lane, { invoices: MAILED, voided: UNDONE })));
    await held('ledger', () => expectLedger(lane, lane.before, { bills: 1, journals: 1, recoded: 1 }));
    return batch;
  } finally {
    await lane.end();
  }
}

async function prepared(lane: Lane): Promise<Flow[]> {
  const flows: Flow[] = [];
  for (let n = 1; n <= MAILED; n += 1) flows.push(await mailedInvoice(lane, `Soaked ${n}.`));
  for (let n = 1; n <= UNDONE; n += 1) flows.push(await undoneInvoice(lane, `Soaked back ${n}.`));
  rowToMatch(lane);
  await lane.slack.command({ user: 'U0FIN', channel: 'C0ACME', text: '/reconcile ACME-WEB' });
  const isDone = async () => (await lane.db.prisma.reconciliation.count({ where: { status: 'done' } })) === 1;
  await until(isDone, 'the reconciliation is made', 120_000);
  for (const name of Object.keys(ACTIONS)) flows.push(await decided(lane, name));
  return flows;
}

const QUIET_MS = 400;

async function disturbed(lane: Lane, flows: readonly Flow[], seed: number) {
  const luck = luckOf(seed);
  const disturbances = flows.map(
    ({ name }): Disturbance => ({
      kind: name,
      at: 1 + luck.below(LATEST),
      what: luck.flip()
        ? luck.one(['kill before', 'kill after'])
        : (FAULTS[luck.below(FAULTS.length)] ?? 'hang'),
      boundary: null,
    }),
  );
  const asked = flows.map(() => 0);
  const cut = new Set<Flow>();
  const over = new Map<Flow, number>();
  const recoveredMs: number[] = [];
  let [held, heldAt, mark, kills] = [0, 0, 0, 0];
  lane.edge.judge = (one) => {
    const index = flows.findIndex(({ ids }) => ids.some((id) => one.says.includes(id)));
    const [flow, disturbance] = [flows[index], disturbances[index]];
    if (!flow || !disturbance || disturbance.boundary !== null) return 'pass';
    asked[index] = (asked[index] ?? 0) + 1;
    if (asked[index] !== disturbance.at) return 'pass';
    disturbance.boundary = one.shape;
    if (disturbance.what === 'kill before' || disturbance.what === 'kill after') {
      [held, heldAt] = [held + 1, performance.now()];
      cut.add(flow);
      return disturbance.what === 'kill before' ? 'before' : 'after';
    }
    mark += 1;
    const match = new RegExp(`[?&]sweep=${mark}$`);
    lane[one.service].faults.set({ kind: disturbance.what, match, times: 1, retryAfter: 1 });
    return { as: `${one.url}${one.url.includes('?') ? '&' : '?'}sweep=${mark}` };
  };
  const start = await asProcess(lane);
  let bot: Bot = await start();
  const allOver = async () => {
    for (const flow of flows) {
      if (over.has(flow) || !(await isOver(lane, flow))) continue;
      over.set(flow, performance.now());
      if (cut.has(flow)) recoveredMs.push(performance.now() - bot.spawnedAt);
    }
    return over.size === flows.length;
  };
  try {
    for (const flow of flows) await flow.begin();
    for (;;) {
      const rests = async () =>
        (held > 0 && performance.now() - Math.max(heldAt, lane.edge.lastAt()) > QUIET_MS) ||
        (await allOver());
      await until(rests, `seed ${seed}: everything is over or held`, 120_000);
      if (held === 0) return { disturbances, kills, recoveredMs };
      bot.cut();
      await bot.exited;
      lane.edge.drop();
      await passHeartbeats(lane);
      [held, kills] = [0, kills + 1];
      bot = await start();
    }
  } finally {
    lane.edge.judge = () => 'pass';
    await bot.kill();
    lane.edge.drop();
  }
}
