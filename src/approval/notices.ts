import { localTime } from '../core/instant.ts';
import { workingMinutesBetween } from '../core/working-time.ts';
import { appendLog } from '../log/append.ts';
import { BOT } from '../log/entry.ts';
import { changeIf, json, type LoadedApproval } from '../store/approvals.ts';
import { NOTHING, type Transaction } from '../store/database.ts';
import { type Audience, audience, type Listener } from './audience.ts';
import { away } from './away.ts';
import { type Cast, castOf } from './cast.ts';
import { escalated } from './chosen-rule.ts';
import { seesChannel } from './membership.ts';
import { noticeTimes } from './notice-times.ts';
import * as words from './notice-words.ts';
import { outByStatus } from './out-of-office.ts';
import { mayApprove, refusal, standsFor, tally } from './policy.ts';
import { askedOf } from './question.ts';
import { type Saying, saying, THREAD } from './say.ts';
import { draftOf, situationOf, standingOf } from './standing.ts';
import { entry } from './steps.ts';
import { stopFor } from './switch.ts';
import type { Notice } from './waiting.ts';
import { kindOf, nameOf, type Way } from './way.ts';

/**
 * Reminder, escalation, expiry of an approval that waits: each is one transaction that changes the row, writes the
 * log and puts down the messages, and only where the approval still waits. So a click in the same second wins, or
 * comes after; neither undoes the other, and none of them happens twice.
 */

/** The notice that is due now, if one is. */
export function noticeUnits(way: Way, approval: LoadedApproval): { key: string; run(): Promise<void> }[] {
  const notice = noticeTimes(way, approval)?.notice(way.now());
  return notice ? [{ key: `notice:${notice}`, run: () => give(way, approval, notice) }] : [];
}

async function give(way: Way, approval: LoadedApproval, notice: Notice): Promise<void> {
  if (notice === 'expire') return expire(way, approval);
  await (notice === 'remind' ? remind(way, approval) : escalate(way, approval));
}

async function remind(way: Way, approval: LoadedApproval): Promise<void> {
  const at = way.now();
  const cast = castOf(way, approval);
  const heard = await heardBy(way, approval, cast, mayApprove(cast.at, cast.people));
  const occasion = occasionOf(way, approval, cast, at);
  await inTime(way, approval, async (tx) => {
    if (!(await changeIf(tx, approval.id, approval.version, ['waiting'], { remindedAt: at, dueAt: at })))
      return;
    const thread = { to: THREAD, text: words.reminderInThread(occasion, heard) };
    const direct = heard.tell.map((one) => directly(one, words.reminderDirect(occasion, one)));
    await saying(tx, approval, 'reminder', [thread, ...direct]);
    await appendLog(tx, entry(approval, at, 'reminder.sent', { ...recorded(approval), ...heard }));
  });
}

/** From now on the roles of `escalate_to` may approve as well: the rule itself is widened, for this version. */
async function escalate(way: Way, approval: LoadedApproval): Promise<void> {
  const at = way.now();
  const { escalateTo } = way.projects.waiting;
  const rule = escalated(situationOf(approval).rule, escalateTo);
  const cast = castOf(way, { ...approval, rule: { ...rule } });
  const isOf = (who: string) =>
    cast.people.some(({ id, roles }) => id === who && roles.some((role) => escalateTo.includes(role)));
  const able = mayApprove(cast.at, cast.people).filter(
    (who) => isOf(who) || standsFor('approve', who, cast.at, cast.people).some(isOf),
  );
  const heard = await heardBy(way, approval, cast, able);
  const occasion = occasionOf(way, approval, cast, at);
  await inTime(way, approval, async (tx) => {
    const data = { escalatedAt: at, rule: json(rule), dueAt: at };
    if (!(await changeIf(tx, approval.id, approval.version, ['waiting'], data))) return;
    const thread = { to: THREAD, text: words.escalationInThread(occasion, escalateTo, heard) };
    const direct = heard.tell.map((one) => directly(one, words.escalationDirect(occasion, one)));
    await saying(tx, approval, 'escalation', [thread, ...direct]);
    const what = { ...recorded(approval), rule, escalatedTo: escalateTo, ...heard };
    await appendLog(tx, entry(approval, at, 'approval.escalated', what));
  });
}

/** With a link to the card, unless they are not in its channel. */
function directly({ who, seesIt }: Listener, text: string): Saying {
  return { to: who, text, ...(seesIt ? { linked: true } : {}) };
}

/**
 * It ends without a decision: its rows are free again, and who asked is told. What nobody asked for, and nobody asks
 * for again by itself, would be forgotten: those who could have approved it are told.
 */
async function expire(way: Way, approval: LoadedApproval): Promise<void> {
  const at = way.now();
  const cast = castOf(way, approval);
  const occasion = occasionOf(way, approval, cast, at);
  const { have, need } = tally(cast.at, cast.people);
  const { again, asksAgain } = kindOf(way, approval.kind).words;
  const forgotten = approval.requestedBy === BOT && !asksAgain;
  const able = forgotten ? mayApprove(cast.at, cast.people) : [];
  const { tell } = await heardBy(way, approval, cast, able);
  await inTime(way, approval, async (tx) => {
    const data = { status: 'expired', decidedAt: at, dueAt: at, trouble: NOTHING };
    if (!(await changeIf(tx, approval.id, approval.version, ['waiting'], data))) return;
    await tx.rowClaim.deleteMany({ where: { approvalId: approval.id } });
    const waitsFor = askedOf(approval);
    const asker = waitsFor === null ? [] : [waitsFor];
    const how = approval.requestedBy === BOT ? 'which was assigned to you' : 'which you asked for';
    const approvers = tell.filter(({ who }) => who !== waitsFor);
    const told: Saying[] = [
      { to: THREAD, text: words.expiredInThread(occasion, again) },
      ...asker.map((to) => ({ to, text: words.expiredDirect(occasion, again, how), linked: true })),
      ...approvers.map((one) => directly(one, words.expiredForApprover(occasion, again, one))),
    ];
    await saying(tx, approval, 'expiry', told);
    const what = {
      ...recorded(approval),
      from: 'waiting',
      to: 'expired',
      after: occasion.waited,
      have,
      need,
    };
    await appendLog(
      tx,
      entry(approval, at, 'approval.expired', {
        ...what,
        told: [...asker, ...approvers.map(({ who }) => who)],
      }),
    );
  });
}

/** Not where somebody stopped everything in the same moment, or let it go on: the pause does not count. */
async function inTime(
  way: Way,
  { id, project, waitingSince }: LoadedApproval,
  work: (tx: Transaction) => Promise<void>,
): Promise<void> {
  await way.db.prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Approval" WHERE "id" = ${id} FOR UPDATE`;
    const row = await tx.approval.findUnique({ where: { id }, select: { waitingSince: true } });
    if (row?.waitingSince?.getTime() !== waitingSince?.getTime()) return;
    if ((await stopFor(tx, project)) === null) await work(tx);
  });
}

async function heardBy(
  way: Way,
  approval: LoadedApproval,
  { at, people }: Cast,
  able: readonly string[],
): Promise<Audience> {
  const alone = { ...at, standIns: [] };
  const own = new Set(able.filter((who) => refusal('approve', who, alone, people) === null));
  const stands = new Map(able.map((who) => [who, standsFor('approve', who, at, people)]));
  const absent = away(approval.absences, way.now());
  const asked = [...new Set([...able, ...[...stands.values()].flat()])];
  const present = asked.filter((who) => !absent.some(({ person }) => person === who));
  const blind = new Set<string>();
  for (const who of able.filter((one) => !own.has(one)))
    if (!(await seesChannel(way, approval.channel, who))) blind.add(who);
  const out = await outByStatus(way, present);
  return audience({ able, own, standsFor: stands, blind, away: absent, out });
}

function occasionOf(way: Way, approval: LoadedApproval, { at, people }: Cast, now: Date): words.Occasion {
  const { timezone, hours } = way.projects.company;
  const since = approval.waitingSince ?? approval.draft.createdAt;
  const minutes = workingMinutesBetween(since, now, way.projects.company);
  const { have, need } = tally(at, people);
  return {
    bare: `Approval ${approval.number}`,
    what: `Approval ${approval.number} (${titleOf(way, approval)}, v${approval.version})`,
    count: `${have} of ${need}`,
    waited: words.waitedWords(minutes, hours.endMinute - hours.startMinute),
    since: localTime(since, timezone),
    project: approval.project,
    timezone,
    nameOf: (who) => people.find(({ id }) => id === who)?.name ?? nameOf(way, who),
  };
}

/** The card's own first line: what, for whom, how much. */
function titleOf(way: Way, approval: LoadedApproval): string {
  const standing = standingOf(approval, way.projects.people);
  const card = kindOf(way, approval.kind).card(draftOf(approval), standing, way.projects);
  const header = card.blocks.find((block) => block.type === 'header');
  return header?.type === 'header' ? header.text.text : approval.kind;
}

function recorded({ version, draft, waitingSince }: LoadedApproval) {
  return { version, hash: draft.hash, waitingSince: waitingSince?.toISOString() ?? null };
}
