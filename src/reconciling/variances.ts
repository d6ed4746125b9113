import { z } from 'zod';
import { Subject } from '../proposals/variance/subject.ts';
import { COMPANY, type Transaction } from '../store/database.ts';
import type { StoredRun } from './stored.ts';

/** What is kept of what runs found to decide on. */

export const keyed = (project: string, key: string) => ({
  company_project_key: { company: COMPANY, project, key },
});

const Listed = z.object({
  key: z.string(),
  subject: Subject,
  approvalId: z.string().nullable(),
  /** Number of the last run that saw it, or missed it. */
  run: z.number().int(),
  status: z.string(),
});
export type Listed = z.infer<typeof Listed>;

/** What of a run is to be decided on, worst first, a page of it. */
export async function listedOf(
  db: Transaction,
  { project, number }: Pick<StoredRun, 'project' | 'number'>,
  { andLater = false, ...page }: { skip: number; take: number; andLater?: boolean },
): Promise<{ listed: Listed[]; count: number }> {
  const run = andLater ? { gte: number } : number;
  const where = { company: COMPANY, project, run, status: { in: ['listed', 'open'] } };
  const [rows, count] = await Promise.all([
    db.variance.findMany({ where, orderBy: [{ weightMinor: 'desc' }, { key: 'asc' }], ...page }),
    db.variance.count({ where }),
  ]);
  return { listed: rows.map((row) => Listed.parse(row)), count };
}

/** Everything that a run or one after it found, decided or not, a page of it; what is settled is not among it. */
export async function foundIn(
  db: Transaction,
  { project, number }: Pick<StoredRun, 'project' | 'number'>,
  page: { skip: number; take: number },
): Promise<{ status: string; subject: Subject }[]> {
  const where = { company: COMPANY, project, run: { gte: number }, status: { not: 'settled' } };
  const rows = await db.variance.findMany({
    where,
    orderBy: { key: 'asc' },
    select: { status: true, subject: true },
    ...page,
  });
  return rows.map(({ status, subject }) => ({ status, subject: Subject.parse(subject) }));
}

export async function variance(db: Transaction, project: string, key: string): Promise<Listed | null> {
  const row = await db.variance.findUnique({ where: keyed(project, key) });
  return row && Listed.parse(row);
}
