import type { NewEntry } from '../log/entry.ts';
import { BOT } from '../log/entry.ts';
import type { ProjectNews } from './digest-facts.ts';

/** So many ids of a project stand in an entry; a first run of a neglected project finds thousands. */
const MOST_IDS = 200;

/** What a digest said of one project: how many of each, and the ids of what it counted as news. */
export interface Told {
  project: string;
  /** Number of its newest run; null where there is none. */
  run: number | null;
  counts: Record<string, number>;
  /** Numbers of the approvals it named. */
  approvals: number[];
  /** "variance:row:123", "check:missing-receipt:Bill:12", "invoice:145". */
  ids: string[];
  /** Of those that are left out of `ids`. */
  moreIds: number;
}

export function toldOf(news: readonly ProjectNews[]): Told[] {
  return news.map(({ project, run, counts, checks, listed, waiting, budgets, overdue, said }) => ({
    project: project.code,
    run,
    counts: {
      ...counts,
      checks: checks.length,
      withoutCard: listed?.count ?? 0,
      waiting: waiting.count,
      budgets: budgets.length,
      overdue: overdue.length,
    },
    approvals: waiting.oldest.map(({ number }) => number),
    ids: said.slice(0, MOST_IDS).map(({ key }) => key),
    moreIds: Math.max(0, said.length - MOST_IDS),
  }));
}

/** One a day and channel: what became of that day's digest. `messageTs`: of the message, where one stands. */
export function digestEntry(
  became: 'posted' | 'silent' | 'missed' | 'refused',
  { channel, date }: { channel: string; date: string },
  at: Date,
  told: readonly Told[],
  messageTs: string | null = null,
): NewEntry {
  const [only, ...others] = told;
  const project = only && others.length === 0 ? only.project : null;
  const data = { channel, date, ts: messageTs, told };
  return { at, actor: BOT, type: `digest.${became}`, project, approvalId: null, data };
}
