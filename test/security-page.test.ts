import { existsSync, globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const page = readFileSync(resolve(ROOT, 'SECURITY.md'), 'utf8');

describe('SECURITY.md', () => {
  test('names every public route that the code has', () => {
    const sources = globSync('src/**/*.ts', { cwd: ROOT }).filter((path) => !path.startsWith('src/sandbox/'));
    const written = /(?:['`](?:GET|POST|PUT|DELETE) |[A-Z]_PATH = ')(\/[\w/-]+)/g;
    const routes = sources
      .filter((path) => /^src\/(app\.ts|http|approval|triggers|reconciling)/.test(path))
      .flatMap((path) =>
        [...readFileSync(resolve(ROOT, path), 'utf8').matchAll(written)].map(([, route = '']) => route),
      );
    expect(routes).toEqual(
      expect.arrayContaining(['/slack/events', '/webhooks/smartsheet', '/oauth/quickbooks/start']),
    );
    const named = [...page.matchAll(/(?:GET|POST) (\/[\w/{}…-]+)/g)].map(([, route = '']) => route);
    const covers = (route: string) =>
      named.some((known) => known === route || (known.endsWith('…') && route.startsWith(known.slice(0, -1))));
    expect(
      routes.filter((route) => !covers(route.replace(/\/$/, '')) && !covers(`${route}/{source}`)),
    ).toEqual([]);
  });

  test('names no test that is not there', () => {
    const tests = [...page.matchAll(/`(test\/[\w/.-]+\.ts)`/g)].map(([, path = '']) => path);
    expect(tests.length).toBeGreaterThan(6);
    expect(tests.filter((path) => !existsSync(resolve(ROOT, path)))).toEqual([]);
  });
});
