import { appendLog } from '../log/append.ts';
import { UNDECIDED } from '../proposals/standing.ts';
import { changeIf } from '../store/approvals.ts';
import { type Click, forDecision } from './for-decision.ts';
import { saying, THREAD } from './say.ts';
import { nameOf, type Way } from './way.ts';

/** Whoever may decide may say who is to see to it. It gives nobody a right: who may approve stays as it is. */
export async function assign(
  way: Way,
  click: Click,
  whom: string,
): Promise<{ assigned: true } | { refused: string }> {
  return way.db.prisma.$transaction(async (tx) => {
    const approval = await forDecision(way, tx, click, 'edit');
    if ('refused' in approval) return approval;
    if (approval.assignedTo === whom) return { refused: `It is assigned to ${nameOf(way, whom)} already.` };
    const at = way.now();
    if (!(await changeIf(tx, approval.id, approval.version, UNDECIDED, { assignedTo: whom, dueAt: at })))
      return { refused: 'Somebody decided in the same moment. Nothing was assigned.' };
    const by = nameOf(way, click.who);
    const words = `${by} assigned this to ${nameOf(way, whom)}.`;
    const direct = `${by} assigned approval ${approval.number} (${approval.project}) to you. Its card is in the project’s channel.`;
    const sayings = [
      { to: THREAD, text: words, mention: whom },
      ...(whom === click.who ? [] : [{ to: whom, text: direct }]),
    ];
    await saying(tx, approval, `assigned:${at.getTime()}`, sayings);
    await way.enqueue(tx, approval.id);
    const data = { version: approval.version, to: null, assignedTo: whom, before: approval.assignedTo };
    await appendLog(tx, {
      at,
      actor: click.who,
      type: 'approval.assigned',
      project: approval.project,
      approvalId: approval.id,
      data,
    });
    return { assigned: true };
  });
}
