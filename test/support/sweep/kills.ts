import process from 'node:process';
import { expect } from 'vitest';
import { strayLines, until } from '../process.ts';
import type { Lane } from './lane.ts';
import { asProcess, passHeartbeats } from './lane.ts';
import type { Passing } from './passing.ts';

/** What goes through the lives of a process: begun in the first, and never begun again. */
export interface Going {
  name: string;
  /** Requests that contain one of these are its own; the others belong to all. */
  ids: readonly string[];
  begin(): Promise<void>;
  isOver(): Promise<boolean>;
}

export interface Cut {
  boundary: string;
  moment: 'before' | 'after';
  life: number;
}

export interface Walked {
  cuts: Cut[];
  /** From the start of a process that took over to the next cut, or to the end of all: in milliseconds. */
  recoveredMs: number[];
}

/** Once nothing new is asked for so long, everybody stands at a boundary, or waits for one who does. */
const QUIET_MS = 700;
const ALL_STAND_MS = 60;
const MOST_LIVES = 80;

/**
 * Every request that the bot makes is a boundary, whoever wrote the step: the process is cut off while the vendor has
 * not done it, and, where it changes something, once the vendor has done it and nobody knows. Each life gets as far as
 * the next boundaries that it has not been cut off at; several flows stand at theirs when it ends.
 */
export async function walk(
  lane: Lane,
  title: string,
  flows: readonly Going[],
  common: RegExp | null = null,
): Promise<Walked> {
  const start = await asProcess(lane);
  const halts = watchFor(lane, flows, common);
  const recoveredMs: number[] = [];
  let bot = await start();
  try {
    for (const flow of flows) await flow.begin();
    bot.cut(); // acknowledged, and gone
    for (;;) {
      await bot.exited;
      expect(strayLines(bot)).toEqual([]);
      lane.edge.drop();
      await passHeartbeats(lane);
      expect(halts.nextLife(), 'lives').toBeLessThan(MOST_LIVES);
      bot = await start();
      await until(halts.reached, `${title}: the next boundary or the end, after ${halts.last()}`);
      recoveredMs.push(halts.at() - bot.spawnedAt);
      if (halts.held() === 0) break;
      bot.cut();
    }
    expect(bot.stderr()).toBe('');
  } finally {
    lane.edge.judge = () => 'pass';
    await bot.kill();
    lane.edge.drop();
  }
  report(title, halts.cuts, recoveredMs);
  return { cuts: halts.cuts, recoveredMs };
}

/** Keeps each request back at the first boundary of its flow that was not cut yet, and knows when all stand or are over. */
function watchFor(lane: Lane, flows: readonly Going[], common: RegExp | null) {
  const seen = new Set<string>();
  const cuts: Cut[] = [];
  /** Names of flows of which something is held in this life, and of those that are over for good. */
  const standing = new Set<string>();
  const over = new Set<string>();
  let [life, held, heldAt] = [0, 0, 0];
  lane.edge.judge = (one) => {
    const verdict = verdictOn(one, boundaryOf(one, flows, common), seen);
    if (verdict === null) return 'pass';
    held += 1;
    heldAt = performance.now();
    cuts.push({ ...verdict, life });
    standing.add(verdict.boundary.split(' | ')[0] ?? '');
    return verdict.moment;
  };
  const allOver = async () => {
    for (const flow of flows) {
      if (over.has(flow.name)) continue;
      if (!(await flow.isOver())) return false;
      over.add(flow.name);
    }
    return true;
  };
  return {
    cuts,
    held: () => held,
    at: () => (held === 0 ? performance.now() : heldAt),
    last: () => cuts.at(-1)?.boundary ?? 'the start',
    nextLife() {
      held = 0;
      standing.clear();
      life += 1;
      return life;
    },
    async reached(): Promise<boolean> {
      if (held === 0) return allOver();
      const all = flows.every(({ name }) => standing.has(name) || over.has(name));
      const quietMs = performance.now() - Math.max(heldAt, lane.edge.lastAt());
      return quietMs > (all ? ALL_STAND_MS : QUIET_MS);
    },
  };
}

/** `common`: what all flows do by the same step, and one of them is cut off at for all. */
export function boundaryOf(
  one: Passing,
  flows: readonly Pick<Going, 'name' | 'ids'>[],
  common: RegExp | null = null,
): string {
  if (common?.test(one.shape)) return `any | ${one.shape}`;
  const owner = flows.find(({ ids }) => ids.some((id) => one.says.includes(id)));
  return `${owner?.name ?? 'any'} | ${one.shape}`;
}

function verdictOn(one: Passing, boundary: string, seen: Set<string>): Omit<Cut, 'life'> | null {
  const moments = one.write ? (['before', 'after'] as const) : (['before'] as const);
  const moment = moments.find((each) => !seen.has(`${boundary} ${each}`));
  if (!moment) return null;
  seen.add(`${boundary} ${moment}`);
  return { boundary, moment };
}

function report(title: string, cuts: readonly Cut[], recoveredMs: readonly number[]): void {
  const sorted = recoveredMs.toSorted((a, b) => a - b);
  const ms = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(0);
  const byBoundary = Map.groupBy(cuts, ({ boundary }) => boundary);
  const lines = [...byBoundary].map(
    ([boundary, all]) =>
      `  ${boundary.padEnd(58)} ${all.map(({ moment, life }) => `${moment} (life ${life})`).join(', ')}`,
  );
  process.stdout.write(
    `${title}: ${cuts.length} boundaries in ${recoveredMs.length} lives; on its way again after ${ms(0.5)} ms, at most ${ms(1)} ms\n${lines.join('\n')}\n`,
  );
}
