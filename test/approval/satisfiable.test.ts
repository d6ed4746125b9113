import { describe, expect, test } from 'vitest';
import type { ChosenRule } from '../../src/approval/chosen-rule.ts';
import type { Situation } from '../../src/approval/policy.ts';
import { completable, effective } from '../../src/approval/satisfiable.ts';
import type { Person } from '../../src/settings/types.ts';
import { RULE } from './approval.ts';

const person = (id: string, ...roles: string[]): Person => ({ id, name: id, roles });
const ANN = person('Ann', 'controller');
const BOB = person('Bob', 'controller');
const FIN = person('Finn', 'finance_manager');
const MEI = person('Mei', 'finance_manager');
const at = (rule: Partial<ChosenRule> = {}, more: Partial<Situation> = {}): Situation => ({
  rule: { ...RULE, roles: ['controller'], ...rule },
  requestedBy: 'Tom',
  editedBy: null,
  approvedBy: [],
  ...more,
});

describe('a rule that somebody can still complete stays as it is', () => {
  test('one holder is enough for one approval', () => {
    expect(effective(at(), [ANN, FIN])).toMatchObject({ stuck: null, at: { rule: { label: 'a rule' } } });
  });

  test('what is given already counts towards a quorum', () => {
    expect(completable(at({ approvals: 2 }, { approvedBy: ['Bob'] }), [ANN])).toBe(true);
    expect(completable(at({ approvals: 2 }), [ANN])).toBe(false);
  });

  test('in order, those whose turn comes later count too', () => {
    const rule = { from: [['controller'], ['finance_manager']], roles: ['controller', 'finance_manager'] };
    expect(completable(at({ ...rule, inOrder: true, approvals: 2 }), [FIN, ANN])).toBe(true);
    expect(completable(at({ ...rule, inOrder: true, approvals: 2 }), [ANN, BOB])).toBe(false);
  });
});

describe('where nobody can complete it', () => {
  const label = 'a rule; nobody else can: finance_manager';

  test('the only holder asked for it: a finance manager may stand in, and the rule says so', () => {
    const { at: now, stuck } = effective(at({}, { requestedBy: 'Ann' }), [ANN, FIN]);
    expect(stuck).toMatchObject({ inPlace: true });
    expect(stuck?.reason).toContain('Ann asked for it');
    expect(now.rule).toMatchObject({ label, roles: ['controller', 'finance_manager'], approvals: 1 });
  });

  test('nobody holds the role any more', () => {
    expect(effective(at(), [FIN]).stuck?.reason).toContain('nobody can still give one');
  });

  test('whoever was taken off by a finance manager does not come back as a stand-in', () => {
    const takenOff = [{ id: 'Finn', name: 'Finn', by: 'Mei', reason: 'a friend of the customer' }];
    expect(effective(at({}, { takenOff }), [FIN]).stuck).toMatchObject({ inPlace: false });
  });

  test('a quorum larger than the people: stand-ins take the missing places, and the number stays', () => {
    const { at: now, stuck } = effective(at({ approvals: 2 }), [ANN, FIN]);
    expect(stuck).toMatchObject({ inPlace: true });
    expect(now.rule.approvals).toBe(2);
    expect(effective(at({ approvals: 3 }), [ANN, FIN]).stuck).toMatchObject({ inPlace: false });
  });

  test('of groups, those alone are opened that nobody can fill', () => {
    const from = [['controller'], ['project_manager']];
    const two = at({ from, roles: ['controller', 'project_manager'], approvals: 2 });
    const { at: now } = effective(two, [person('Pam', 'project_manager'), FIN]);
    expect(now.rule.from).toEqual([['controller', 'finance_manager'], ['project_manager']]);
  });

  test('the requester is the only finance manager: nobody stands in', () => {
    const { at: now, stuck } = effective(at({}, { requestedBy: 'Finn' }), [FIN]);
    expect(stuck).toMatchObject({ inPlace: false });
    expect(now.rule.label).toBe('a rule');
  });

  test('who edited does not count where editors do not, and another finance manager may', () => {
    const own = at({ editorCounts: false }, { editors: ['Ann', 'Finn'] });
    expect(effective(own, [ANN, FIN]).stuck).toMatchObject({ inPlace: false });
    expect(effective(own, [ANN, FIN, MEI]).stuck).toMatchObject({ inPlace: true });
  });
});
