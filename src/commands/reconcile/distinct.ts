/**
 * Numbers the different stretches of bytes among many, in the order they first come: a hash table without an object in
 * it. Texts of a file are told apart by their bytes, before any string is made of them.
 */
export interface Distinct {
  /** How many there are. */
  count(): number;
  /** The number of this stretch: `count()` as it was before where it is new. `mark` tells apart equal bytes that mean different texts. */
  numberOf(start: number, length: number, mark: number): number;
}

const MIX = 0x9e3779b1 | 0;

export function distinctIn(bytes: Uint8Array): Distinct {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let capacity = 1 << 9;
  let slots = new Int32Array(capacity * 2).fill(-1);
  let hashes = new Int32Array(capacity);
  let starts = new Int32Array(capacity);
  let lengths = new Int32Array(capacity);
  let count = 0;

  // Four bytes at a time; the last four overlap with those before them.
  function hashOf(start: number, length: number, mark: number): number {
    let hash = length * 4 + mark;
    if (length < 4) {
      for (let at = start; at < start + length; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), MIX);
    } else {
      const last = start + length - 4;
      for (let at = start; at < last; at += 4) {
        hash = Math.imul(hash ^ view.getInt32(at, true), MIX);
        hash ^= hash >>> 15;
      }
      hash = Math.imul(hash ^ view.getInt32(last, true), MIX);
    }
    return hash ^ (hash >>> 15);
  }

  function isSame(start: number, other: number, length: number): boolean {
    if (length < 4) {
      for (let at = 0; at < length; at += 1) if (bytes[start + at] !== bytes[other + at]) return false;
      return true;
    }
    const last = length - 4;
    for (let at = 0; at < last; at += 4) {
      if (view.getInt32(start + at, true) !== view.getInt32(other + at, true)) return false;
    }
    return view.getInt32(start + last, true) === view.getInt32(other + last, true);
  }

  function grow(): void {
    capacity *= 2;
    hashes = copied(hashes, capacity);
    starts = copied(starts, capacity);
    lengths = copied(lengths, capacity);
    slots = new Int32Array(capacity * 2).fill(-1);
    for (let entry = 0; entry < count; entry += 1) {
      let slot = (hashes[entry] ?? 0) & (slots.length - 1);
      while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = entry;
    }
  }

  return {
    count: () => count,
    numberOf(start, length, mark) {
      const key = length * 4 + mark;
      const hash = hashOf(start, length, mark);
      let slot = hash & (slots.length - 1);
      for (let entry = slots[slot] ?? -1; entry >= 0; entry = slots[slot] ?? -1) {
        if (hashes[entry] === hash && lengths[entry] === key && isSame(start, starts[entry] ?? 0, length)) {
          return entry;
        }
        slot = (slot + 1) & (slots.length - 1);
      }
      if (count === capacity) {
        grow();
        slot = hash & (slots.length - 1);
        while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = count;
      hashes[count] = hash;
      starts[count] = start;
      lengths[count] = key;
      count += 1;
      return count - 1;
    },
  };
}

function copied(full: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(capacity);
  larger.set(full);
  return larger;
}
