/** Rows by the number they carry in a column: those of number `k` are `rows[start[k]] … rows[start[k + 1] - 1]`, ascending. */
export interface Groups {
  start: Int32Array;
  rows: Int32Array;
}

/** Rows whose number is 0 or less belong to no group; `skip` leaves out rows whose flag is not -1. */
export function groupRows(numbers: Int32Array, distinct: number, skip?: Int32Array): Groups {
  const start = new Int32Array(distinct + 2);
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row] as number;
    if (number > 0 && (skip === undefined || skip[row] === -1))
      start[number + 1] = (start[number + 1] as number) + 1;
  }
  for (let number = 1; number < start.length; number++) {
    start[number] = (start[number] as number) + (start[number - 1] as number);
  }
  const rows = new Int32Array(start[start.length - 1] as number);
  const next = start.slice();
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row] as number;
    if (number > 0 && (skip === undefined || skip[row] === -1)) {
      const at = next[number] as number;
      rows[at] = row;
      next[number] = at + 1;
    }
  }
  return { start, rows };
}

export function groupSize({ start }: Groups, number: number): number {
  return number <= 0 ? 0 : (start[number + 1] as number) - (start[number] as number);
}

/** Equal pairs of numbers get equal small numbers from 1 on, in the order they are first asked for. */
export interface PairTable {
  idOf(first: number, second: number): number;
  /** 0 where the pair was never asked for. */
  find(first: number, second: number): number;
  size(): number;
}

export function pairTable(expected = 1024): PairTable {
  let capacity = 1024;
  while (capacity < expected * 2) capacity *= 2;
  let firsts = new Float64Array(capacity);
  let seconds = new Int32Array(capacity);
  let ids = new Int32Array(capacity);
  let size = 0;

  function slotOf(first: number, second: number): number {
    const mask = ids.length - 1;
    let hash = Math.imul((first | 0) ^ Math.imul((first / 4294967296) | 0, 0x85ebca6b), 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 15) ^ Math.imul(second, 0xc2b2ae35), 0x7feb352d);
    let slot = (hash ^ (hash >>> 13)) & mask;
    while (ids[slot] !== 0 && (firsts[slot] !== first || seconds[slot] !== second)) slot = (slot + 1) & mask;
    return slot;
  }

  function grow(): void {
    const old = { firsts, seconds, ids };
    firsts = new Float64Array(old.ids.length * 2);
    seconds = new Int32Array(old.ids.length * 2);
    ids = new Int32Array(old.ids.length * 2);
    for (let slot = 0; slot < old.ids.length; slot++) {
      const id = old.ids[slot] as number;
      if (id !== 0) put(slotOf(old.firsts[slot] as number, old.seconds[slot] as number), old, slot, id);
    }
  }

  function put(
    slot: number,
    from: { firsts: Float64Array; seconds: Int32Array },
    at: number,
    id: number,
  ): void {
    firsts[slot] = from.firsts[at] as number;
    seconds[slot] = from.seconds[at] as number;
    ids[slot] = id;
  }

  return {
    idOf(first, second) {
      const slot = slotOf(first, second);
      const known = ids[slot] as number;
      if (known !== 0) return known;
      size++;
      firsts[slot] = first;
      seconds[slot] = second;
      ids[slot] = size;
      const id = size;
      if (size * 2 > ids.length) grow();
      return id;
    },
    find: (first, second) => ids[slotOf(first, second)] as number,
    size: () => size,
  };
}
