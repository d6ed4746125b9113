import { chooseRule } from '../approval/chosen-rule.ts';
import { stopFor } from '../approval/switch.ts';
import { nameOf, type Way } from '../approval/way.ts';
import { VendorFailure } from '../core/failure.ts';
import type { Subject } from '../proposals/variance/subject.ts';
import type { Project } from '../settings/types.ts';
import { COMPANY } from '../store/database.ts';
import type { RunCheck } from './checks/finding.ts';
import { type BudgetInDanger, budgetsInDanger } from './digest-budget.ts';
import { type ToldOf, withDecisions } from './digest-decided.ts';
import { budgetNews, checkNews, overdueNews, QUIET, type Said, varianceNews } from './digest-news.ts';
import { type OverdueInvoice, overdueInvoices } from './digest-overdue.ts';
import { type OutlinedVariance, outlinedVariances, subjectsOf } from './digest-variances.ts';
import type { WaitingApproval } from './digest-waiting.ts';
import { nightFailed } from './nightly.ts';
import { latestRun, type StoredRun } from './stored.ts';

/** A variance with what its line shows. */
export interface ShownVariance {
  subject: Subject;
  run: number;
  hasCard: boolean;
}

/** What a digest has to say of one project. */
export interface ProjectNews {
  project: Pick<Project, 'code' | 'name'>;
  /** Number of the newest run, for its report; null where there is none. */
  run: number | null;
  /** The worst few, and how many there are of each. */
  fresh: ShownVariance[];
  changed: ShownVariance[];
  counts: { fresh: number; changed: number; decided: number; settled: number };
  checks: RunCheck[];
  /** Variances that no card asks for yet; null where there are none. */
  listed: { count: number; since: Date; firstRun: number; names: string[] } | null;
  waiting: { count: number; oldest: WaitingApproval[] };
  budgets: BudgetInDanger[];
  overdue: OverdueInvoice[];
  notes: string[];
  /** Whether there is anything that is new, or somebody to wait for. */
  worthSaying: boolean;
  /** What counts as said once the message stands. */
  said: Said[];
}

export interface Asking {
  today: string;
  /** True: a vendor that does not answer is thrown, to be asked again; false: it is said and gone without. */
  patient: boolean;
  waiting: ProjectNews['waiting'];
  /** Ids of invoices that an earlier project of the same message names. */
  named: ReadonlySet<string>;
}

/** So many of a kind are shown one by one. */
export const SHOWN = 5;

export async function projectNews(way: Way, project: Project, asking: Asking): Promise<ProjectNews> {
  const db = way.db.prisma;
  const [before, found, run, failed, overdue] = await Promise.all([
    toldOf(way, project.code),
    outlinedVariances(db, project.code),
    latestRun(db, project.code),
    nightFailed(way, project.code, asking.today),
    readOverdue(way, project, asking),
  ]);
  const told = new Map([...before].map(([key, { saidAs }]) => [key, saidAs]));
  const outlined = await withDecisions(way, project.code, found, before);
  const variances = varianceNews(outlined, told);
  const checks = checkNews(await recentChecks(way, run), told);
  const budgets = run?.summary ? budgetsInDanger(run.summary.budget, way.projects.tolerance) : [];
  const invoices = overdue.invoices.filter(({ id }) => !asking.named.has(id));
  const listed = project.mode === 'observe' ? null : listedOf(way, project, outlined);
  const night = nightNews(failed, told);
  const said = [
    ...variances.said,
    ...checks.said,
    ...budgetNews(budgets, told),
    ...overdueNews(invoices, told),
    ...night.said,
  ];
  const { fresh, changed, decided, settled } = variances;
  const counts = { fresh: fresh.length, changed: changed.length, decided, settled };
  const isNews = said.some(({ saidAs }) => !QUIET.includes(saidAs) && saidAs !== NIGHT_MADE);
  return {
    project: { code: project.code, name: project.name },
    run: run?.number ?? null,
    fresh: await shown(way, project.code, fresh),
    changed: await shown(way, project.code, changed),
    counts,
    checks: checks.fresh,
    listed,
    waiting: asking.waiting,
    budgets,
    overdue: invoices,
    notes: [...night.notes, ...overdue.notes],
    worthSaying: isNews || listed !== null || asking.waiting.count > 0,
    said,
  };
}

const NIGHT_MADE = 'made';

/** That nights come to nothing is said once, until one does not. */
function nightNews(
  failed: boolean | null,
  told: ReadonlyMap<string, string>,
): { said: Said[]; notes: string[] } {
  const saidAs = failed ? 'failed' : NIGHT_MADE;
  if (failed === null || (told.get('night') ?? NIGHT_MADE) === saidAs) return { said: [], notes: [] };
  const why =
    "Last night's reconciliation could not be made: /reconcile tries again, and says why where it cannot.";
  return { said: [{ key: 'night', saidAs }], notes: failed ? [why] : [] };
}

async function toldOf({ db }: Way, project: string): Promise<Map<string, ToldOf>> {
  const rows = await db.prisma.told.findMany({
    where: { company: COMPANY, project },
    select: { key: true, saidAs: true, saidAt: true },
  });
  return new Map(rows.map(({ key, ...how }) => [key, how]));
}

/** Of so many runs: people may have made several between two digests, each of another period. */
const RUNS = 6;

async function recentChecks(way: Way, latest: StoredRun | null): Promise<RunCheck[]> {
  const found = new Map<string, RunCheck>();
  for (let run = latest, nth = 0; run !== null && nth < RUNS; nth += 1) {
    for (const check of run.summary?.checks ?? []) if (!found.has(check.key)) found.set(check.key, check);
    run = await latestRun(way.db.prisma, run.project, run.number);
  }
  return [...found.values()];
}

async function shown(way: Way, project: string, some: readonly OutlinedVariance[]): Promise<ShownVariance[]> {
  const worst = some.slice(0, SHOWN);
  const subjects = await subjectsOf(
    way.db.prisma,
    project,
    worst.map(({ key }) => key),
  );
  return subjects.flatMap((subject): ShownVariance[] => {
    const outlined = worst.find(({ key }) => key === subject.key);
    return outlined ? [{ subject, run: outlined.run, hasCard: outlined.hasCard }] : [];
  });
}

function listedOf(way: Way, project: Project, outlined: readonly OutlinedVariance[]): ProjectNews['listed'] {
  const open = outlined.filter(({ state, hasCard }) => state === 'undecided' && !hasCard);
  const [worst] = open;
  if (!worst) return null;
  const question = {
    kind: 'variance',
    amountMinor: worst.weightMinor,
    project: project.code,
    customerNames: [project.quickbooks.customer],
    knownCustomer: true,
    findings: [],
  };
  const { roles } = chooseRule(way.projects.approvals, question, way.settingsHash);
  const able = way.projects.people.filter((person) => person.roles.some((role) => roles.includes(role)));
  return {
    count: open.length,
    since: new Date(Math.min(...open.map(({ foundAt }) => foundAt.getTime()))),
    firstRun: Math.min(...open.map(({ run }) => run)),
    names: able.map(({ id }) => nameOf(way, id)),
  };
}

async function readOverdue(
  way: Way,
  project: Project,
  { today, patient }: Asking,
): Promise<{ invoices: OverdueInvoice[]; notes: string[] }> {
  try {
    return { invoices: await overdueInvoices(way, project, today), notes: [] };
  } catch (error) {
    if (!(error instanceof VendorFailure) || (error.passing && patient)) throw error;
    way.log.warn({ project: project.code, error: error.message }, 'a digest goes without overdue invoices');
    return {
      invoices: [],
      notes: ['QuickBooks does not answer as it should, so overdue invoices are not in here.'],
    };
  }
}

/** A project's own stop holds back what waits for people: it is left out of the digest until it is resumed. */
export async function isHeld(way: Way, { code }: Project): Promise<boolean> {
  return (await stopFor(way.db.prisma, code)) !== null;
}
