import { contentHash } from '../core/identity.ts';
import { appendLog } from '../log/append.ts';
import { BOT } from '../log/entry.ts';
import type { Drafted } from '../proposals/draft.ts';
import type { Kind } from '../proposals/kind.ts';
import { UNDECIDED } from '../proposals/standing.ts';
import { changeIf, type LoadedApproval } from '../store/approvals.ts';
import { NOTHING, type Transaction } from '../store/database.ts';
import { askPeople, whyNoLonger } from './auto-withdrawn.ts';
import { contextOf } from './context.ts';
import { fail, stumble } from './failing.ts';
import { renew } from './renew.ts';
import { settle } from './settle.ts';
import { draftOf, situationOf } from './standing.ts';
import { begin, entry, finish } from './steps.ts';
import { passTaken, yieldOthers } from './taken.ts';
import type { Way } from './way.ts';

export const READ_AGAIN = 'Read sheet and books again';

/** Reads the sources again at the click. If they drifted, nothing is posted and a new version shows what changed. */
export async function drift(way: Way, approval: LoadedApproval, kind: Kind): Promise<void> {
  const begun = await begin(way, approval, 'drift', false);
  try {
    const read = await kind.again(draftOf(approval), contextOf(way, approval));
    if ('settled' in read) return await nothingLeft(way, approval, 'drift', read.settled);
    const said = await way.db.prisma.$transaction((tx) => goOn(way, tx, approval, kind, read.drafted));
    if (said !== null) await tellApprovers(way, approval, said);
  } catch (error) {
    await stumble(way, approval, await fail(way, approval, begun, READ_AGAIN, error, true), true);
  }
}

/** What is to be said privately to who approved: that it ended, or why it asks again; null where there is nothing to say. */
async function goOn(
  way: Way,
  tx: Transaction,
  approval: LoadedApproval,
  kind: Kind,
  drafted: Drafted,
): Promise<string | null> {
  const at = way.now();
  const yielded = await passTaken(way, tx, approval, kind);
  if (yielded && 'settled' in yielded) {
    await finish(tx, approval, 'drift', at, { settled: yielded.settled });
    return ended(approval, yielded.settled);
  }
  if (yielded) return yielded.renewed ? asksAgain(approval, 'another decision took part of it') : null;
  if (drifted(approval, drafted)) {
    const why = { actor: BOT, event: 'draft.drifted', from: ['approved'] } as const;
    const renewed = await renew(way, tx, approval, drafted, why);
    return renewed ? asksAgain(approval, 'the sheet or the books changed') : null;
  }
  const why = whyNoLonger(way, approval, drafted);
  if (why !== null) {
    if (await askPeople(way, tx, approval, drafted, why)) await finish(tx, approval, 'drift', at, { why });
    return null;
  }
  const data = { status: 'posting', trouble: NOTHING };
  if (!(await changeIf(tx, approval.id, approval.version, ['approved'], data))) return null;
  await finish(tx, approval, 'drift', at, { hash: approval.draft.hash });
  const { version, draft } = approval;
  await appendLog(tx, entry(approval, at, 'sources.unchanged', { version, hash: draft.hash }));
  await yieldOthers(way, tx, approval, kind);
  return null;
}

/** Sheet and books tell one story by now: it ends, nothing is posted, and who approved hears why. */
async function nothingLeft(way: Way, approval: LoadedApproval, key: string, reason: string): Promise<void> {
  const settled = await way.db.prisma.$transaction(async (tx) => {
    const done = await settle(way, tx, approval, reason, [approval.status]);
    if (done) await finish(tx, approval, key, way.now(), { settled: reason });
    return done;
  });
  if (settled) await tellApprovers(way, approval, ended(approval, reason));
}

const ended = ({ number }: LoadedApproval, reason: string): string =>
  `Nothing was posted for approval ${number}. ${reason}`;

const asksAgain = ({ number, version }: LoadedApproval, because: string): string =>
  `Nothing was posted: ${because} before approval ${number} could be carried out. Version ${version + 1} on the card shows what changed; please decide on it.`;

/** A changed card notifies nobody, and they think that it is posted. That it could not be said stops nothing. */
async function tellApprovers(way: Way, approval: LoadedApproval, text: string): Promise<void> {
  for (const who of situationOf(approval).approvedBy)
    await way.messenger.tell(approval.channel, who, text).catch((error: unknown) => {
      way.log.warn({ approvalId: approval.id, error: String(error) }, 'could not tell who approved');
    });
}

/** Somebody says that what blocked is cleared: a new version where anything changed, silence where nothing did. */
export async function recheck(way: Way, approval: LoadedApproval, kind: Kind): Promise<void> {
  const begun = await begin(way, approval, 'recheck', false);
  try {
    const read = await kind.again(draftOf(approval), contextOf(way, approval));
    if ('settled' in read) return await nothingLeft(way, approval, 'recheck', read.settled);
    const { drafted } = read;
    const changed =
      contentHash(drafted.content) !== approval.draft.hash ||
      blocks(drafted.findings) !== blocks(draftOf(approval).findings);
    await way.db.prisma.$transaction(async (tx) => {
      // Asked again meanwhile, what was read may be older than what was cleared: then it is read once more.
      const mine = { approvalId: approval.id, version: approval.version, key: 'recheck' };
      const { count } = await tx.step.updateMany({
        where: { ...mine, attempts: begun.step.attempts },
        data: { outcomeAt: way.now() },
      });
      if (count === 1) await finish(tx, approval, 'recheck', way.now(), { changed });
      const why = { actor: BOT, event: 'draft.drifted', from: UNDECIDED } as const;
      if (changed) await renew(way, tx, approval, drafted, why);
    });
  } catch (error) {
    await fail(way, approval, begun, READ_AGAIN, error, false);
  }
}

function drifted(approval: LoadedApproval, drafted: Drafted): boolean {
  return contentHash(drafted.content) !== approval.draft.hash || blocks(drafted.findings) !== '';
}

function blocks(findings: Drafted['findings']): string {
  return findings
    .filter(({ severity }) => severity === 'block')
    .map(({ code, message }) => `${code}: ${message}`)
    .sort()
    .join('\n');
}
