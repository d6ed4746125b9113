import { UNDECIDED } from '../proposals/standing.ts';
import { type LoadedApproval, loadApproval } from '../store/approvals.ts';
import type { Transaction } from '../store/database.ts';
import { castOf, groupsAtClick } from './cast.ts';
import { refusal, type Verb } from './policy.ts';
import { postingInDoubt, situationOf, statusOf } from './standing.ts';
import { kindOf, nameOf, type Way } from './way.ts';

/** Whether a click may still do what it asks for; why not is said to who clicked, privately. */

export interface Click {
  approvalId: string;
  /** The version the button belonged to. */
  version: number;
  /** Slack user id. */
  who: string;
}

export const NOT_OURS = 'This button is not one of ours any more. Nothing was changed.';

/** Loaded and allowed, or the reason why not. */
export async function forDecision(
  way: Way,
  tx: Transaction,
  click: Click,
  verb: Verb,
  lock = true,
): Promise<LoadedApproval | { refused: string }> {
  await groupsAtClick(way, tx, click.approvalId);
  // Two clicks take turns from here, where what follows is in the same transaction.
  if (lock) await tx.$queryRaw`SELECT 1 FROM "Approval" WHERE "id" = ${click.approvalId} FOR UPDATE`;
  const approval = await loadApproval(tx, click.approvalId);
  if (!approval)
    return { refused: 'This card is not known here any more. Nothing was changed; ask for a new one.' };
  const cast = castOf(way, approval);
  const forbidden = refusal(verb, click.who, cast.at, cast.people);
  const stale = staleness(way, approval, click, verb);
  // Who may not decide learns that first; who may, learns that it changed.
  const why = forbidden && !forbidden.startsWith('You have approved') ? forbidden : (stale ?? forbidden);
  if (why === null) return approval;
  return { refused: why === forbidden ? `${why}${unreadWords(cast.unread)}` : why };
}

function unreadWords(groups: readonly string[]): string {
  if (groups.length === 0) return '';
  return ` Slack does not say just now who is in the user group ${groups.join(' and ')}; if you are, press again in a minute.`;
}

export function rejectable(approval: LoadedApproval): string[] {
  return approval.posting === null && !postingInDoubt(approval) ? [...UNDECIDED, 'failed'] : [...UNDECIDED];
}

function staleness(way: Way, approval: LoadedApproval, click: Click, verb: string): string | null {
  const { version, who } = click;
  const status = statusOf(approval);
  const decided = approval.decisions.findLast(({ revokedAt }) => revokedAt === null);
  if (status === 'rejected' && verb !== 'retry')
    return `${decided?.who === who ? 'You' : nameOf(way, decided?.who ?? '')} rejected this already. Nothing was changed.`;
  if (status === 'expired')
    return `This expired: nobody had decided in time. Nothing was changed; ${kindOf(way, approval.kind).words.again}.`;
  if (status === 'settled')
    return `${approval.ended ?? 'Nothing is left to decide here.'} Your click changed nothing.`;
  if (status === 'observed') return 'This project is only observed: nothing is asked, and nothing is posted.';
  if (version > approval.version) return NOT_OURS;
  if (version !== approval.version) {
    return `This is version ${version}, and the draft is at version ${approval.version} by now. Nothing was changed: decide on the card as it stands.`;
  }
  if (verb === 'retry' || verb === 'undo') return null;
  if (status === 'failed' && verb === 'reject' && rejectable(approval).includes('failed')) return null;
  if (!UNDECIDED.includes(status)) {
    const approvers = [...new Set(situationOf(approval).approvedBy)];
    const names = approvers.map((id) => (id === who ? 'You' : nameOf(way, id)));
    return `${names.join(' and ') || 'Someone'} approved this already, so your click changed nothing. The card shows what became of it.`;
  }
  return null;
}

/** For a click that was allowed when it was read, and found the row changed by another. */
export async function tooLate(way: Way, tx: Transaction, click: Click): Promise<{ refused: string }> {
  const now = await loadApproval(tx, click.approvalId);
  const why = now ? staleness(way, now, click, 'approve') : null;
  return {
    refused:
      why ??
      'Somebody else decided in the same moment. Your click changed nothing; the card shows how it stands.',
  };
}
