import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChosenRule, escalated } from '../../src/approval/chosen-rule.ts';
import { type StandIn, seatings } from '../../src/approval/places.ts';
import {
  mayApprove,
  refusal,
  type Situation,
  standsFor,
  tally,
  withApproval,
} from '../../src/approval/policy.ts';
import type { Person } from '../../src/settings/types.ts';
import { RULE } from './approval.ts';

const PEOPLE: Person[] = [
  { id: 'PAM', name: 'Pam', roles: ['project_manager'] },
  { id: 'RAJ', name: 'Raj', roles: ['project_manager'] },
  { id: 'FIN', name: 'Finn', roles: ['finance_manager'] },
  { id: 'MEI', name: 'Mei', roles: ['finance_manager'] },
  { id: 'TOM', name: 'Tom', roles: [] },
  { id: 'AIS', name: 'Aisha', roles: [] },
];

const BOTH: Partial<ChosenRule> = {
  roles: ['project_manager', 'finance_manager'],
  from: [['project_manager'], ['finance_manager']],
};

const standing = (
  rule: Partial<ChosenRule>,
  standIns: StandIn[],
  more: Partial<Situation> = {},
): Situation => ({
  rule: { ...RULE, ...rule },
  requestedBy: 'PAM',
  editedBy: null,
  approvedBy: [],
  standIns,
  ...more,
});
const away = (absent: string, delegate: string): StandIn => ({ absent, delegate });

/** What the way does with each click: refused ones change nothing. */
function clicked(start: Situation, ...who: string[]): Situation {
  return who.reduce(
    (at, one) => (refusal('approve', one, at, PEOPLE) === null ? withApproval(at, one, PEOPLE) : at),
    start,
  );
}
const may = (who: string, at: Situation) => refusal('approve', who, at, PEOPLE) === null;

describe('a delegate', () => {
  test('may decide in the place of one who is away, with that one’s role', () => {
    const at = standing({}, [away('MEI', 'TOM')]);
    expect(may('TOM', at)).toBe(true);
    expect(refusal('edit', 'TOM', at, PEOPLE)).toBeNull();
    expect(refusal('reject', 'TOM', at, PEOPLE)).toBeNull();
    expect(mayApprove(at, PEOPLE)).toEqual(['FIN', 'MEI', 'TOM']);
  });

  test('has no right that the absent one has not', () => {
    expect(refusal('approve', 'TOM', standing({}, [away('RAJ', 'TOM')]), PEOPLE)).toContain('Nor may Raj');
    expect(may('TOM', standing({}, [away('GHOST', 'TOM')]))).toBe(false);
  });

  test('has none who is not named in projects.yml', () => {
    expect(may('STRANGER', standing({}, [away('MEI', 'STRANGER')]))).toBe(false);
  });

  test('never approves what they asked for themselves', () => {
    const at = standing({}, [away('MEI', 'TOM')], { requestedBy: 'TOM' });
    expect(refusal('approve', 'TOM', at, PEOPLE)).toContain('You asked for this draft');
  });

  test('never approves what the absent one asked for, in that one’s name', () => {
    const at = standing({}, [away('MEI', 'TOM')], { requestedBy: 'MEI' });
    expect(refusal('approve', 'TOM', at, PEOPLE)).toContain('Nor may Mei');
    expect(may('TOM', standing({ selfApproval: true }, [away('MEI', 'TOM')], { requestedBy: 'MEI' }))).toBe(
      true,
    );
  });

  test('never approves what the absent one changed, where editors do not count', () => {
    const rule = { editorCounts: false };
    expect(may('TOM', standing(rule, [away('MEI', 'TOM')], { editedBy: 'MEI' }))).toBe(false);
    expect(may('TOM', standing(rule, [away('MEI', 'TOM')], { editedBy: 'TOM' }))).toBe(false);
  });

  test('who was taken off the approvers is off as a delegate too, and so is the delegate of one taken off', () => {
    const off = (id: string) => [{ id, name: id, by: 'Finn', reason: 'a reason' }];
    expect(may('TOM', standing({}, [away('MEI', 'TOM')], { takenOff: off('TOM') }))).toBe(false);
    expect(may('TOM', standing({}, [away('MEI', 'TOM')], { takenOff: off('MEI') }))).toBe(false);
  });

  test('of a delegate has no right: delegations do not chain', () => {
    const at = standing({}, [away('MEI', 'TOM'), away('TOM', 'AIS')]);
    expect(standsFor('approve', 'AIS', at, PEOPLE)).toEqual([]);
    expect(may('AIS', at)).toBe(false);
  });
});

describe('one place counts once', () => {
  test('whether the absent one or their delegate sits on it, in either order', () => {
    const start = standing({ approvals: 2 }, [away('MEI', 'TOM')]);
    for (const order of [
      ['TOM', 'MEI'],
      ['MEI', 'TOM'],
    ]) {
      const at = clicked(start, ...order);
      expect(tally(at, PEOPLE)).toEqual({ have: 1, need: 2, enough: false });
      expect(refusal('approve', order[1] ?? '', at, PEOPLE)).toContain('Your place counts already');
      expect(tally(clicked(at, 'FIN'), PEOPLE).enough).toBe(true);
    }
  });

  test('after the absence is over as well', () => {
    const at = { ...clicked(standing({ approvals: 2 }, [away('MEI', 'TOM')]), 'TOM'), standIns: [] };
    expect(tally(at, PEOPLE).have).toBe(1);
    expect(may('MEI', at)).toBe(false);
    expect(tally(clicked(at, 'FIN'), PEOPLE).enough).toBe(true);
  });

  test('nobody sits on two: their own and the absent one’s', () => {
    const at = clicked(standing({ approvals: 2 }, [away('MEI', 'FIN')]), 'FIN', 'FIN');
    expect(at.approvedBy).toEqual(['FIN']);
    expect(tally(at, PEOPLE).have).toBe(1);
    expect(tally(clicked(at, 'MEI'), PEOPLE).enough).toBe(true);
  });

  test('nobody fills two groups with two roles, one of them borrowed', () => {
    const at = clicked(standing(BOTH, [away('RAJ', 'FIN')], { requestedBy: 'TOM' }), 'FIN', 'FIN');
    expect(tally(at, PEOPLE)).toEqual({ have: 1, need: 2, enough: false });
  });

  test('a delegate moves over for somebody who fits one place alone', () => {
    const at = clicked(standing(BOTH, [away('RAJ', 'FIN')], { requestedBy: 'TOM' }), 'FIN');
    expect(may('MEI', at)).toBe(true);
    expect(tally(clicked(at, 'MEI'), PEOPLE).enough).toBe(true);
  });

  test('for whoever stands in for two: one place of the two', () => {
    const at = clicked(standing({ approvals: 2 }, [away('MEI', 'TOM'), away('FIN', 'TOM')]), 'TOM', 'TOM');
    expect(tally(at, PEOPLE).have).toBe(1);
    expect(tally(clicked(at, 'MEI'), PEOPLE).enough).toBe(true);
    expect(tally(clicked(at, 'FIN'), PEOPLE).enough).toBe(true);
    expect(tally(clicked(at, 'MEI', 'FIN'), PEOPLE).have).toBe(2);
  });

  test('where groups are asked in order, a delegate waits for the turn of the place they sit on', () => {
    const rule = { ...BOTH, inOrder: true };
    const start = standing(rule, [away('MEI', 'TOM')], { requestedBy: 'AIS' });
    expect(may('TOM', start)).toBe(false);
    expect(may('TOM', clicked(start, 'PAM'))).toBe(true);
    expect(tally(clicked(start, 'PAM', 'TOM'), PEOPLE).enough).toBe(true);
  });
});

describe('whatever the clicks and the absences', () => {
  const id = fc.constantFrom(...PEOPLE.map((person) => person.id), 'STRANGER');
  const standIns = fc.uniqueArray(fc.record({ absent: id, delegate: id }), {
    selector: ({ absent }) => absent,
    maxLength: 4,
  });
  const rule = fc.oneof(
    fc.record({ approvals: fc.integer({ min: 1, max: 3 }), inOrder: fc.constant(false) }),
    fc.record({ inOrder: fc.boolean() }).map((more) => ({ ...BOTH, ...more })),
  );
  const roleOf = (who: string) => PEOPLE.find((person) => person.id === who)?.roles[0];

  test('there are never more approvals than places, and each was taken by its own or by a delegate', () => {
    fc.assert(
      fc.property(rule, standIns, id, fc.array(id, { maxLength: 12 }), (asks, ins, requestedBy, clicks) => {
        const at = clicked(standing(asks, ins, { requestedBy }), ...clicks);
        const { roles } = at.rule;
        expect(new Set(at.approvedBy).size).toBe(at.approvedBy.length);
        expect(at.approvedBy).not.toContain(requestedBy);
        for (const who of at.approvedBy) {
          const places = [who, ...(at.stoodFor?.get(who) ?? [])];
          expect(places.some((place) => roles.includes(roleOf(place) ?? '-'))).toBe(true);
          for (const place of at.stoodFor?.get(who) ?? []) {
            expect(ins).toContainEqual({ absent: place, delegate: who });
            expect(place).not.toBe(requestedBy);
          }
        }
        const holders = PEOPLE.filter((person) => person.roles.some((role) => roles.includes(role)));
        const places = holders.filter((person) => person.id !== requestedBy).length;
        expect(tally(at, PEOPLE).have).toBeLessThanOrEqual(places);
      }),
      { numRuns: 5_000 },
    );
  });

  test('what is granted without absences is granted with them: a delegate takes no right away', () => {
    fc.assert(
      fc.property(rule, standIns, id, (asks, ins, who) => {
        const alone = standing(asks, []);
        if (may(who, alone)) expect(may(who, standing(asks, ins))).toBe(true);
      }),
    );
  });

  test('every seating puts nobody on two places and two people on none', () => {
    const votes = fc.uniqueArray(fc.record({ who: id, places: fc.uniqueArray(id, { minLength: 1 }) }), {
      selector: ({ who }) => who,
      maxLength: 4,
    });
    fc.assert(
      fc.property(votes, (some) => {
        for (const taken of seatings(some)) {
          expect(new Set(taken).size).toBe(taken.length);
          expect(taken.length).toBeLessThanOrEqual(some.length);
        }
      }),
    );
  });
});

describe('an escalation', () => {
  test('lets more roles approve, and takes nothing from those who could', () => {
    const rule = escalated({ ...RULE, roles: ['project_manager'] }, ['finance_manager']);
    const at = standing(rule, [], { requestedBy: 'TOM' });
    expect(mayApprove(at, PEOPLE)).toEqual(['PAM', 'RAJ', 'FIN', 'MEI']);
    expect(rule.escalatedTo).toEqual(['finance_manager']);
  });

  test('asks for as many different people as before', () => {
    const rule = escalated({ ...RULE, ...BOTH }, ['finance_manager']);
    const at = clicked(standing(rule, [], { requestedBy: 'TOM' }), 'FIN', 'FIN');
    expect(tally(at, PEOPLE)).toEqual({ have: 1, need: 2, enough: false });
    expect(tally(clicked(at, 'MEI'), PEOPLE).enough).toBe(true);
  });
});
