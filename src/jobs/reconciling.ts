import type { Way } from '../approval/way.ts';
import { VendorFailure } from '../core/failure.ts';
import { BOT } from '../log/entry.ts';
import type { ReconcileJob } from '../reconciling/job.ts';
import { runReconciliation } from '../reconciling/reconcile.ts';
import { tellTrouble } from '../reconciling/show.ts';

/** Every way a run can end is said where its message stands: what it found, a reason, or a vendor's name and what happens next. */
export async function reconcile(way: Way, job: ReconcileJob, attempt: number, last: boolean): Promise<void> {
  const tell = (why: string, ends: boolean) =>
    tellTrouble(way, job, why, ends).catch((error: unknown) =>
      way.log.warn(
        { project: job.project, error: String(error) },
        'could not show how the reconciliation stands',
      ),
    );
  try {
    await runReconciliation(way, job);
  } catch (error) {
    const failure = error instanceof VendorFailure ? error : null;
    const detail = failure ? failure.message.replace(/\.$/, '') : stack(error);
    way.log.warn(
      { project: job.project, service: failure?.service, code: failure?.code, attempt, error: detail },
      'reconciliation failed',
    );
    if (!failure) {
      if (attempt < 3) throw error;
      return tell('It could not be made: an error inside Countersign. Its log has the details.', true);
    }
    if (failure.service === 'Slack' && !failure.passing) {
      const why = `The reconciliation of ${job.project} cannot be shown: Slack does not let me post in its channel (${detail}). Invite me to that channel and ask again. Nothing was changed.`;
      if (job.requestedBy !== BOT)
        await way.messenger.tell(job.channel, job.requestedBy, why).catch(() => {});
      return tell(why, true);
    }
    if (!failure.passing) {
      const named = detail.startsWith(failure.service) ? detail : `${failure.service}: ${detail}`;
      return tell(`${named}. Then ask again with /reconcile ${job.project}.`, true);
    }
    if (last) return tell(`${failure.service} has not come back. Ask again with /reconcile.`, true);
    await tell(
      `${failure.service} does not answer as it should (${detail}), so the reconciliation waits. I keep trying for ten minutes; nothing is lost, and nothing was changed.`,
      false,
    );
    throw error;
  }
}

function stack(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
