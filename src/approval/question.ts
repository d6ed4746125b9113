import { z } from 'zod';
import { appendLog } from '../log/append.ts';
import { BOT } from '../log/entry.ts';
import { UNDECIDED } from '../proposals/standing.ts';
import { changeIf, json, type LoadedApproval } from '../store/approvals.ts';
import type { Transaction } from '../store/database.ts';
import { type Click, forDecision } from './for-decision.ts';
import { saying, THREAD } from './say.ts';
import { nameOf, type Way } from './way.ts';

/** A question to who asked for the draft. The card waits for the answer and says so; it may be decided all the same. */

const Said = z.object({ by: z.string(), text: z.string(), at: z.string() });
const Question = Said.extend({ answer: Said.optional() });
export type Question = z.infer<typeof Question>;

/** The newest question, answered or not; null where none was asked. */
export function questionOf({ question }: Pick<LoadedApproval, 'question'>): Question | null {
  return question === null ? null : Question.parse(question);
}

export type Asked = { asked: true } | { refused: string };

/** Whoever may approve may ask. Recorded with its message to the thread in one transaction. */
export async function askQuestion(way: Way, click: Click, text: string): Promise<Asked> {
  return way.db.prisma.$transaction(async (tx) => {
    const approval = await forDecision(way, tx, click, 'approve');
    if ('refused' in approval) return approval;
    const open = questionOf(approval);
    if (open && !open.answer)
      return {
        refused: `${nameOf(way, open.by)} asked already and waits for the answer: “${open.text}”. Write in the card's thread meanwhile.`,
      };
    const at = way.now();
    const question: Question = { by: click.who, text, at: at.toISOString() };
    const data = { question: json(question), dueAt: at };
    if (!(await changeIf(tx, approval.id, approval.version, UNDECIDED, data)))
      return { refused: 'Somebody decided in the same moment. Your question was not asked.' };
    const waitsFor = askedOf(approval);
    const next =
      waitsFor === null
        ? 'Whoever knows may answer: the next message in this thread is the answer.'
        : 'Your next message in this thread is the answer.';
    const asked = `${nameOf(way, click.who)} asks: ${text}\n${next}`;
    const message = { to: THREAD, text: asked, ...(waitsFor === null ? {} : { mention: waitsFor }) };
    await saying(tx, approval, `question:${at.getTime()}`, [message]);
    await way.enqueue(tx, approval.id);
    await appendLog(tx, {
      at,
      actor: click.who,
      type: 'question.asked',
      project: approval.project,
      approvalId: approval.id,
      data: { version: approval.version, text, waitsFor },
    });
    return { asked: true };
  });
}

/** Who is to answer: who asked for it; of what nobody asked for, who is to see to it; null: whoever knows. */
export function askedOf({
  requestedBy,
  assignedTo,
}: Pick<LoadedApproval, 'requestedBy' | 'assignedTo'>): string | null {
  return requestedBy === BOT ? assignedTo : requestedBy;
}

/**
 * Whether this person's words answer what is asked: who asked for the draft, or anyone with a role but the asker. Of
 * what nobody asked for, everybody in the channel may know: who did the work often has no role.
 */
export function answers(way: Pick<Way, 'projects'>, approval: LoadedApproval, who: string): Question | null {
  const open = questionOf(approval);
  if (!open || open.answer) return null;
  if (who === askedOf(approval)) return open;
  if (approval.requestedBy === BOT) return who === open.by ? null : open;
  const person = way.projects.people.find(({ id }) => id === who);
  return who !== open.by && (person?.roles.length ?? 0) > 0 ? open : null;
}

/** Inside the transaction that knows the message as new. */
export async function recordAnswer(
  way: Way,
  tx: Transaction,
  approval: LoadedApproval,
  open: Question,
  who: string,
  text: string,
): Promise<void> {
  const at = way.now();
  const answered: Question = { ...open, answer: { by: who, text, at: at.toISOString() } };
  const data = { question: json(answered), dueAt: at };
  if (!(await changeIf(tx, approval.id, approval.version, UNDECIDED, data))) return;
  const told = `${nameOf(way, who)} answered your question about approval ${approval.number} (${approval.project}): ${text}`;
  await saying(tx, approval, `answer:${at.getTime()}`, [{ to: open.by, text: told }]);
  await way.enqueue(tx, approval.id);
  await appendLog(tx, {
    at,
    actor: who,
    type: 'question.answered',
    project: approval.project,
    approvalId: approval.id,
    data: { version: approval.version, question: open.text, askedBy: open.by, text },
  });
}
