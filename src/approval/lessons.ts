import { randomUUID } from 'node:crypto';
import { localDate } from '../core/instant.ts';
import { plainText, shorten } from '../core/text.ts';
import type { Change, PastLesson } from '../proposals/draft.ts';
import type { Project } from '../settings/types.ts';
import type { LoadedApproval } from '../store/approvals.ts';
import { COMPANY, type Transaction } from '../store/database.ts';
import { kindOf, nameOf, type Way } from './way.ts';

/** What people corrected or rejected, kept in the decision's own transaction and shown in the next draft. */

const SHOWN = 3;
const LONGEST = 600;

interface Learned {
  who: string;
  at: Date;
  /** Of the version that the decision is about. */
  content: unknown;
}

export async function keepCorrections(
  way: Way,
  tx: Transaction,
  approval: Pick<LoadedApproval, 'id' | 'kind' | 'project'>,
  learned: Learned & { changes: readonly Change[] },
): Promise<void> {
  const lesson = kindOf(way, approval.kind).lesson?.(learned.content, learned.changes);
  if (!lesson || lesson.corrections.length === 0) return;
  await keep(tx, approval, learned, lesson.customerId, 'edit', lesson.corrections.join('; '));
}

export async function keepRejection(
  way: Way,
  tx: Transaction,
  approval: Pick<LoadedApproval, 'id' | 'kind' | 'project'>,
  learned: Learned & { reason: string },
): Promise<void> {
  const lesson = kindOf(way, approval.kind).lesson?.(learned.content, []);
  if (lesson) await keep(tx, approval, learned, lesson.customerId, 'reject', learned.reason);
}

async function keep(
  tx: Transaction,
  { id, project }: Pick<LoadedApproval, 'id' | 'project'>,
  { who, at }: Learned,
  customerId: string,
  verb: 'edit' | 'reject',
  text: string,
): Promise<void> {
  const row = { company: COMPANY, project, customerId, approvalId: id, who, verb, at };
  await tx.lesson.create({ data: { ...row, id: randomUUID(), text: shorten(plainText(text), LONGEST) } });
}

/**
 * The newest for a customer, newest first: those of the project and of others that post in the same channel. What was
 * said of the same customer elsewhere is for those who are there.
 */
export async function lessonsFor(
  way: Way,
  { channel }: Pick<Project, 'channel'>,
  customerId: string,
): Promise<PastLesson[]> {
  const codes = way.projects.projects.filter((one) => one.channel === channel).map(({ code }) => code);
  const rows = await way.db.prisma.lesson.findMany({
    where: { company: COMPANY, customerId, project: { in: codes } },
    orderBy: { at: 'desc' },
    take: SHOWN,
  });
  return rows.map(({ who, verb, text, at }) => {
    const by = nameOf(way, who);
    const day = dayInWords(at, way.projects.company.timezone);
    return verb === 'reject'
      ? { text: `a draft was rejected: ${text}`, shown: `A draft was rejected by ${by}, ${day}: “${text}”` }
      : { text, shown: `Last time ${text} by ${by}, ${day}` };
  });
}

/** "3 Nov". */
function dayInWords(at: Date, timezone: string): string {
  const [, month = '01', day = '01'] = localDate(at, timezone).split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1]}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
