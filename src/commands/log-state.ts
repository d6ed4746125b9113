import { counted } from '../core/counted.ts';
import { formatMoney } from '../core/money.ts';
import { type Logged, loggedInFile } from '../log/logged.ts';
import { rebuild } from '../log/rebuild.ts';
import type { RebuiltApproval } from '../log/rebuilt.ts';
import type { CommandContext } from './context.ts';
import { verifiedChunks } from './verified.ts';

export interface StateRequest {
  file: string;
  state: true;
}

/** How every approval stood when the log was exported, told by the file alone. Throws Error in words. */
export async function logState({ file }: StateRequest, { say }: CommandContext): Promise<number> {
  const entries: Logged[] = [];
  for await (const entry of loggedInFile(await verifiedChunks(file))) entries.push(entry);
  const { approvals, stopped, away } = rebuild(entries);
  say(`${counted(approvals.size, 'approval')} in ${file}.`);
  for (const approval of approvals.values()) say(line(approval));
  for (const [scope, { by, reason, at }] of stopped)
    say(`${scope === '*' ? 'Everything' : scope} is stopped by ${by} since ${at}: ${reason}`);
  for (const [who, { until, delegate }] of away)
    say(`${who} is away until ${until}${delegate ? `, and ${delegate} decides in their place` : ''}`);
  return 0;
}

function line(approval: RebuiltApproval): string {
  const { id, number, kind, project, status, version, amount, decisions, posting, sheetMark } = approval;
  const standing = decisions.filter(({ revokedAt }) => revokedAt === null);
  const who = standing.map((one) => `${one.verb} by ${one.who} (v${one.version}, ${one.at})`);
  // What is taken back of a variance is no document that is void.
  const how = status === 'voided' && kind !== 'invoice' ? 'undone' : status;
  const facts = [
    `${how} v${version}`,
    ...(amount && amount.amountMinor < Number.MAX_SAFE_INTEGER ? [formatMoney(amount)] : []),
    ...(approval.auto ? ['by itself'] : []),
    ...who,
    ...(typeof posting?.id === 'string'
      ? [`QuickBooks Id ${posting.id}, number ${String(posting.number)}`]
      : []),
    ...(sheetMark ? [`sheet ${sheetMark}`] : []),
    ...waitingFacts(approval),
    ...(approval.undoUntil ? [`undo is offered until ${approval.undoUntil}`] : []),
    ...(approval.seen && approval.seen.books.length > 0
      ? [`changed in QuickBooks since: ${approval.seen.books.join('; ')}`]
      : []),
    ...(approval.failedSteps.length > 0 ? [`standing still: ${approval.failedSteps.join(', ')}`] : []),
  ];
  return `${number === null ? '' : `approval ${number} `}${id} ${project ?? ''}: ${facts.join('; ')}`;
}

/** Only while it waits: afterwards the decision says more. */
function waitingFacts({ status, waitingSince, deadlines, escalatedAt, question }: RebuiltApproval): string[] {
  if (status !== 'waiting') return [];
  return [
    ...(waitingSince ? [`waits since ${waitingSince}`] : []),
    ...(escalatedAt ? [`escalated ${escalatedAt}`] : []),
    ...(deadlines ? [`expires ${deadlines.expireAt}`] : []),
    ...(question && !question.answer ? [`${question.by} asked “${question.text}”, not answered`] : []),
  ];
}
