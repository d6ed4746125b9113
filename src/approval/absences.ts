import { appendLog } from '../log/append.ts';
import { BOT } from '../log/entry.ts';
import { UNDECIDED } from '../proposals/standing.ts';
import { loadOutlines } from '../store/approvals.ts';
import { COMPANY, type Transaction } from '../store/database.ts';
import type { Absence } from './away.ts';
import { approverOf } from './may-read.ts';
import { situationOf } from './standing.ts';
import { nameOf, type Way } from './way.ts';

/** Being away is said, taken back, and over by itself; each with its log entry, and the waiting cards say so. */

/** Answers what it replaced; null where they had not said that they are away. */
export async function setAway(way: Way, absence: Absence): Promise<Absence | null> {
  const at = way.now();
  const { person, until, delegate } = absence;
  await readGroupsOfAll(way);
  return way.db.prisma.$transaction(async (tx) => {
    await lock(tx, person);
    const key = { company_person: { company: COMPANY, person } };
    const before = await tx.absence.findUnique({ where: key });
    await tx.absence.upsert({
      where: key,
      create: { company: COMPANY, ...absence, setAt: at },
      update: { until, delegate, setAt: at },
    });
    const replaced = before && before.until > at ? told(before) : null;
    const data = { ...told(absence), replaced };
    await appendLog(tx, { ...about, at, actor: person, type: 'away.set', data });
    await redraw(way, tx, person, at);
    return replaced && before ? before : null;
  });
}

/** Answers what was ended; null where they were not away. */
export async function comeBack(way: Way, person: string): Promise<Absence | null> {
  await readGroupsOfAll(way);
  return way.db.prisma.$transaction(async (tx) => {
    await lock(tx, person);
    const found = await tx.absence.findUnique({ where: { company_person: { company: COMPANY, person } } });
    if (!found) return null;
    await end(way, tx, found, found.until > way.now() ? person : BOT);
    return found.until > way.now() ? found : null;
  });
}

/** Absences that have run out. They count for nothing already; this writes it down and redraws the cards. */
export async function endAbsences(way: Way): Promise<void> {
  const over = await way.db.prisma.absence.findMany({
    where: { company: COMPANY, until: { lte: way.now() } },
    select: { person: true },
  });
  if (over.length > 0) await readGroupsOfAll(way);
  for (const { person } of over) {
    await way.db.prisma.$transaction(async (tx) => {
      await lock(tx, person);
      const key = { company_person: { company: COMPANY, person } };
      const found = await tx.absence.findUnique({ where: key });
      if (found && found.until <= way.now()) await end(way, tx, found, BOT);
    });
  }
}

async function end(way: Way, tx: Transaction, absence: Absence, actor: string): Promise<void> {
  const at = way.now();
  await tx.absence.delete({ where: { company_person: { company: COMPANY, person: absence.person } } });
  const data = { ...told(absence), by: actor === BOT ? 'time' : 'themselves' };
  await appendLog(tx, { ...about, at, actor, type: 'away.ended', data });
  await redraw(way, tx, absence.person, at);
}

/** No project and no approval: it holds for all of them. */
const about = { project: null, approvalId: null };

function told({ person, until, delegate }: Absence) {
  return { person, until: until.toISOString(), delegate };
}

/** Two processes, or two commands of one person, take turns; there may be no row to lock yet. */
async function lock(tx: Transaction, person: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`away/${person}`}, 0))::text`;
}

/** Cards that this person could decide on, by role, by group or because they were added, say who decides for them. */
async function redraw(way: Way, tx: Transaction, who: string, dueAt: Date): Promise<void> {
  const open = await loadOutlines(tx, UNDECIDED);
  const ids = open.filter((approval) => approverOf(way, approval).includes(who)).map(({ id }) => id);
  await tx.approval.updateMany({
    where: { id: { in: ids } },
    data: { cardRevision: { increment: 1 }, dueAt },
  });
  for (const id of ids) await way.enqueueRedraw(tx, id);
}

/** Slack is asked before the transaction, which must not wait for it. */
async function readGroupsOfAll(way: Way): Promise<void> {
  const open = await loadOutlines(way.db.prisma, UNDECIDED);
  await way.groups.refresh([...new Set(open.flatMap((approval) => situationOf(approval).rule.roles))]);
}

/** Why this person may not decide in that one's place; null where they may. Asks Slack; may throw VendorFailure. */
export async function delegateRefusal(way: Way, who: string, delegate: string): Promise<string | null> {
  if (delegate === who) return 'You can’t be your own delegate: name somebody who is there meanwhile.';
  const person = await way.workspace.person(delegate);
  if (!person) return 'Slack knows nobody of that id here.';
  const name = nameOf(way, delegate) === delegate ? person.name : nameOf(way, delegate);
  if (person.bot) return `${name} is a bot, and a bot decides nothing.`;
  if (person.deactivated) return `${name}’s Slack account is deactivated.`;
  if (person.guest) return `${name} is a guest here, and a guest may not see what you decide on.`;
  if (!way.projects.people.some(({ id }) => id === delegate))
    return `${name} is not among the people of projects.yml, so they may not see what you decide on.`;
  return null;
}
