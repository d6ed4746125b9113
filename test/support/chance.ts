/** mulberry32: small, and the same numbers for the same seed everywhere. */
export function luckOf(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const one = <T>(all: readonly [T, ...T[]]): T => all[below(all.length)] ?? all[0];
  return { below, one, flip: (often = 0.5) => next() < often };
}
