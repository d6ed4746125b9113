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

/** The place of a group's first row on that day or later. Rows are ascending, and so are their days. */
export function firstSince({ start, rows }: Groups, number: number, days: Int32Array, day: number): number {
  let low = start[number] as number;
  let high = start[number + 1] as number;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[rows[middle] as number] as number) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The largest of many numbers, 0 or more. Asked of all rows, where an iterator would take far longer. */
export function largest(numbers: Int32Array): number {
  let most = 0;
  for (let at = 0; at < numbers.length; at++)
    if ((numbers[at] as number) > most) most = numbers[at] as number;
  return most;
}

/** A group's rows, ascending; none of number 0. */
export const rowsIn = ({ start, rows }: Groups, number: number): Int32Array =>
  rows.subarray(start[number] as number, start[number + 1] as number);

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

/** What a slot takes: both numbers and the id beside each other, so that a look-up touches one place in memory. */
const SLOT = 3;

export function pairTable(expected = 1024): PairTable {
  let capacity = 1024;
  while (capacity < expected * 2) capacity *= 2;
  let mask = capacity - 1;
  let slots = new Float64Array(capacity * SLOT);
  let size = 0;

  function slotOf(first: number, second: number): number {
    let hash = Math.imul((first | 0) ^ Math.imul((first / 4294967296) | 0, 0x85ebca6b), 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 15) ^ Math.imul(second, 0xc2b2ae35), 0x7feb352d);
    let slot = (hash ^ (hash >>> 13)) & mask;
    for (;;) {
      const at = slot * SLOT;
      if (slots[at + 2] === 0 || (slots[at] === first && slots[at + 1] === second)) return at;
      slot = (slot + 1) & mask;
    }
  }

  function grow(): void {
    const old = slots;
    mask = mask * 4 + 3;
    slots = new Float64Array((mask + 1) * SLOT);
    for (let at = 0; at < old.length; at += SLOT) {
      if (old[at + 2] !== 0) put(old[at] as number, old[at + 1] as number, old[at + 2] as number);
    }
  }

  function put(first: number, second: number, id: number): void {
    const at = slotOf(first, second);
    slots[at] = first;
    slots[at + 1] = second;
    slots[at + 2] = id;
  }

  return {
    idOf(first, second) {
      const at = slotOf(first, second);
      const known = slots[at + 2] as number;
      if (known !== 0) return known;
      size++;
      slots[at] = first;
      slots[at + 1] = second;
      slots[at + 2] = size;
      const id = size;
      if (size * 2 > mask) grow();
      return id;
    },
    find: (first, second) => slots[slotOf(first, second) + 2] as number,
    size: () => size,
  };
}
