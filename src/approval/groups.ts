import { isUserGroup } from '../settings/user-group.ts';
import type { Workspace, WorkspacePerson } from './workspace.ts';

/** User groups as roles: Slack says who is in them, and is asked again before a click that decides. */

export type Group =
  | { state: 'known'; members: readonly { id: string; name: string }[] }
  /** Slack knows no such group: nobody is in it. */
  | { state: 'unknown' }
  /** Slack could not be asked: nobody is let through by it, and nobody is said to be missing. */
  | { state: 'unread'; why: string };

export interface Groups {
  /** Asks Slack for those that were read longer ago than this. Never throws, and never takes longer than two seconds. */
  refresh(roles: readonly string[], maxAgeMs?: number): Promise<void>;
  /** As last read, five minutes at most. */
  get(id: string): Group;
  /** Asks Slack whether these people are there, within two seconds, and again after five minutes. Never throws. */
  look(ids: readonly string[]): Promise<void>;
  /** Unknown to Slack, deactivated, or a bot, as far as was looked: whatever projects.yml says, nobody can click there. */
  gone(id: string): boolean;
  /** Whether any rule met so far names one. */
  inUse(): boolean;
}

export const GROUP_AGE_MS = 5 * 60_000;
/** A click waits three seconds for its acknowledgement. */
const PATIENCE_MS = 2_000;

export function createGroups(workspace: Workspace, now: () => Date): Groups {
  const read = new Map<string, { group: Group; at: number }>();
  const people = new Map<string, { person: WorkspacePerson | null; at: number }>();
  const reading = new Map<string, Promise<void>>();

  async function personOf(id: string): Promise<WorkspacePerson | null> {
    const at = now().getTime();
    const kept = people.get(id);
    if (kept !== undefined && at - kept.at <= GROUP_AGE_MS) return kept.person;
    const person = await workspace.person(id);
    people.set(id, { person, at });
    return person;
  }

  /** Deactivated people, bots and guests are in groups too, and approve nothing. */
  async function memberOf(id: string): Promise<{ id: string; name: string } | null> {
    const person = await personOf(id);
    return !person || person.deactivated || person.bot || person.guest ? null : { id, name: person.name };
  }

  async function readOne(id: string): Promise<void> {
    const at = now().getTime();
    try {
      const ids = await workspace.group(id);
      if (ids === null) return void read.set(id, { group: { state: 'unknown' }, at });
      const members = (await Promise.all(ids.map(memberOf))).filter((member) => member !== null);
      read.set(id, { group: { state: 'known', members }, at });
    } catch (error) {
      // What was read before stands until it is five minutes old.
      const why = error instanceof Error ? error.message : String(error);
      if (at - (read.get(id)?.at ?? 0) > GROUP_AGE_MS)
        read.set(id, { group: { state: 'unread', why }, at: 0 });
    }
  }

  /** Clicks that come at once ask Slack once. */
  function readOnce(id: string): Promise<void> {
    const under = reading.get(id) ?? readOne(id).finally(() => reading.delete(id));
    reading.set(id, under);
    return under;
  }

  return {
    async refresh(roles, maxAgeMs = GROUP_AGE_MS) {
      const due = roles.filter(
        (role) => isUserGroup(role) && now().getTime() - (read.get(role)?.at ?? 0) >= maxAgeMs,
      );
      if (due.length === 0) return;
      await Promise.race([Promise.all(due.map(readOnce)), patience()]);
    },
    get(id) {
      const kept = read.get(id);
      if (!kept || (kept.group.state !== 'unread' && now().getTime() - kept.at > GROUP_AGE_MS))
        return { state: 'unread', why: 'Slack has not said yet who is in it' };
      return kept.group;
    },
    async look(ids) {
      await Promise.race([Promise.allSettled(ids.map(personOf)), patience()]);
    },
    gone(id) {
      const kept = people.get(id);
      if (kept === undefined) return false;
      if (kept.person !== null) return kept.person.deactivated || kept.person.bot;
      // A Slack that knows nobody at all is not one to take people's say away by.
      return [...people.values()].some(({ person }) => person !== null);
    },
    inUse: () => read.size > 0,
  };
}

function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
}
