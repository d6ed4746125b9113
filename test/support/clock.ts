import { companyDay } from '../../src/sandbox/company/calendar.ts';
import { type DemoCompany, demoCompany } from '../../src/sandbox/company/company.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';

/** A clock that stands still until a test sets it. */
export interface TestClock {
  now(): Date;
  /** ISO instant, or by the wall clock of Chicago: "2033-03-14 09:00". Never backwards. */
  set(time: string): void;
}

/** Later than any clock that runs these tests: Slack's requests are stamped with the real time. */
export function testClock(time: string): TestClock {
  let at = instant(time);
  return {
    now: () => new Date(at),
    set(next) {
      const later = instant(next);
      if (later < at) throw new Error(`${next} is before ${at.toISOString()}`);
      at = later;
    },
  };
}

/** The wall clock's instant; of a repeated hour the first. */
function instant(time: string): Date {
  if (time.endsWith('Z')) return new Date(time);
  const asUtc = new Date(`${time.replace(' ', 'T')}:00Z`);
  const shown = (at: Date) =>
    new Date(`${at.toLocaleString('sv-SE', { timeZone: 'America/Chicago' }).replace(' ', 'T')}Z`);
  const guess = new Date(asUtc.getTime() + (asUtc.getTime() - shown(asUtc).getTime()));
  return new Date(guess.getTime() + (asUtc.getTime() - shown(guess).getTime()));
}

/** The demo company on the clock's day; `change` makes it another before it begins. */
export function worldAt(
  clock: TestClock,
  change: (company: DemoCompany) => void = () => {},
  options: WorldOptions = {},
): Promise<World> {
  const company = demoCompany(companyDay(clock.now()));
  change(company);
  const overrides = { now: clock.now, sweepMs: 100, ...options.overrides };
  return startWorld({ company, ...options, overrides });
}
