import { afterEach, describe, expect, test, vi } from 'vitest';
import { background, urgent } from '../../src/limits/priority.ts';
import { alone } from '../../src/limits/shared.ts';
import { createLimit, INTUIT_LIMITS } from '../../src/quickbooks/limits.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { sheetGate } from '../../src/smartsheet/pace.ts';
import { atRest } from '../support/deciding.ts';
import { channelOf, manyProjects } from '../support/many-projects.ts';
import { startWorld, TODAY, type World } from '../support/world.ts';

/** A month of 10,000 rows: fifty projects with two hundred rows each. What one of them costs is counted here. */
const PROJECTS = 50;
const ROWS = 200;
const RULES = '  - { kind: invoice, approvals: 1, roles: [approver] }';

afterEach(() => void vi.useRealTimers());

interface Calls {
  quickbooks: number;
  smartsheet: number;
}

const callsOf = ({ quickbooks, smartsheet }: Sandbox): Calls => ({
  quickbooks: quickbooks.requests.length,
  smartsheet: smartsheet.requests.length,
});

/** What it takes of each vendor to draft a project with so many rows, approve it, post it and write its sheet. */
async function wholeWay(world: World, code: string): Promise<Calls> {
  const before = callsOf(world);
  const channel = channelOf(code);
  await world.slack.command({ user: 'U0PAM', channel, text: `/invoice-draft ${code}` });
  const card = await world.slack.waitFor(
    () => world.slack.messages(channel).find(({ blocks }) => JSON.stringify(blocks).includes('"approve"')),
    30_000,
  );
  await atRest(world);
  await world.slack.click({ user: 'U0P000', channel, ts: card.ts, actionId: 'approve' });
  await world.slack.waitFor(
    () => JSON.stringify(world.slack.messages(channel)).includes('The sheet is updated'),
    30_000,
  );
  await atRest(world);
  const after = callsOf(world);
  return {
    quickbooks: after.quickbooks - before.quickbooks,
    smartsheet: after.smartsheet - before.smartsheet,
  };
}

/** What one project may cost at most; counted below, and the basis of the month that follows it. */
const MOST: Calls = { quickbooks: 15, smartsheet: 14 };

test('a project of two hundred rows takes no more requests than one of two, and few', async () => {
  const many = { approvers: ['U0P000'], asker: 'U0PAM', rules: RULES };
  const cost: Calls[] = [];
  for (const rows of [2, ROWS]) {
    const world = await startWorld({ company: manyProjects(TODAY, { ...many, codes: ['ONE'], rows }) });
    try {
      cost.push(await wholeWay(world, 'ONE'));
    } finally {
      await world.end();
    }
  }
  const [small, large] = cost;
  for (const vendor of ['quickbooks', 'smartsheet'] as const) {
    expect(large?.[vendor]).toBeLessThanOrEqual((small?.[vendor] ?? 0) + 1);
    expect(large?.[vendor]).toBeLessThanOrEqual(MOST[vendor]);
  }
}, 60_000);

describe('fifty such projects in the same minute', () => {
  const ANSWER_MS = 300;
  const asVendor = { quickbooks: { minute: 500, second: 10 }, smartsheet: { minute: 300, second: 300 } };
  const lines = {
    quickbooks: () => createLimit(INTUIT_LIMITS),
    smartsheet: () => {
      const gate = sheetGate('token', alone());
      return <T>(request: () => Promise<T>) => gate.pass(request);
    },
  };

  test.each(['quickbooks', 'smartsheet'] as const)(
    '%s is never asked more often than it allows, and a click passes the rest',
    async (vendor) => {
      vi.useFakeTimers();
      const begin = Date.now();
      const line = lines[vendor]();
      const startedAt: number[] = [];
      const ask = () =>
        line(async () => {
          startedAt.push(Date.now() - begin);
          await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
        });
      const all = background(() => Array.from({ length: PROJECTS * MOST[vendor] }, ask));
      await vi.advanceTimersByTimeAsync(65_000);
      expect(startedAt.length).toBeLessThan(all.length); // the line is long when somebody clicks
      const clicked = Date.now();
      let waited = Number.POSITIVE_INFINITY;
      const click = urgent(ask).then(() => {
        waited = Date.now() - clicked;
      });
      await vi.advanceTimersByTimeAsync(240_000);
      await Promise.all([...all, click]);
      const within = (from: number, ms: number) =>
        startedAt.filter((at) => at >= from && at < from + ms).length;
      for (const at of startedAt) {
        expect(within(at, 60_000)).toBeLessThanOrEqual(asVendor[vendor].minute);
        expect(within(at, 1_000)).toBeLessThanOrEqual(asVendor[vendor].second);
      }
      // All through the line in as many minutes as the vendor's own limit takes, and little more.
      expect(Math.max(...startedAt)).toBeLessThan((all.length / asVendor[vendor].minute) * 60_000 * 1.5);
      expect(waited).toBeLessThan(7_000);
    },
  );
});
