import { describe, expect, test } from 'vitest';
import { castOf } from '../../src/approval/cast.ts';
import { refusal, tally } from '../../src/approval/policy.ts';
import type { Projects } from '../../src/settings/types.ts';
import type { LoadedApproval } from '../../src/store/approvals.ts';
import { PROJECTS, waitingApproval } from './approval.ts';

const AT = new Date('2026-11-20T15:00:00Z');
const groups = {
  refresh: async () => {},
  get: () => ({ state: 'unknown' as const }),
  look: async () => {},
  gone: () => false,
  inUse: () => false,
};
const cast = (approval: LoadedApproval, projects: Projects = PROJECTS) =>
  castOf({ projects, groups, now: () => AT }, approval);
const off = (id: string) => ({ id, name: id, by: 'U0FIN', reason: 'a friend', at: AT.toISOString() });

/** Two approvals by finance managers; Tom, who holds no role, gave one in Mei’s place. */
const stoodIn = (more: Partial<LoadedApproval> = {}) =>
  waitingApproval({
    rule: { approvals: 2, roles: ['finance_manager'] },
    given: [{ who: 'U0TOM', standsFor: ['U0MEI'] }],
    more,
  });

describe('a delegate’s approval', () => {
  test('counts in the place of whom they stood for', () => {
    const { at, people } = cast(stoodIn());
    expect(tally(at, people)).toMatchObject({ have: 1, need: 2 });
    expect(at.approvedBy).toEqual(['U0TOM']);
  });

  test('counts no more once the one they stood for was taken off', () => {
    const { at, people } = cast(stoodIn({ approvers: { added: [], removed: [off('U0MEI')] } }));
    expect(tally(at, people)).toMatchObject({ have: 0 });
    expect(at.approvedBy).toEqual([]);
  });

  test('still counts where they stood for somebody else as well', () => {
    const given = [{ who: 'U0TOM', standsFor: ['U0MEI', 'U0FIN'] }];
    const rule = { approvals: 2, roles: ['finance_manager'] };
    const approvers = { added: [], removed: [off('U0MEI')] };
    const { at, people } = cast(waitingApproval({ rule, given, more: { approvers } }));
    expect(tally(at, people).have).toBe(1);
    expect(at.stoodFor?.get('U0TOM')).toEqual(['U0FIN']);
  });

  test('still counts in their own right, where they hold the role themselves', () => {
    const given = [{ who: 'U0FIN', standsFor: ['U0MEI'] }];
    const rule = { approvals: 2, roles: ['finance_manager'] };
    const approvers = { added: [], removed: [off('U0MEI')] };
    const { at, people } = cast(waitingApproval({ rule, given, more: { approvers } }));
    expect(tally(at, people).have).toBe(1);
  });
});

describe('a finance manager who approved because nobody else could', () => {
  const given = [{ who: 'U0FIN', standsFor: [] }];
  const rule = { approvals: 1, roles: ['controller'] };

  test.each(['retry', 'undo'] as const)(
    'may %s what came of it, though the rule does not name them',
    (verb) => {
      for (const status of ['failed', 'posted', 'done']) {
        const { at, people } = cast(waitingApproval({ rule, given, more: { status } }));
        expect(refusal(verb, 'U0FIN', at, people)).toBeNull();
      }
    },
  );

  test('gives no such right to a finance manager who did not', () => {
    const { at, people } = cast(waitingApproval({ rule, given, more: { status: 'failed' } }));
    for (const verb of ['retry', 'undo'] as const)
      expect(refusal(verb, 'U0MEI', at, people)).toContain('it takes a controller');
    expect(refusal('reject', 'U0FIN', at, people)).toContain('it takes a controller');
  });

  test('gives no such right to a delegate, nor to who was taken off since', () => {
    const delegate = [{ who: 'U0TOM', standsFor: ['U0CON'] }];
    const of = cast(waitingApproval({ rule, given: delegate, more: { status: 'failed' } }));
    expect(refusal('retry', 'U0TOM', of.at, of.people)).toContain('it takes a controller');
    const approvers = { added: [], removed: [off('U0FIN')] };
    const { at, people } = cast(waitingApproval({ rule, given, more: { status: 'failed', approvers } }));
    expect(refusal('undo', 'U0FIN', at, people)).toContain('took you off');
  });
});
