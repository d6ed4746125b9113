import { z } from 'zod';
import { localDate } from '../core/instant.ts';
import { formatMoney } from '../core/money.ts';
import { COMPANY } from '../store/database.ts';
import type { Way } from './way.ts';

/** How each project's last reconciliation stands, in a line for App Home. */

const Summary = z.object({
  totals: z.object({ currency: z.string(), differenceMinor: z.number().int() }),
  variances: z.object({ open: z.number().int() }),
});

interface Row {
  project: string;
  periodFrom: string;
  periodTo: string;
  doneAt: Date | null;
  summary: unknown;
}

/** By project's code; a project without a run that came to an end is not in it. One question, whatever their number. */
export async function lastRuns(way: Way, projects: readonly string[]): Promise<Map<string, string>> {
  if (projects.length === 0) return new Map();
  const rows = await way.db.prisma.$queryRaw<Row[]>`
    SELECT DISTINCT ON ("project") "project", "periodFrom", "periodTo", "doneAt", "summary" FROM "Reconciliation"
    WHERE "company" = ${COMPANY} AND "project" = ANY(${[...projects]}) AND "status" IN ('writing', 'done')
    ORDER BY "project", "number" DESC`;
  // What was decided since the run waits for nobody.
  const waiting = await way.db.prisma.$queryRaw<{ project: string; count: number }[]>`
    SELECT v."project", COUNT(*)::int AS "count" FROM "Variance" v
    LEFT JOIN "Approval" a ON a."id" = v."approvalId"
    WHERE v."company" = ${COMPANY} AND v."project" = ANY(${[...projects]}) AND v."status" IN ('listed', 'open')
      AND (a."id" IS NULL OR a."status" NOT IN ('approved', 'posting', 'posted', 'done'))
    GROUP BY v."project"`;
  const counts = new Map(waiting.map(({ project, count }) => [project, count]));
  return new Map(rows.map((row) => [row.project, words(way, row, counts.get(row.project) ?? 0)]));
}

function words(way: Way, { periodFrom, periodTo, doneAt, summary }: Row, open: number): string {
  const on = doneAt === null ? '' : ` on ${localDate(doneAt, way.projects.company.timezone)}`;
  const lead = `reconciled${on}, ${periodFrom} to ${periodTo}`;
  const read = Summary.safeParse(summary);
  if (!read.success) return lead;
  const { currency, differenceMinor } = read.data.totals;
  const amount = formatMoney({ amountMinor: Math.abs(differenceMinor), currency });
  const how = differenceMinor > 0 ? 'more' : 'less';
  const difference = differenceMinor === 0 ? 'no difference' : `${amount} ${how} in QuickBooks`;
  return `${lead}: ${difference}, ${open} to decide`;
}
