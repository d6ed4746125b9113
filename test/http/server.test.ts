import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../support/world.ts';

describe('the public routes', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.end());
  const ask = (method: string, path: string, body?: string) =>
    fetch(`http://127.0.0.1:${world.app.port}${path}`, { method, ...(body === undefined ? {} : { body }) });

  test('say that the process is up and takes work, and nothing else', async () => {
    expect(await (await ask('GET', '/healthz')).text()).toBe('ok\n');
    const ready = await ask('GET', '/readyz');
    expect([ready.status, await ready.text()]).toEqual([200, 'ready\n']);
    expect(ready.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('refuse what is not signed, what is too large, other methods and other paths', async () => {
    for (const path of ['/slack/events', '/webhooks/smartsheet', '/webhooks/quickbooks']) {
      expect((await ask('POST', path, '{}')).status, path).toBe(401);
      expect((await ask('GET', path)).status, path).toBe(405);
      expect((await ask('POST', path, 'x'.repeat(3 * 1024 * 1024))).status, path).toBe(413);
    }
    expect((await ask('POST', '/healthz', '')).status).toBe(405);
    for (const path of ['/', '/..', '/../etc/passwd', '/projects.yml', '/reports/reconciliation/../../x'])
      expect([403, 404], path).toContain((await ask('GET', path)).status);
  });
});
