import { interchangeable, type Line, ofOne, type Placed } from './reader.ts';

/** Beyond this many equal amounts a line is compared with its neighbours by date alone. */
const NEIGHBOURS = 60;

/**
 * Sets of lines of one side that a careful reader could not tell apart: equal amounts, and what they belong to would
 * be as well explained the other way round. `told` are sets known from how they came to be, two halves of a duplicate.
 */
export function lookAlikes<Draft extends Line>(
  placed: readonly Placed<Draft>[],
  told: readonly (readonly Draft[])[],
  home: string,
): Draft[][] {
  const parent = new Map<Draft, Draft>();
  const root = (draft: Draft): Draft => {
    let at = draft;
    for (let up = parent.get(at); up !== undefined; up = parent.get(at)) at = up;
    return at;
  };
  const join = (a: Draft, b: Draft) => {
    const [left, right] = [root(a), root(b)];
    if (left !== right) parent.set(right, left);
  };
  for (const set of told) for (const draft of set.slice(1)) if (set[0]) join(set[0], draft);
  for (const group of ofOne(placed, (draft) => `${draft.cents}/${draft.currency || home}`).values()) {
    group.sort((a, b) => a.draft.day - b.draft.day);
    group.forEach((one, index) => {
      for (const other of group.slice(index + 1, index + NEIGHBOURS)) {
        if (interchangeable(one, other)) join(one.draft, other.draft);
      }
    });
  }
  const sets = new Map<Draft, Draft[]>();
  for (const { draft } of placed) {
    const first = root(draft);
    const set = sets.get(first);
    if (set) set.push(draft);
    else sets.set(first, [draft]);
  }
  return [...sets.values()].filter((set) => set.length > 1);
}
