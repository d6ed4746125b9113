import { describe, expect, test } from 'vitest';
import { type ChosenRule, withAtLeast } from '../../src/approval/chosen-rule.ts';
import { tally } from '../../src/approval/policy.ts';
import { RULE } from './approval.ts';

const rule: ChosenRule = {
  ...RULE,
  label: 'variance: 1 approval by finance_manager',
  roles: ['finance_manager', 'controller'],
};
const people = [
  { id: 'A', name: 'A', roles: ['finance_manager', 'controller'] },
  { id: 'B', name: 'B', roles: ['finance_manager'] },
];
const two = { people: 2, why: 'a journal entry over $10,000.00 always takes two people' };
const enough = (chosen: ChosenRule, approvedBy: string[]) =>
  tally({ rule: chosen, approvedBy }, people).enough;

describe('so many people whatever the rule says', () => {
  test.each<[string, Partial<ChosenRule>]>([
    ['one approval', {}],
    ['one of either group', { from: [['finance_manager'], ['controller']], needs: 'any' }],
    ['one group', { from: [['finance_manager']] }],
  ])('%s becomes two people, and says why', (_name, change) => {
    const chosen = withAtLeast({ ...rule, ...change }, two);
    expect(enough(chosen, ['A'])).toBe(false);
    expect(enough(chosen, ['A', 'A'])).toBe(false);
    expect(enough(chosen, ['A', 'B'])).toBe(true);
    expect(chosen.label).toContain('always takes two people');
  });

  test('a rule that asks as many or more stays as it is', () => {
    const both = { ...rule, from: [['finance_manager'], ['controller']] };
    expect(withAtLeast(both, two)).toBe(both);
    expect(withAtLeast({ ...rule, approvals: 3 }, two).approvals).toBe(3);
  });
});
