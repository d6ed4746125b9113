/** Chance that can be repeated: the same seed gives the same draws on any machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole, both ends included. */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** By weights that need not add up to anything. */
  weighted<T>(from: readonly (readonly [T, number])[]): T;
  /** Mean 0, deviation 1. */
  normal(): number;
  shuffle<T>(what: T[]): T[];
}

/** Mulberry32, whose state is one 32-bit number: good enough for made-up invoices. */
function mulberry(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function randomOf(seed: number): Random {
  const next = mulberry(seed);
  // Neighbouring seeds start alike; a few draws part them.
  for (let i = 0; i < 12; i++) next();
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(from: readonly T[]): T => {
    const one = from[Math.floor(next() * from.length)];
    if (one === undefined) throw new Error('Nothing to pick from.');
    return one;
  };
  return {
    next,
    int,
    pick,
    chance: (probability) => next() < probability,
    weighted(from) {
      let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [one, weight] of from) {
        left -= weight;
        if (left < 0) return one;
      }
      return pick(from)[0];
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle(what) {
      for (let i = what.length - 1; i > 0; i--) {
        const j = int(0, i);
        const [a, b] = [what[i], what[j]];
        if (a !== undefined && b !== undefined) [what[i], what[j]] = [b, a];
      }
      return what;
    },
  };
}

/** Draws 0 … n-1 where the i-th comes up in proportion to 1 / (i+1)^power: few vendors send most bills. */
export function zipf(n: number, power: number): (random: Random) => number {
  const upTo = new Float64Array(n);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += (i + 1) ** -power;
    upTo[i] = sum;
  }
  return (random) => {
    const target = random.next() * sum;
    let low = 0;
    let high = n - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? sum) <= target) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
