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
  let slots = emptySlots(capacity);
  let size = 0;

  function slotOf(first: number, second: number): number {
    const key = first * SHIFT + second;
    let hash = Math.imul(first, 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 15) ^ Math.imul(second, 0xc2b2ae35), 0x7feb352d);
    let slot = (hash ^ (hash >>> 13)) & mask;
    for (;;) {
      const known = slots[slot * SLOT] as number;
      if (known === key || known === -1) return slot * SLOT;
      slot = (slot + 1) & mask;
    }
  }

  function grow(): void {
    const old = slots;
    mask = mask * 2 + 1;
    slots = emptySlots(mask + 1);
    for (let at = 0; at < old.length; at += SLOT) {
      const key = old[at] as number;
      if (key === -1) continue;
      const first = Math.floor(key / SHIFT);
      const slot = slotOf(first, key - first * SHIFT);
      slots[slot] = key;
      slots[slot + 1] = old[at + 1] as number;
    }
  }

  return {
    get: (first, second) => slots[slotOf(first, second) + 1] as number,
    keep(first, second, value) {
      const slot = slotOf(first, second);
      slots[slot] = first * SHIFT + second;
      slots[slot + 1] = value;
      if (++size * 2 > mask) grow();
    },
  };
}

function emptySlots(capacity: number): Float64Array {
  const slots = new Float64Array(capacity * SLOT).fill(Number.NaN);
  for (let at = 0; at < slots.length; at += SLOT) slots[at] = -1;
  return slots;
}
