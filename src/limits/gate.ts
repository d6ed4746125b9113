import PQueue from 'p-queue';
import { type Service, VendorFailure } from '../core/failure.ts';
import type { Pace, Wait } from './counters.ts';
import { lastWord } from './last-word.ts';
import { priority } from './priority.ts';
import type { Shared } from './shared.ts';
import { type AtOnce, createSlots } from './slots.ts';

export interface GateOptions {
  service: Service;
  shared: Shared;
  /** What is counted, over all processes, each under its key. */
  paces: readonly { key: string; pace: Pace }[];
  atOnce?: AtOnce & { key: string };
  /** So many starts in so long in this process, in any such time. */
  strict?: Pace;
  /** How long a request may stand at the head of the line; default 7 s. */
  patienceMs?: number;
  /**
   * Beyond its patience a request fails, to be tried again. "ask": only where the vendor itself wants a pause; else they
   * leave one after another, each after so long.
   */
  beyond?: 'fail' | 'ask';
}

/** Requests to a vendor pass one after another, those that a person waits for first. */
export interface Gate {
  /** Throws VendorFailure, with the time to wait, where there is no passing soon. */
  pass<T>(request: () => Promise<T>, cost?: number): Promise<T>;
  /** The vendor asked for it: nobody passes before it is over, in no process. */
  pause(ms: number): void;
}

const PATIENCE_MS = 7_000;
/** However long a vendor asks for, it is asked again after this: what it said in an outage may not be meant. */
const LONGEST_PAUSE_MS = 5 * 60_000;
/** More than so many in a line leave without a pause, where the vendor has the last word. */
const CROWD = 20;

export function createGate(options: GateOptions): Gate {
  const { shared, paces, atOnce, strict, patienceMs = PATIENCE_MS, beyond = 'fail', service } = options;
  const line = new PQueue({ concurrency: 1 });
  const starts = strict && new PQueue({ interval: strict.perMs, intervalCap: strict.points, strict: true });
  const slots = atOnce ? createSlots(atOnce.key, atOnce, shared.holds) : null;
  let pausedUntil = 0;

  const paused = (): Wait | null => {
    const ms = pausedUntil - Date.now();
    return ms > 0 ? { ms, paused: true } : null;
  };
  /** Takes what is left to take; the longest wait where not all was there. */
  const takeLeft = async (left: Set<GateOptions['paces'][number]>, cost: number): Promise<Wait | null> => {
    const waits = await Promise.all(
      [...left].map(async (counted) => {
        const wait = await shared.counters.take(counted.key, counted.pace, cost);
        if (!wait) left.delete(counted);
        return wait;
      }),
    );
    return waits.reduce((longest, wait) => ((wait?.ms ?? 0) > (longest?.ms ?? 0) ? wait : longest), null);
  };
  /** At the head of the line. */
  const turn = async (cost: number): Promise<void> => {
    const left = new Set(paces);
    for (;;) {
      const wait = paused() ?? (await takeLeft(left, cost)) ?? paused();
      if (!wait) return;
      if (wait.ms > patienceMs) {
        if (wait.paused || beyond === 'fail') throw notNow(service, wait);
        // A crowd is let through: what the vendor makes of it is known at once, and nothing piles up here.
        if (line.size < CROWD) await passed(patienceMs);
        return;
      }
      await passed(wait.ms);
    }
  };

  return {
    async pass(request, cost = 1) {
      const asked = performance.now();
      const free = await line.add(
        async () => {
          await turn(cost);
          const free = await slots?.take();
          await starts?.add(() => {});
          return free;
        },
        { priority: priority() },
      );
      try {
        if (performance.now() - asked > A_MOMENT_MS) await lastWord();
        return await request();
      } finally {
        free?.();
      }
    },
    pause(ms) {
      const until = Date.now() + Math.min(ms, LONGEST_PAUSE_MS);
      if (until <= pausedUntil) return;
      pausedUntil = until;
      for (const { key, pace } of paces) void shared.counters.pause(key, pace, until - Date.now());
    },
  };
}

const passed = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whoever passes at once has been asked just now. */
const A_MOMENT_MS = 20;

function notNow(service: Service, { ms, paused }: Wait): VendorFailure {
  const seconds = Math.ceil(ms / 1000);
  const message = paused
    ? `${service} limits how often it is asked, and wants ${seconds} s of pause.`
    : `${service} was asked as often as it allows; there is room again in ${seconds} s.`;
  return new VendorFailure({ service, kind: 'retry', code: 'paused', message, retryAfterMs: ms });
}
