import type { Absence } from './away.ts';

/** Whom a reminder reaches. Pure. */

export interface Listener {
  who: string;
  /** Whether they may in their own right. */
  own: boolean;
  /** In whose places they may as well. */
  for: string[];
  /** Whether they are in the card's channel: a delegate who isn't is told that it waits, and no figure of it. */
  seesIt: boolean;
}

export interface Absent {
  who: string;
  /** The first moment at which they are back; null where only their Slack status says that they are out. */
  until: Date | null;
  /** Their Slack status, as they typed it; null where they said here that they are away. */
  status: string | null;
  /** Who is told in their place; null where nobody is. */
  delegate: string | null;
}

export interface Audience {
  tell: Listener[];
  absent: Absent[];
}

export interface Invited {
  /** Who could approve now, in their own right or for somebody. */
  able: readonly string[];
  own: ReadonlySet<string>;
  standsFor: ReadonlyMap<string, readonly string[]>;
  /** Delegates who are not in the channel. */
  blind: ReadonlySet<string>;
  away: readonly Absence[];
  /** What their Slack status says, of those who are out by it. */
  out: ReadonlyMap<string, string>;
}

/** Those who could approve and are here; whoever is away or out is named, with who is told instead. */
export function audience({ able, own, standsFor, blind, away, out }: Invited): Audience {
  const absenceOf = (who: string) => away.find(({ person }) => person === who) ?? null;
  const tell = able
    .filter((who) => absenceOf(who) === null && !out.has(who))
    .map((who) => ({
      who,
      own: own.has(who),
      for: [...(standsFor.get(who) ?? [])],
      seesIt: !blind.has(who),
    }));
  const asked = new Set([...able, ...[...standsFor.values()].flat()]);
  const absent = [...asked].flatMap((who): Absent[] => {
    const absence = absenceOf(who);
    if (absence === null && !out.has(who)) return [];
    const delegate = tell.find((one) => one.for.includes(who))?.who ?? null;
    return [{ who, until: absence?.until ?? null, status: out.get(who) ?? null, delegate }];
  });
  return { tell, absent };
}
