import { appendLog } from '../log/append.ts';
import { COMPANY, type Transaction } from '../store/database.ts';
import { giveBackPause, type Pause } from './pause.ts';
import { nameOf, type Way } from './way.ts';

/** The kill switch. While a stop is there, decisions are recorded and wait, and nothing is posted or written. */
export interface Stopped {
  /** "*" for everything, else a project's code. */
  scope: string;
  by: string;
  reason: string;
  at: Date;
}

export const EVERYTHING = '*';
/** Whoever may stop and resume, and change who approves. */
export const SWITCH_ROLE = 'finance_manager';

/** What holds a project back now: the general stop before its own. */
export async function stopFor(db: Transaction, project: string): Promise<Stopped | null> {
  const stops = await db.stop.findMany({ where: { company: COMPANY, scope: { in: [EVERYTHING, project] } } });
  return stops.find(({ scope }) => scope === EVERYTHING) ?? stops[0] ?? null;
}

/** The same, and a project that is only observed now: a card from before must not post either. */
export async function heldBy(way: Pick<Way, 'db' | 'projects'>, project: string): Promise<Stopped | null> {
  const stopped = await stopFor(way.db.prisma, project);
  const mode = way.projects.projects.find(({ code }) => code === project)?.mode;
  if (stopped || mode !== 'observe') return stopped;
  return { scope: project, by: 'projects.yml', reason: 'its mode is observe now', at: new Date(0) };
}

export async function stops(db: Transaction): Promise<Stopped[]> {
  return db.stop.findMany({ where: { company: COMPANY }, orderBy: { at: 'asc' } });
}

export function mayUseSwitch(way: Way, who: string): string | null {
  const person = way.projects.people.find(({ id }) => id === who);
  if (person?.roles.includes(SWITCH_ROLE)) return null;
  return `Only a ${SWITCH_ROLE} may stop or resume Countersign. Nothing was changed.`;
}

export interface SwitchRequest {
  scope: string;
  who: string;
  reason: string;
}

/** Answers what to tell who asked. A stop of what is stopped already keeps the first one's name and reason. */
export async function stop(way: Way, { scope, who, reason }: SwitchRequest): Promise<string> {
  const at = way.now();
  return way.db.prisma.$transaction(async (tx) => {
    const key = { company_scope: { company: COMPANY, scope } };
    const before = await tx.stop.findUnique({ where: key });
    if (before)
      return `${words(scope)} is stopped already: ${nameOf(way, before.by)} did it, because ${before.reason}.`;
    await tx.stop.create({ data: { company: COMPANY, scope, by: who, reason, at } });
    await redraw(way, tx, scope, at);
    await appendLog(tx, entry('switch.stopped', scope, who, reason, at));
    return `${words(scope)} is stopped. From now on nothing is posted or written; decisions are recorded and wait. What was already on its way to QuickBooks or Smartsheet is finished and logged. /countersign resume${scope === EVERYTHING ? '' : ` ${scope}`} goes on.`;
  });
}

/** Said to who would resume what nobody stopped; null where it is stopped. */
export async function notStopped(way: Way, scope: string): Promise<string | null> {
  const found = await way.db.prisma.stop.findUnique({
    where: { company_scope: { company: COMPANY, scope } },
  });
  return found ? null : idleWords(scope);
}

const idleWords = (scope: string) => `${words(scope)} is not stopped, so nothing was changed.`;

export async function resume(way: Way, { scope, who, reason }: SwitchRequest): Promise<string> {
  const at = way.now();
  return way.db.prisma.$transaction(async (tx) => {
    const before = await tx.stop.findUnique({ where: { company_scope: { company: COMPANY, scope } } });
    const { count } = await tx.stop.deleteMany({ where: { company: COMPANY, scope } });
    if (count === 0 || !before) return idleWords(scope);
    const left = await tx.stop.findMany({ where: { company: COMPANY } });
    const waits = await giveBackPause(way, tx, asPause(before), left.map(asPause), at);
    await redraw(way, tx, scope, at);
    await appendLog(tx, entry('switch.resumed', scope, who, reason, at, { waits }));
    const still = left.map((one) => words(one.scope)).join(', ');
    return `${words(scope)} goes on where it stood.${still ? ` Still stopped: ${still}.` : ''}`;
  });
}

const asPause = ({ scope, at }: Pick<Stopped, 'scope' | 'at'>): Pause => ({
  project: scope === EVERYTHING ? null : scope,
  at,
});

const OPEN = [
  'drafted',
  'waiting',
  'approved',
  'posting',
  'posted',
  'failed',
  'rejected',
  'expired',
  'undoing',
];

/** Every open card says so, and what waited is due at once. */
async function redraw(way: Way, tx: Transaction, scope: string, dueAt: Date): Promise<void> {
  const project = scope === EVERYTHING ? {} : { project: scope };
  const where = { company: COMPANY, status: { in: OPEN }, ...project };
  const open = await tx.approval.findMany({ where, select: { id: true } });
  await tx.approval.updateMany({ where, data: { cardRevision: { increment: 1 }, dueAt } });
  for (const { id } of open) await way.enqueue(tx, id);
}

export function words(scope: string): string {
  return scope === EVERYTHING ? 'Everything' : scope;
}

function entry(type: string, scope: string, actor: string, reason: string, at: Date, more: object = {}) {
  return {
    at,
    actor,
    type,
    project: scope === EVERYTHING ? null : scope,
    approvalId: null,
    data: { scope, reason, ...more },
  };
}
