/** What was worked out for pairs of small numbers, each below 2^26. */
export interface PairMemo {
  /** NaN where nothing is kept yet. */
  get(first: number, second: number): number;
  /** Keeps a value for a pair that has none; NaN cannot be kept. */
  keep(first: number, second: number, value: number): void;
}

const SHIFT = 2 ** 26;
/** The pair's key and its value stand beside each other, so that a look-up touches one place in memory. */
const SLOT = 2;

export function pairMemo(expected = 1024): PairMemo {
  let capacity = 1024;
  while (capacity < expected * 2) capacity *= 2;
  let mask = capacity - 1;
  let slots = new Float64Array(capacity * SLOT);
  let size = 0;

  function slotOf(first: number, second: number): number {
    const key = keyOf(first, second);
    let hash = Math.imul(first, 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 15) ^ Math.imul(second, 0xc2b2ae35), 0x7feb352d);
    let slot = (hash ^ (hash >>> 13)) & mask;
    for (;;) {
      const known = slots[slot * SLOT] as number;
      if (known === key || known === 0) return slot * SLOT;
      slot = (slot + 1) & mask;
    }
  }

  function grow(): void {
    const old = slots;
    mask = mask * 2 + 1;
    slots = new Float64Array((mask + 1) * SLOT);
    for (let at = 0; at < old.length; at += SLOT) {
      const key = old[at] as number;
      if (key === 0) continue;
      const first = Math.floor((key - 1) / SHIFT);
      const slot = slotOf(first, key - 1 - first * SHIFT);
      slots[slot] = key;
      slots[slot + 1] = old[at + 1] as number;
    }
  }

  return {
    get(first, second) {
      const slot = slotOf(first, second);
      return slots[slot] === 0 ? Number.NaN : (slots[slot + 1] as number);
    },
    keep(first, second, value) {
      const slot = slotOf(first, second);
      slots[slot] = keyOf(first, second);
      slots[slot + 1] = value;
      if (++size * 2 > mask) grow();
    },
  };
}

/** Above 0, which stands for an empty slot: memory comes as zeros. */
const keyOf = (first: number, second: number): number => first * SHIFT + second + 1;
