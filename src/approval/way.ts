import type { WordingModel } from '../model/types.ts';
import type { Kind } from '../proposals/kind.ts';
import type { QuickBooks } from '../quickbooks/types.ts';
import { nameAmong } from '../settings/people.ts';
import type { Project, Projects } from '../settings/types.ts';
import type { Messenger } from '../slack/messenger.ts';
import type { KeptSheets } from '../smartsheet/kept-sheets.ts';
import type { Smartsheet } from '../smartsheet/types.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Locks } from '../store/locks.ts';
import type { Groups } from './groups.ts';
import type { Workspace } from './workspace.ts';

/** What the way through works with; wired once, in app.ts. */
export interface Way {
  db: Database;
  locks: Locks;
  kinds: ReadonlyMap<string, Kind>;
  projects: Projects;
  /** Of projects.yml: a decision names the rules it was made under. */
  settingsHash: string;
  messenger: Messenger;
  /** Who there is in Slack, and who is in its user groups. */
  workspace: Workspace;
  groups: Groups;
  quickbooks: QuickBooks;
  smartsheet: Smartsheet;
  /** What sheets said when they were last read whole by a reconciliation. */
  keptSheets: KeptSheets;
  wording: WordingModel;
  /** Waits after the first, second, … failed try of a step, in milliseconds; the last one repeats. */
  backoffMs: readonly number[];
  now(): Date;
  random(bytes: number): Uint8Array;
  /** In the transaction, so that the job is there exactly if the change is. */
  enqueue(tx: Transaction, approvalId: string, startAfter?: Date): Promise<void>;
  /** The same for what only the card shows: within a second, several such changes are drawn as one. */
  enqueueRedraw(tx: Transaction, approvalId: string): Promise<void>;
  /** The same of a change that is committed already, and without a word where it cannot be: the row says what is due. */
  redrawSoon(approvalId: string): void;
  /** Where a reconciliation's report is read in the browser; null where this Countersign has no address of its own. */
  reportUrl(run: number): string | null;
  log: Log;
}

/** One event, its fields first. */
export interface Log {
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
  error(fields: object, event: string): void;
}

export function projectOf(way: Way, code: string): Project {
  const project = way.projects.projects.find((candidate) => candidate.code === code);
  if (!project) {
    throw new Error(
      `projects.yml no longer names the project ${code}: put it back, so that its approvals can go on`,
    );
  }
  return project;
}

export function kindOf(way: Way, name: string): Kind {
  const kind = way.kinds.get(name);
  if (!kind) throw new Error(`no kind of proposal is called ${name}`);
  return kind;
}

export function nameOf(way: Way, who: string): string {
  return nameAmong(way.projects.people, who);
}
