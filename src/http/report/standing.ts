import { z } from 'zod';
import { nameOf, type Way } from '../../approval/way.ts';
import { doneWords } from '../../proposals/variance/action-words.ts';
import { StoredContent } from '../../proposals/variance/content.ts';
import { COMPANY } from '../../store/database.ts';

/** What became of a variance until now, for the report's column. */
export interface Standing {
  state: 'open' | 'decided' | 'snoozed' | 'settled';
  /** "Accepted by Finn Ito (approval 14)"; '' where there is nothing to say. */
  words: string;
  /** Of what the newest run found under this key: another one is another question. */
  fingerprint: string;
}

const Row = z.object({
  key: z.string(),
  status: z.string(),
  fingerprint: z.string(),
  snoozedUntil: z.date().nullable(),
  number: z.number().nullable(),
  approval: z.string().nullable(),
  posted: z.string().nullable(),
  content: z.unknown(),
  who: z.array(z.string()),
});
type Row = z.infer<typeof Row>;

/** Of all of a project's variances, by their key. */
export async function standingsOf(way: Way, project: string): Promise<Record<string, Standing>> {
  const rows = await way.db.prisma.$queryRaw<unknown[]>`
    SELECT v."key", v."status", v."fingerprint", v."snoozedUntil", a."number", a."status" AS "approval",
      COALESCE(a."posting"->>'number', 'Id ' || (a."posting"->>'id')) AS "posted", d."content",
      ARRAY(SELECT c."who" FROM "Decision" c WHERE c."approvalId" = a."id" AND c."version" = a."version"
        AND c."verb" = 'approve' AND c."revokedAt" IS NULL ORDER BY c."at") AS "who"
    FROM "Variance" v LEFT JOIN "Approval" a ON a."id" = v."approvalId"
    LEFT JOIN "Draft" d ON d."approvalId" = a."id" AND d."version" = a."version"
    WHERE v."company" = ${COMPANY} AND v."project" = ${project}`;
  const now = way.now();
  return Object.fromEntries(
    rows.map((row) => {
      const read = Row.parse(row);
      return [read.key, { ...standingOf(way, read, now), fingerprint: read.fingerprint }];
    }),
  );
}

function standingOf(way: Way, row: Row, now: Date): Omit<Standing, 'fingerprint'> {
  const { approval, number, status, snoozedUntil } = row;
  if (approval === 'posted' || approval === 'done')
    return { state: 'decided', words: decidedWords(way, row) };
  if (approval === 'approved' || approval === 'posting')
    return { state: 'decided', words: `Approved, being carried out (approval ${number})` };
  if (approval === 'failed')
    return { state: 'decided', words: `Approved; a step failed, its card offers Retry (approval ${number})` };
  if (snoozedUntil !== null && snoozedUntil > now)
    return { state: 'snoozed', words: `Until ${snoozedUntil.toISOString().slice(0, 10)}` };
  if (status === 'settled') return { state: 'settled', words: 'A later run finds that both lists agree' };
  if (status === 'decided') return { state: 'decided', words: '' };
  return { state: 'open', words: approval === 'waiting' ? `Waits in Slack (approval ${number})` : '' };
}

function decidedWords(way: Way, { content, posted, number, who }: Row): string {
  const action = StoredContent.safeParse(content).data?.action;
  const names = who.map((one) => nameOf(way, one)).join(' and ');
  return `${action ? doneWords(action, posted) : 'Decided'}${names === '' ? '' : ` by ${names}`} (approval ${number})`;
}
