import { setTimeout as delay } from 'node:timers/promises';
import type { Holds } from '../store/holds.ts';

/** How many requests of one kind run at once: so many in this process, so many over all. */
export interface Slots {
  /** Waits for a free one; answers what gives it back. One waits at a time: the head of a queue. */
  take(): Promise<() => void>;
}

export interface AtOnce {
  mine: number;
  all: number;
}

/** A slot is kept for the next request so long, which spares two questions to the database for each. */
const IDLE_MS = 100;
/** Held longer, it is given back even so, for the other processes' sake. */
const LONGEST_MS = 1_000;
const LOOK_MS = 25;

interface Held {
  name: string;
  since: number;
}

/** `holds` null: this process alone. A database that does not answer holds nobody up. */
export function createSlots(name: string, { mine, all }: AtOnce, holds: Holds | null): Slots {
  const names = Array.from({ length: all }, (_, place) => `${name}/${place}`);
  const idle: Held[] = [];
  let running = 0;
  let wake: (() => void) | null = null;

  const letGo = (held: Held) => {
    const place = idle.indexOf(held);
    if (place >= 0) idle.splice(place, 1);
    holds?.letGo(held.name);
  };
  const giveBack = (held: Held | null) => {
    running -= 1;
    if (held && Date.now() - held.since < LONGEST_MS) {
      idle.push(held);
      setTimeout(() => idle.includes(held) && letGo(held), IDLE_MS).unref();
    } else if (held) letGo(held);
    wake?.();
  };
  const find = async (): Promise<Held | null> => {
    if (!holds) return null;
    for (;;) {
      const kept = idle.pop();
      if (kept) return kept;
      try {
        const got = await holds.tryHold(names);
        if (got !== null) return { name: got, since: Date.now() };
      } catch {
        return null;
      }
      await delay(LOOK_MS);
    }
  };

  return {
    async take() {
      while (running >= mine)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      running += 1;
      const held = await find();
      return () => giveBack(held);
    },
  };
}
