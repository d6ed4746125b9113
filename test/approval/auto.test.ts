import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { autoRule, isSample, whyAsked } from '../../src/approval/auto.ts';
import type { Question } from '../../src/approval/chosen-rule.ts';
import type { ApprovalRule } from '../../src/settings/types.ts';

const RULE: ApprovalRule = {
  index: 0,
  line: 1,
  label: 'invoice up to $2,000.00: posted without asking',
  kind: 'invoice',
  overMinor: null,
  upToMinor: 200_000,
  projects: null,
  customers: null,
  knownCustomer: null,
  finding: null,
  approvals: 1,
  roles: [],
  from: null,
  needs: 'all',
  inOrder: false,
  selfApproval: false,
  editorCounts: true,
  auto: true,
  dailyCapMinor: 500_000,
  sampleOneIn: 10,
  undo: null,
  confirmOverMinor: null,
};
const PLAIN: Question = {
  kind: 'invoice',
  amountMinor: 150_000,
  project: 'ACME-WEB',
  customerNames: ['Acme Corp'],
  knownCustomer: true,
  findings: [],
};
const QUIET = { spentMinor: 0, sample: false, stopped: false, currency: 'USD' } as const;
const why = (more: Partial<Question> = {}, around: Partial<typeof QUIET | { spentMinor: number }> = {}) => {
  const question = { ...PLAIN, ...more };
  return whyAsked(autoRule([RULE], question), question, { ...QUIET, ...around });
};

describe('what goes by itself', () => {
  test('a plain draft for a known customer, up to the rule’s amount and within the day’s cap', () => {
    expect(why()).toBeNull();
    expect(why({ amountMinor: 200_000 })).toBeNull();
    expect(why({}, { spentMinor: 350_000 })).toBeNull();
  });

  test('a cent over the rule’s amount goes to people', () => {
    expect(why({ amountMinor: 200_001 })).toContain('no rule with auto fits $2,000.01');
  });

  test('a cent over the day’s cap goes to people, with both amounts', () => {
    expect(why({}, { spentMinor: 350_001 })).toBe(
      'the day’s cap of $5,000.00 would be passed: $3,500.01 went by itself today, and this is $1,500.00',
    );
  });

  test('whatever a check found above info goes to people', () => {
    expect(why({ findings: ['similar-invoice'] })).toContain('similar-invoice');
  });

  test('a new customer goes to people', () => {
    expect(why({ knownCustomer: false })).toContain('the customer is new');
  });

  test('what is billed in another currency goes to people even where the rule names no amount', () => {
    const open = { ...RULE, upToMinor: null, dailyCapMinor: null };
    const question = { ...PLAIN, amountMinor: Number.MAX_SAFE_INTEGER };
    expect(whyAsked(open, question, QUIET)).toContain('another currency');
  });

  test('nothing goes by itself while stopped', () => {
    expect(whyAsked(RULE, PLAIN, { ...QUIET, stopped: true })).toContain('stopped');
  });

  test('one of the sample goes to people', () => {
    expect(whyAsked(RULE, PLAIN, { ...QUIET, sample: true })).toContain('one in 10');
  });

  test('the first rule with auto that fits is the one; rules that ask people are none', () => {
    const asking = { ...RULE, auto: false, label: 'asks' };
    const later = { ...RULE, label: 'later' };
    expect(autoRule([asking, RULE, later], PLAIN)?.label).toBe(RULE.label);
    expect(autoRule([asking], PLAIN)).toBeNull();
  });
});

describe('the sample', () => {
  test('is about one in ten, and always the same ones', () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `apr_${index}`);
    const chosen = ids.filter((id) => isSample(id, 10));
    expect(chosen.length).toBeGreaterThan(900);
    expect(chosen.length).toBeLessThan(1_100);
    expect(ids.filter((id) => isSample(id, 10))).toEqual(chosen);
  });

  test('of one is everything, of nought nothing', () => {
    fc.assert(fc.property(fc.string(), (id) => isSample(id, 1) && !isSample(id, 0)));
  });
});

test('whatever comes in whatever order, what goes by itself never passes the cap', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 250_000 })), (amounts) => {
      const spent = amounts.reduce(
        (sum, amountMinor) => (why({ amountMinor }, { spentMinor: sum }) === null ? sum + amountMinor : sum),
        0,
      );
      return spent <= 500_000;
    }),
  );
});
