import { describe, expect, test } from 'vitest';
import type { ChosenRule } from '../../src/approval/chosen-rule.ts';
import type { StandIn } from '../../src/approval/places.ts';
import { refusal, type Situation, tally, withApproval } from '../../src/approval/policy.ts';
import type { Person } from '../../src/settings/types.ts';

/**
 * People click at random: with the right and without it, again and again, on stale versions, after it is decided. What
 * comes of it is held against a judge of its own that shares no code with the policy.
 */

const SEQUENCES = 100_000;
const SEED = Number(process.env.QUORUM_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** mulberry32: small, and the same numbers for the same seed everywhere. */
function chance(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const some = <T>(all: readonly T[], least = 0): T[] => {
    const left = [...all];
    const count = least + below(all.length - least + 1);
    return Array.from({ length: count }, () => left.splice(below(left.length), 1)).flat();
  };
  const one = <T>(all: readonly [T, ...T[]]): T => all[below(all.length)] ?? all[0];
  return { below, some, one, flip: (often = 0.5) => next() < often };
}
type Chance = ReturnType<typeof chance>;

const ROLES = ['pm', 'fm', 'cfo', 'owner'];

interface Case {
  people: Person[];
  rule: ChosenRule;
  requestedBy: string;
  clicks: Click[];
  /** Who is away, and who decides in their place. */
  standIns?: StandIn[];
}

interface Click {
  who: string;
  verb: 'approve' | 'reject' | 'edit';
  /** How many versions the button is behind. */
  behind: number;
}

function anyCase(luck: Chance): Case {
  const people = Array.from({ length: 1 + luck.below(6) }, (_, index): Person => {
    const id = `P${index}`;
    return { id, name: id, roles: luck.some(ROLES).slice(0, 2) };
  });
  const from = luck.flip()
    ? Array.from({ length: 1 + luck.below(3) }, () => luck.some(ROLES, 1).slice(0, 2))
    : null;
  const rule: ChosenRule = {
    label: 'a rule',
    approvals: 1 + luck.below(3),
    roles: from ? [...new Set(from.flat())] : luck.some(ROLES, 1),
    from,
    needs: luck.flip(0.7) ? 'all' : 'any',
    inOrder: luck.flip(0.3),
    selfApproval: luck.flip(0.3),
    editorCounts: luck.flip(0.6),
    confirm: false,
    settingsHash: '',
  };
  const clicks = Array.from({ length: luck.below(14) }, (): Click => {
    const verb = luck.flip(0.85) ? 'approve' : luck.one<'edit' | 'reject'>(['edit', 'reject']);
    return { who: `P${luck.below(people.length + 2)}`, verb, behind: luck.flip(0.9) ? 0 : 1 };
  });
  return { people, rule, requestedBy: `P${luck.below(people.length)}`, clicks };
}

/** The row, as far as a click can change it. */
interface Row {
  status: 'waiting' | 'approved' | 'rejected';
  version: number;
  editedBy: string | null;
  editors: string[];
  approvedBy: string[];
  stoodFor: ReadonlyMap<string, readonly string[]>;
}

function situation(of: Case, { editedBy, editors, approvedBy, stoodFor }: Row): Situation {
  const { rule, requestedBy, standIns } = of;
  return { rule, requestedBy, editedBy, editors, approvedBy, stoodFor, ...(standIns ? { standIns } : {}) };
}

/** As the transaction does it: allowed, of this version, still undecided; or nothing happens at all. */
function click(of: Case, row: Row, { who, verb, behind }: Click): Row {
  if (refusal(verb, who, situation(of, row), of.people) !== null) return row;
  if (behind > 0 || row.status !== 'waiting') return row;
  if (verb === 'reject') return { ...row, status: 'rejected' };
  if (verb === 'edit') {
    const editors = [...row.editors, who];
    const none = { approvedBy: [], stoodFor: new Map() };
    return { status: 'waiting', version: row.version + 1, editedBy: who, editors, ...none };
  }
  const next = withApproval(situation(of, row), who, of.people);
  const status = tally(next, of.people).enough ? 'approved' : 'waiting';
  return { ...row, status, approvedBy: [...next.approvedBy], stoodFor: next.stoodFor ?? new Map() };
}

const NEW: Row = {
  status: 'waiting',
  version: 1,
  editedBy: null,
  editors: [],
  approvedBy: [],
  stoodFor: new Map(),
};
const run = (of: Case, clicks: readonly Click[] = of.clicks) =>
  clicks.reduce((row, one) => click(of, row, one), NEW);

/** The judge: whether this person may count at all, and whether so many different ones fill what is asked. */
function hasRight(of: Case, row: Row, who: string): boolean {
  const roles = of.people.find(({ id }) => id === who)?.roles ?? [];
  if (!roles.some((role) => of.rule.roles.includes(role))) return false;
  if (who === of.requestedBy && !of.rule.selfApproval) return false;
  return of.rule.editorCounts || !row.editors.includes(who);
}

function fills(of: Case, approvers: readonly string[]): boolean {
  const { from, needs, approvals } = of.rule;
  if (!from) return new Set(approvers).size >= approvals;
  return needs === 'any' ? approvers.length >= 1 : seated(of.people, from, approvers);
}

/** By trying every seating. */
function seated(
  people: readonly Person[],
  groups: readonly string[][],
  approvers: readonly string[],
): boolean {
  const [group, ...rest] = groups;
  if (!group) return true;
  return approvers.some((who) => {
    const roles = people.find(({ id }) => id === who)?.roles ?? [];
    const others = approvers.filter((other) => other !== who);
    return roles.some((role) => group.includes(role)) && seated(people, rest, others);
  });
}

/** Runs the check on every case, and names the seed and the case where it does not hold. */
function always(count: number, check: (of: Case, luck: Chance) => string | null): void {
  const luck = chance(SEED);
  for (let index = 0; index < count; index += 1) {
    const of = anyCase(luck);
    const wrong = check(of, luck);
    if (wrong !== null)
      expect.fail(`${wrong} in case ${index} of QUORUM_SEED=${SEED}: ${JSON.stringify(of)}`);
  }
}

describe(`${SEQUENCES} random sequences of clicks`, () => {
  test('what is approved was approved by enough different people with the right, and by nobody else', () => {
    let approved = 0;
    always(SEQUENCES, (of) => {
      const row = run(of);
      if (new Set(row.approvedBy).size !== row.approvedBy.length) return 'somebody counts twice';
      const without = row.approvedBy.filter((who) => !hasRight(of, row, who));
      if (without.length > 0) return `${without.join(' and ')} counts without the right`;
      if ((row.status === 'approved') !== (row.status !== 'rejected' && fills(of, row.approvedBy)))
        return `${row.status} by ${row.approvedBy.join(' and ') || 'nobody'}`;
      if (row.status === 'approved') approved += 1;
      return null;
    });
    // Otherwise the cases would prove nothing.
    expect(approved).toBeGreaterThan(SEQUENCES / 10);
    expect(approved).toBeLessThan(SEQUENCES / 1.2);
  }, 60_000);

  test('clicks of people without the right, however many, change nothing', () => {
    always(SEQUENCES / 4, (of) => {
      const powerless = of.people.map((person) => ({
        ...person,
        roles: person.roles.filter((role) => !of.rule.roles.includes(role)),
      }));
      const row = run({ ...of, people: powerless }, [...of.clicks, ...of.clicks, ...of.clicks]);
      return row === NEW ? null : `became ${JSON.stringify(row)}`;
    });
  }, 60_000);

  test('clicks of people without the right between those of others change nothing about the outcome', () => {
    always(SEQUENCES / 4, (of) => {
      const may = (who: string) =>
        of.people.some(({ id, roles }) => id === who && roles.some((role) => of.rule.roles.includes(role)));
      const alone = of.clicks.filter(({ who }) => may(who));
      return JSON.stringify(run(of)) === JSON.stringify(run(of, alone)) ? null : 'the outcome differs';
    });
  }, 60_000);

  test('pressing Approve again and again, at once or later, is pressing it once', () => {
    always(SEQUENCES / 4, (of, luck) => {
      const clicks = of.clicks.filter(({ verb }) => verb === 'approve');
      const repeated = clicks.flatMap((one) => Array.from({ length: 1 + luck.below(3) }, () => one));
      if (JSON.stringify(run(of, clicks)) !== JSON.stringify(run(of, repeated))) return 'repetition counted';
      const first = clicks[0];
      const stubborn = first
        ? run(
            of,
            Array.from({ length: 8 }, () => first),
          )
        : NEW;
      return stubborn.approvedBy.length <= 1 ? null : 'one person counted more than once';
    });
  }, 60_000);

  test('in whatever order the same people approve, it is enough or it is not, unless an order is asked', () => {
    always(SEQUENCES / 4, (of, luck) => {
      if (of.rule.inOrder && of.rule.from) return null;
      const clicks = of.clicks.filter(({ verb, behind }) => verb === 'approve' && behind === 0);
      const shuffled = luck.some(clicks, clicks.length);
      return run(of, clicks).status === run(of, shuffled).status ? null : 'the order changed the outcome';
    });
  }, 60_000);

  test('in order, nobody counts before the group ahead of theirs has answered', () => {
    always(SEQUENCES / 4, (of) => {
      const { from, needs } = of.rule;
      if (!from || needs === 'any') return null;
      const ordered = { ...of, rule: { ...of.rule, inOrder: true } };
      const { approvedBy } = run(ordered);
      const roles = (who: string) => of.people.find(({ id }) => id === who)?.roles ?? [];
      const wrong = approvedBy.find((who, place) => !roles(who).some((role) => from[place]?.includes(role)));
      return wrong === undefined ? null : `${wrong} was not of the group whose turn it was`;
    });
  }, 60_000);

  test('a delegate adds no place: everybody who counts sits on one with the right of its own, no two on the same', () => {
    let delegated = 0;
    always(SEQUENCES / 4, (of, luck) => {
      const ids = of.people.map(({ id }) => id);
      const standIns = luck.some(ids).map((absent) => ({ absent, delegate: `P${luck.below(ids.length)}` }));
      const row = run({ ...of, standIns });
      if (row.status !== 'approved') return null;
      if (new Set(row.approvedBy).size !== row.approvedBy.length) return 'somebody counts twice';
      if (!of.rule.selfApproval && row.approvedBy.includes(of.requestedBy)) return 'who asked counts';
      const places = row.approvedBy.map((who) =>
        [who, ...standIns.flatMap(({ absent, delegate }) => (delegate === who ? [absent] : []))].filter(
          (place) => hasRight(of, row, place),
        ),
      );
      if (row.approvedBy.some((who) => !hasRight(of, row, who))) delegated += 1;
      return seatable(of, places, []) ? null : `approved by ${row.approvedBy.join(' and ')}`;
    });
    expect(delegated).toBeGreaterThan(50);
  }, 60_000);
});

/** By trying every way to seat them: whether those seated fill what is asked. Who finds no place stands. */
function seatable(of: Case, [mine, ...others]: readonly string[][], taken: readonly string[]): boolean {
  if (!mine) return fills(of, taken);
  const free = mine.filter((place) => !taken.includes(place));
  return free.some((place) => seatable(of, others, [...taken, place])) || seatable(of, others, taken);
}
