import { z } from 'zod';
import { COMPANY, type Database } from '../store/database.ts';
import { parseJson } from './chain.ts';
import { LogBody } from './entry.ts';
import { type Logged, loggedRow } from './logged.ts';
import { rebuild } from './rebuild.ts';

export interface StoryOf {
  id: string;
  project: string;
  /** Slack user ids of those who may approve it: that they were away is part of its story. */
  approvers: readonly string[];
}

/**
 * One approval's entries, oldest first, with what fell into its time and bore on it: the kill switch's, and who was
 * away or back of those who may approve it or did anything on it. What held already when it began stands before it.
 */
export async function loggedOf(db: Database, { id, project, approvers }: StoryOf): Promise<Logged[]> {
  const rows = await db.prisma.logEntry.findMany({
    where: { company: COMPANY, approvalId: id },
    orderBy: { seq: 'asc' },
    select: { seq: true, body: true },
  });
  const own = rows.map(asLogged);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last) return [];
  const status = rebuild(own).approvals.get(id)?.status ?? '';
  const before = OVER.has(status) ? last.seq : Number.MAX_SAFE_INTEGER;
  const people = [...new Set([...approvers, ...own.flatMap(peopleIn)])];
  const around = await db.prisma.$queryRaw<unknown[]>`
    SELECT "seq"::text AS seq, "body"::jsonb AS body FROM "LogEntry"
    WHERE "company" = ${COMPANY} AND "seq" < ${before} AND (
      ("type" LIKE 'switch.%' AND ("project" IS NULL OR "project" = ${project}))
      OR ("type" LIKE 'away.%' AND "body"::jsonb->'data'->>'person' = ANY(${people})))
    ORDER BY "LogEntry"."seq"`;
  const entries = around.map(loggedRow);
  const earlier = entries.filter(({ seq }) => seq < first.seq);
  return [...own, ...stillHolding(earlier, first.at), ...entries.filter(({ seq }) => seq > first.seq)].sort(
    (a, b) => a.seq - b.seq,
  );
}

/** Statuses after which nothing is done on it any more. */
const OVER: ReadonlySet<string> = new Set(['done', 'rejected', 'expired', 'voided', 'observed', 'settled']);

/** Of what came before, the stops that were not lifted and the absences that were not over. */
function stillHolding(earlier: readonly Logged[], at: string): Logged[] {
  const { stopped, away } = rebuild(earlier);
  return earlier.filter((entry) => {
    const { scope, person } = Subject.parse(entry.data);
    const absence = person === null ? undefined : away.get(person);
    return entry.type === 'switch.stopped'
      ? stopped.get(scope ?? '')?.at === entry.at
      : entry.type === 'away.set' && absence?.setAt === entry.at && absence.until > at;
  });
}

const text = z.string().nullable().catch(null);
const Subject = z.looseObject({ scope: text, person: text });
const Mentioned = z.looseObject({
  add: text,
  standsFor: z.array(z.string()).catch([]),
  tell: z.array(z.looseObject({ who: z.string() })).catch([]),
});

function peopleIn({ actor, data }: Logged): string[] {
  const { add, standsFor, tell } = Mentioned.parse(data);
  return [actor, ...standsFor, ...tell.map(({ who }) => who), ...(add === null ? [] : [add])];
}

function asLogged({ seq, body }: { seq: bigint; body: string }): Logged {
  return { ...LogBody.parse(parseJson(body)), seq: Number(seq) };
}
