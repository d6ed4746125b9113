import type { StandIn } from './places.ts';

/** Somebody is away, by their own word, and who decides in their place meanwhile. */
export interface Absence {
  person: string;
  /** The first moment at which they are back. */
  until: Date;
  /** Slack user id. */
  delegate: string | null;
}

/** Who is away at that moment. An absence that has run out is none, even while its row is still there. */
export function away<Row extends Absence>(absences: readonly Row[], at: Date): Row[] {
  return absences.filter(({ until }) => until > at);
}

/** Who decides in whose place. */
export function standInsOf(absences: readonly Absence[]): StandIn[] {
  return absences.flatMap(({ person, delegate }) =>
    delegate === null || delegate === person ? [] : [{ absent: person, delegate }],
  );
}
