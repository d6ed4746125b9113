/** A table that gives equal texts equal small numbers. 0 is the empty text. */
export interface Texts {
  values: string[];
  /** Of the text's characters alone, so that it says the same in every run. */
  hash: number[];
  idOf(text: string): number;
  /** The id, or -1 where the text was never seen. */
  find(text: string): number;
}

/** FNV-1a over UTF-16 units with a final mix: 32 bits, the same for the same text everywhere. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(hash);
}

export function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return hash ^ (hash >>> 16);
}

/** Open addressing with our own hash: the hash is wanted anyway, to order rows by their content. */
export function textTable(): Texts {
  let slots = new Int32Array(1024);
  let mask = slots.length - 1;
  const values = [''];
  const hash = [0];

  function grow(): void {
    slots = new Int32Array(slots.length * 4);
    mask = slots.length - 1;
    for (let id = 1; id < values.length; id++) {
      let slot = (hash[id] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
  }

  function slotOf(text: string, code: number): number {
    let slot = code & mask;
    for (let id = slots[slot] ?? 0; id !== 0; id = slots[slot] ?? 0) {
      if (hash[id] === code && values[id] === text) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  return {
    values,
    hash,
    idOf(text) {
      if (text === '') return 0;
      const code = hashText(text);
      const slot = slotOf(text, code);
      const known = slots[slot] ?? 0;
      if (known !== 0) return known;
      const id = values.push(text) - 1;
      hash.push(code);
      slots[slot] = id;
      if (values.length * 2 > slots.length) grow();
      return id;
    },
    find(text) {
      if (text === '') return 0;
      const id = slots[slotOf(text, hashText(text))] ?? 0;
      return id === 0 ? -1 : id;
    },
  };
}
