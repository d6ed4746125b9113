import { type Story, storiesOf, type Verb } from './decision-stories.ts';
import type { Logged } from './logged.ts';

/** A month of decisions in figures. Pure: from log entries alone. */
export interface Summary {
  approved: number;
  rejected: number;
  /** Given up because nobody decided in time. */
  expired: number;
  /** Let through by a rule with `auto`. */
  auto: number;
  /** Voided again by Undo. */
  undone: number;
  /** From the first card to the last decision, by the clock; null where nothing was decided. */
  timeToDecide: { medianMs: number; slowestMs: number; slowest: string } | null;
  /** Drafts decided in this time, and how many of them people changed before; by project, most drafts first. */
  editRates: Rate[];
  /** Warnings that stood on what was approved all the same, by code, most first. */
  overridden: Count[];
  /** Approvals given less than five seconds after their card was shown, by who gave them. */
  rubberStamps: Count[];
  /** Approvals given by people, in all. */
  approvalsGiven: number;
  /** Who worded the drafts made in this time: "gpt-5-mini" or "template (no-key)". */
  wordedBy: Count[];
  /** What people changed most, line numbers aside. */
  changed: Count[];
  /** Of the drafts decided in this time: those that each version of a prompt worded, and how many were edited. */
  prompts: Rate[];
}

export interface Count {
  name: string;
  count: number;
}

export interface Rate {
  name: string;
  drafts: number;
  edited: number;
  /** How many of the edited ones had a description changed: what a prompt answers for. */
  reworded: number;
}

const RUBBER_STAMP_MS = 5_000;

/** `entries`: of every approval that anything happened to in `[from, to)`, whole, oldest first. */
export function summarise(entries: Iterable<Logged>, from: Date, to: Date): Summary {
  const stories = storiesOf(entries, to);
  const within = (at: number) => at >= from.getTime() && at < to.getTime();
  const decided = stories.filter(({ decision }) => decision !== null && within(decision.at));
  const of = (verb: Verb) => decided.filter(({ decision }) => decision?.verb === verb);
  const given = stories.flatMap((story) => story.given.filter(({ at }) => within(at)));
  const made = stories.filter(({ madeAt }) => within(madeAt));
  const edits = stories.flatMap((story) => story.edits.filter(({ at }) => within(at)));
  const byPeople = [...of('approve'), ...of('reject')];
  return {
    approved: of('approve').length,
    rejected: of('reject').length,
    expired: of('expire').length,
    auto: of('auto').length,
    undone: stories.filter(({ undoneAt }) => undoneAt !== null && within(undoneAt)).length,
    timeToDecide: timeToDecide(byPeople),
    editRates: rates(byPeople, ({ project }) => project),
    overridden: tallied(of('approve').flatMap(({ warnings }) => warnings)),
    rubberStamps: tallied(given.filter(({ afterMs }) => afterMs < RUBBER_STAMP_MS).map(({ who }) => who)),
    approvalsGiven: given.length,
    wordedBy: tallied(made.map(({ wordedBy }) => wordedBy)),
    changed: tallied(edits.flatMap(({ fields }) => fields)),
    prompts: rates(
      byPeople.filter(({ prompt }) => prompt !== null),
      ({ prompt }) => prompt ?? '',
    ),
  };
}

function timeToDecide(decided: readonly Story[]): Summary['timeToDecide'] {
  const times = decided
    .map(({ name, decision, firstShownAt, madeAt }) => ({
      name,
      ms: Math.max(0, (decision?.at ?? 0) - (firstShownAt ?? madeAt)),
    }))
    .sort((a, b) => a.ms - b.ms);
  const slowest = times.at(-1);
  if (!slowest) return null;
  const middle = times.slice(Math.floor((times.length - 1) / 2), Math.floor(times.length / 2) + 1);
  const medianMs = middle.reduce((sum, { ms }) => sum + ms, 0) / middle.length;
  return { medianMs, slowestMs: slowest.ms, slowest: slowest.name };
}

function rates(stories: readonly Story[], nameOf: (story: Story) => string): Rate[] {
  const found = new Map<string, Rate>();
  for (const story of stories) {
    const name = nameOf(story);
    const rate = found.get(name) ?? { name, drafts: 0, edited: 0, reworded: 0 };
    rate.drafts += 1;
    if (story.edits.length > 0) rate.edited += 1;
    if (story.edits.some(({ fields }) => fields.includes('description'))) rate.reworded += 1;
    found.set(name, rate);
  }
  return [...found.values()].sort((a, b) => b.drafts - a.drafts || (a.name < b.name ? -1 : 1));
}

function tallied(names: readonly string[]): Count[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
