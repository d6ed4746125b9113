import { Temporal } from 'temporal-polyfill';
import { type Click, forDecision } from '../approval/for-decision.ts';
import { settle } from '../approval/settle.ts';
import { nameOf, type Way } from '../approval/way.ts';
import { localDate } from '../core/instant.ts';
import { appendLog } from '../log/append.ts';
import { UNDECIDED } from '../proposals/standing.ts';
import { COMPANY } from '../store/database.ts';

/** Put off until a day of the company's: its card ends, and a run on or after that day asks again if it finds it. */
export async function snooze(
  way: Way,
  click: Click,
  until: string,
): Promise<{ snoozed: true } | { refused: string }> {
  const { timezone } = way.projects.company;
  if (until <= localDate(way.now(), timezone)) return { refused: 'Choose a day after today.' };
  const at = new Date(Temporal.PlainDate.from(until).toZonedDateTime(timezone).epochMilliseconds);
  return way.db.prisma.$transaction(async (tx) => {
    const approval = await forDecision(way, tx, click, 'edit');
    if ('refused' in approval) return approval;
    const kept = await tx.variance.findFirst({ where: { company: COMPANY, approvalId: approval.id } });
    if (!kept) return { refused: 'Only a variance can be snoozed. Nothing was changed.' };
    const reason = `Snoozed until ${until} by ${nameOf(way, click.who)}. Nothing was changed; it is asked again after that if it is still there.`;
    if (!(await settle(way, tx, approval, reason, UNDECIDED, click.who)))
      return { refused: 'Somebody decided in the same moment. Nothing was snoozed.' };
    const { project, key } = kept;
    await tx.variance.update({
      where: { company_project_key: { company: COMPANY, project, key } },
      data: { status: 'snoozed', snoozedUntil: at, changedAt: way.now() },
    });
    await appendLog(tx, {
      at: way.now(),
      actor: click.who,
      type: 'variance.snoozed',
      project,
      approvalId: approval.id,
      data: { version: approval.version, key, until },
    });
    return { snoozed: true };
  });
}
