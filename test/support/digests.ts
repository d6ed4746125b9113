import { expect } from 'vitest';
import type { DemoCompany } from '../../src/sandbox/company/company.ts';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { type TestClock, worldAt } from './clock.ts';
import { textOf, type World, type WorldOptions } from './world.ts';

/** What tests of digests look at, in their own words. */

const DIGEST = 'Daily digest, ';

export function digests(world: World, channel = 'C0ACME'): StoredMessage[] {
  return world.slack.messages(channel).filter((message) => textOf(message).includes(DIGEST));
}

/** The demo company, with somebody looking at the clock all the time. */
export function worldOnTime(
  clock: TestClock,
  change?: (company: DemoCompany) => void,
  options: WorldOptions = {},
): Promise<World> {
  const overrides = { scheduleMs: 25, ...options.overrides };
  return worldAt(clock, change, { ...options, overrides });
}

/** Nobody owes anything, and no project has costs: nothing to say. */
export function nothingToSay(company: DemoCompany): void {
  company.projectsYaml = company.projectsYaml.replace(/^ {4}costs: .*\n/gm, '');
  for (const invoice of company.quickbooks.Invoice ?? []) invoice.Balance = 0;
}

/** What became of the digest of that day. */
export async function ended(world: World, date: string, channel = 'C0ACME'): Promise<string> {
  const status = async () => {
    const where = { what: 'digest', whose: channel, date };
    return (await world.db.prisma.occasion.findFirst({ where }))?.status ?? 'none';
  };
  await expect.poll(status, { timeout: 20_000, interval: 20 }).toMatch(/silent|sent|missed|refused/);
  return status();
}

/** Nights of that date, each at its end. */
export async function nightOver(world: World, date: string, count = 3): Promise<void> {
  const over = () =>
    world.db.prisma.reconciliation.count({
      where: { requestKey: { startsWith: 'nightly:', endsWith: date }, status: { in: ['done', 'failed'] } },
    });
  await expect.poll(over, { timeout: 20_000, interval: 20 }).toBe(count);
}

/** Long enough for a process that looks at the clock every 25 ms to have seen it, several times. */
export async function looksPass(world: World): Promise<void> {
  const looks = () => world.db.prisma.$queryRaw`SELECT 1`;
  const end = Date.now() + 400;
  while (Date.now() < end) await looks();
}
