import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible';

/** So many points in so long, counted from the first of them. */
export interface Pace {
  points: number;
  perMs: number;
}

export interface Wait {
  ms: number;
  /** The vendor itself asked for it. */
  paused: boolean;
}

/** How often something was done lately, over all processes that share a database. */
export interface Counters {
  /** Counts `cost`; where there is no room, how long until there may be. Never throws. */
  take(key: string, pace: Pace, cost: number): Promise<Wait | null>;
  /** Nobody is given room for so long. Never throws. */
  pause(key: string, pace: Pace, ms: number): Promise<void>;
}

/** More than any pace has points: tells a pause from a window that is used up. */
const PAUSED = 1_000_000;
/** How long the database is left alone after it did not answer. */
const ALONE_MS = 5_000;

/** `pool`: the shared table's, made by store/counting.ts; null: this process counts for itself. */
export function createCounters(
  shared: { pool: unknown; table: string } | null,
  warn: (fields: object, event: string) => void = () => {},
): Counters {
  const kept = new Map<string, { together: RateLimiterAbstract | null; alone: RateLimiterAbstract }>();
  let aloneUntil = 0;

  const limitersOf = (pace: Pace) => {
    const keyPrefix = `${pace.points}/${pace.perMs}`;
    const found = kept.get(keyPrefix) ?? {
      together: shared && sharedLimiter(shared, keyPrefix, pace, kept.size === 0),
      alone: new RateLimiterMemory({ points: pace.points, duration: pace.perMs / 1000, keyPrefix }),
    };
    kept.set(keyPrefix, found);
    return found;
  };
  const failed = (error: unknown) => {
    aloneUntil = Date.now() + ALONE_MS;
    warn(
      { error: String(error) },
      'the shared count of requests does not answer; this process counts for itself',
    );
  };

  return {
    async take(key, pace, cost) {
      const { together, alone } = limitersOf(pace);
      if (together && Date.now() >= aloneUntil) {
        try {
          return await consume(together, key, cost);
        } catch (error) {
          failed(error);
        }
      }
      return consume(alone, key, cost);
    },
    async pause(key, pace, ms) {
      const { together, alone } = limitersOf(pace);
      await alone.set(key, PAUSED, ms / 1000);
      await together?.set(key, PAUSED, ms / 1000).catch(failed);
    },
  };
}

function sharedLimiter(
  { pool, table }: { pool: unknown; table: string },
  keyPrefix: string,
  { points, perMs }: Pace,
  cleansUp: boolean,
): RateLimiterAbstract {
  return new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: table,
    tableCreated: true,
    clearExpiredByTimeout: cleansUp, // one of them for all
    keyPrefix,
    points,
    duration: perMs / 1000,
    // Once all are used, nobody is asked again before the window is over.
    inMemoryBlockOnConsumed: points,
  });
}

async function consume(limiter: RateLimiterAbstract, key: string, cost: number): Promise<Wait | null> {
  try {
    await limiter.consume(key, cost);
    return null;
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    return { ms: Math.max(1, error.msBeforeNext), paused: error.consumedPoints >= PAUSED };
  }
}
