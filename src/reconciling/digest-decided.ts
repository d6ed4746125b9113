import { z } from 'zod';
import { kindOf, type Way } from '../approval/way.ts';
import { COMPANY } from '../store/database.ts';
import type { KeptVariance } from './digest-news.ts';
import type { OutlinedVariance } from './digest-variances.ts';

/** How a variance stood when a digest last spoke of it, and when that was. */
export interface ToldOf {
  saidAs: string;
  saidAt: Date;
}

interface Decision {
  id: string;
  /** Of the variance whose card it was. */
  key: string;
  /** Null: carried out but for what comes after, such as the end of the time in which it can be undone. */
  doneAt: Date | null;
  content: unknown;
}

/** Subjects are large; only what they are about is asked for, of so many at once. */
const AT_ONCE = 500;
const About = z.object({ key: z.string(), approvalId: z.string().nullable(), ids: z.array(z.string()) });
type About = z.infer<typeof About>;

/**
 * What a run does not find any more has mostly been decided on: the bill that was missing was created, the sheet
 * corrected, or the posting matched from another card. Such a one is not told as gone by itself. Of each that is
 * settled and not told so yet: decided, where its own card was since a digest last spoke of it; following, where
 * another card's decision took a row or a posting of it. What is open again although its own card was decided on, such
 * as a match by hand of unlike amounts, is told as both.
 */
export async function withDecisions(
  way: Way,
  project: string,
  outlined: readonly OutlinedVariance[],
  told: ReadonlyMap<string, ToldOf>,
): Promise<OutlinedVariance[]> {
  const sinceOf = ({ key, foundAt }: OutlinedVariance) => told.get(`variance:${key}`)?.saidAt ?? foundAt;
  const asked = outlined.filter(({ key, state, fingerprint }) => {
    const before = told.get(`variance:${key}`)?.saidAs;
    const news = before === undefined || (before.startsWith('open:') && before !== `open:${fingerprint}`);
    return state === 'undecided' ? news : state === 'settled' && (news || before.startsWith('open:'));
  });
  if (asked.length === 0) return [...outlined];
  const earliest = Math.min(...asked.map((one) => sinceOf(one).getTime()));
  const byId = await decisionsById(way, project, new Date(earliest));
  if (byId.size === 0) return [...outlined];
  const abouts = await aboutOf(
    way,
    project,
    asked.map(({ key }) => key),
  );
  return outlined.map((one): OutlinedVariance => {
    const about = abouts.get(one.key);
    if (!about) return one;
    const since = sinceOf(one);
    const took = about.ids
      .flatMap((id) => byId.get(id) ?? [])
      .filter(({ doneAt }) => !doneAt || doneAt >= since);
    if (took.length === 0) return one;
    if (one.state === 'undecided') return { ...one, reopened: took.some(({ key }) => key === one.key) };
    const decided: Pick<KeptVariance, 'state' | 'follows'> = {
      state: 'decided',
      follows: !took.some(({ id }) => id === about.approvalId),
    };
    return { ...one, ...decided };
  });
}

/** Of each row and posting: the decisions that were carried out and took it. */
async function decisionsById(way: Way, project: string, since: Date): Promise<Map<string, Decision[]>> {
  const { accounts } = kindOf(way, 'variance');
  const rows = await way.db.prisma.$queryRaw<Decision[]>`
    SELECT a."id", d."content"->>'key' AS "key", a."doneAt", d."content" FROM "Approval" a
    JOIN "Draft" d ON d."approvalId" = a."id" AND d."version" = a."version"
    WHERE a."company" = ${COMPANY} AND a."project" = ${project} AND a."kind" = 'variance'
      AND a."status" IN ('posted', 'done') AND (a."doneAt" IS NULL OR a."doneAt" >= ${since})`;
  const byId = new Map<string, Decision[]>();
  for (const row of rows)
    for (const id of accounts?.takes(row.content) ?? []) byId.set(id, [...(byId.get(id) ?? []), row]);
  return byId;
}

/** By key: the ids of its rows and postings, and its own card. */
async function aboutOf(way: Way, project: string, keys: readonly string[]): Promise<Map<string, About>> {
  const found = new Map<string, About>();
  for (let from = 0; from < keys.length; from += AT_ONCE) {
    const some = keys.slice(from, from + AT_ONCE);
    const rows = await way.db.prisma.$queryRaw<unknown[]>`
      SELECT v."key", v."approvalId",
        jsonb_path_query_array(v."subject", '$.sheet[*].id') || jsonb_path_query_array(v."subject", '$.ledger[*].id') AS "ids"
      FROM "Variance" v WHERE v."company" = ${COMPANY} AND v."project" = ${project} AND v."key" = ANY(${some})`;
    for (const row of rows) {
      const about = About.parse(row);
      found.set(about.key, about);
    }
  }
  return found;
}
