import { localDay } from '../core/instant.ts';
import { workingMinutesBetween } from '../core/working-time.ts';
import { type TimeStanding, UNDECIDED } from '../proposals/standing.ts';
import { nameAmong } from '../settings/people.ts';
import type { LoadedApproval } from '../store/approvals.ts';
import { away } from './away.ts';
import type { Cast } from './cast.ts';
import { waitedWords } from './notice-words.ts';
import { mayApprove, refusal, standsFor } from './policy.ts';
import type { Way } from './way.ts';

/** What the card says of time: who is away, who decides in whose place, that it went on to others, that it is over. */
export function timeOf(
  { projects: { company }, now }: Pick<Way, 'projects' | 'now'>,
  approval: LoadedApproval,
  { at, people }: Pick<Cast, 'at' | 'people'>,
): TimeStanding {
  const { timezone, hours } = company;
  const gone = away(approval.absences, now());
  const nameOf = (id: string) => nameAmong(people, id);
  const untilOf = (id: string) => {
    const absence = gone.find(({ person }) => person === id);
    return absence ? `away until ${lastDay(absence.until, timezone)}` : null;
  };
  const alone = { ...at, approvedBy: [], standIns: [], stoodFor: new Map() };
  const placeWords = (who: string, places: readonly string[]) => {
    // In their own right they need no other's place.
    if (places.length === 0 || refusal('edit', who, alone, people) === null) return [];
    const names = places.map((id) => [nameOf(id), untilOf(id)].filter((word) => word !== null).join(', '));
    return [[who, names.join('; ')] as const];
  };
  const open = UNDECIDED.includes(approval.status);
  const may = open ? mayApprove(at, people) : [];
  const inPlaceOf = new Map([
    ...may.flatMap((who) => placeWords(who, standsFor('approve', who, at, people))),
    ...at.approvedBy.flatMap((who) => placeWords(who, at.stoodFor?.get(who) ?? [])),
  ]);
  const awayUntil = new Map(may.flatMap((who) => (untilOf(who) ? [[who, untilOf(who) ?? ''] as const] : [])));
  const since = approval.waitingSince ?? approval.draft.createdAt;
  const minutes = approval.decidedAt ? workingMinutesBetween(since, approval.decidedAt, company) : 0;
  const endedAt = approval.status === 'expired' ? approval.decidedAt : null;
  return {
    escalatedTo: approval.escalatedAt === null ? [] : (at.rule.escalatedTo ?? []),
    escalatedAt: approval.escalatedAt,
    expired: endedAt && { at: endedAt, after: waitedWords(minutes, hours.endMinute - hours.startMinute) },
    inPlaceOf,
    awayUntil,
  };
}

/** `until` is the first moment of being back; people say the last day of being away. */
export function lastDay(until: Date, timezone: string): string {
  return localDay(new Date(until.getTime() - 1), timezone);
}
