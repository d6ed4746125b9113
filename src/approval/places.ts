/**
 * Places at the table. Everybody has one, their own; a delegate may sit on that of somebody who is away instead. A
 * place counts once, whoever sits on it, and nobody sits on two. Pure.
 */

export interface StandIn {
  /** Who is away. */
  absent: string;
  /** Whom they named. */
  delegate: string;
}

export interface Vote {
  who: string;
  /** Places they could take, the one they would rather take first. */
  places: readonly string[];
}

/** Beyond this many ways to seat them, the first ones decide: a company in which everybody stands in for everybody. */
const MOST = 5_000;

/** Every way to seat them, each as the places taken in the order of the votes; who finds none is left out. */
export function seatings(votes: readonly Vote[]): string[][] {
  // Nobody has a choice: there is one way.
  if (votes.every(({ places }) => places.length === 1))
    return [[...new Set(votes.flatMap(({ places }) => places))]];
  let ways: string[][] = [[]];
  for (const { places } of votes) {
    const next = ways.flatMap((taken) => {
      const free = places.filter((place) => !taken.includes(place));
      return free.length === 0 ? [taken] : free.map((place) => [...taken, place]);
    });
    ways = next.slice(0, MOST);
  }
  return ways;
}

/** Those in whose places this person may sit: a delegate's own delegate is not among them. */
export function namedBy(who: string, standIns: readonly StandIn[]): string[] {
  return standIns.flatMap(({ absent, delegate }) => (delegate === who && absent !== who ? [absent] : []));
}

/**
 * How many groups the places that are taken fill, one place filling one group at most: a maximum matching, so that
 * someone who holds two roles never blocks another. In order, only an unbroken run from the first group counts.
 */
export function filled(
  from: readonly string[][],
  taken: readonly string[],
  rolesOf: (place: string) => readonly string[],
  inOrder: boolean,
): number {
  const holder = new Map<number, string>();
  const place = (id: string, tried: Set<number>): boolean =>
    from.some((group, index) => {
      if (tried.has(index) || !rolesOf(id).some((role) => group.includes(role))) return false;
      tried.add(index);
      const other = holder.get(index);
      if (other !== undefined && !place(other, tried)) return false;
      holder.set(index, id);
      return true;
    });
  if (inOrder) {
    return taken.reduce(
      (next, id) => (rolesOf(id).some((role) => from[next]?.includes(role)) ? next + 1 : next),
      0,
    );
  }
  for (const id of new Set(taken)) place(id, new Set());
  return holder.size;
}
