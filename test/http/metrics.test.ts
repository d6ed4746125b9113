import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { drafted } from '../support/deciding.ts';
import { startWorld, type World } from '../support/world.ts';

describe('/metrics', () => {
  let world: World;
  let now: Date;
  beforeEach(async () => {
    now = new Date();
    world = await startWorld({ overrides: { now: () => now } });
  });
  afterEach(() => world.end());

  const scrape = async () => {
    const text = await (await fetch(`http://127.0.0.1:${world.app.port}/metrics`)).text();
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(
      lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
    );
  };

  test('says what waits and for how long, how old the queues’ work is, and which vendor calls failed', async () => {
    const before = await scrape();
    expect(before.get('countersign_approvals_waiting')).toBe(0);
    expect(before.get('countersign_stops')).toBe(0);
    await drafted(world);
    now = new Date(now.getTime() + 3_600_000);
    const after = await scrape();
    expect(after.get('countersign_approvals_waiting')).toBe(1);
    expect(after.get('countersign_approvals_oldest_waiting_seconds')).toBeGreaterThan(3_590);
    expect(after.get('countersign_queue_age_seconds{queue="advance"}')).toBeGreaterThanOrEqual(0);
    for (const service of ['QuickBooks', 'Smartsheet', 'Slack'])
      expect(
        after.get(`countersign_vendor_calls_total{service="${service}",outcome="ok"}`),
        service,
      ).toBeGreaterThan(0);
    expect(after.get('countersign_slack_acknowledgement_seconds_count')).toBeGreaterThanOrEqual(1);
    for (const name of ['steps_failed', 'deliveries_open', 'approvals_due', 'approvals_oldest_due_seconds'])
      expect(after.has(`countersign_${name}`), name).toBe(true);
  });
});
