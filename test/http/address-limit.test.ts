import { afterEach, describe, expect, test } from 'vitest';
import { addressOf, createAddressLimit } from '../../src/http/address-limit.ts';
import { type HttpServer, plainAnswer, serve } from '../../src/http/server.ts';

describe('an address that is refused too often', () => {
  let server: HttpServer | null = null;
  afterEach(() => server?.close());

  const start = async () => {
    server = await serve(
      '127.0.0.1',
      0,
      new Map([
        ['GET /page', (req, res) => plainAnswer(res, req.url?.endsWith('right') ? 200 : 403, '')],
        ['POST /signed', (req, res) => plainAnswer(res, req.headers.signature === 'right' ? 200 : 401, '')],
        ['GET /healthz', (_req, res) => plainAnswer(res, 200, 'ok')],
      ]),
      createAddressLimit(5),
    );
    const base = `http://127.0.0.1:${server.port}`;
    return async (method: string, path: string, headers: Record<string, string> = {}) =>
      (await fetch(base + path, { method, headers })).status;
  };

  test('finds pages closed for a minute, and what is rightly signed still passes', async () => {
    const ask = await start();
    for (let n = 0; n < 5; n += 1) expect(await ask('GET', '/page?guess')).toBe(403);
    expect(await ask('GET', '/page?right')).toBe(429);
    expect(await ask('GET', '/healthz')).toBe(200);
    expect(await ask('POST', '/signed', { signature: 'right' })).toBe(200);
    expect(await ask('POST', '/signed', { signature: 'forged' })).toBe(401);
  });

  test('is told apart from others behind the same proxy, by what the proxy itself added', async () => {
    const ask = await start();
    const from = (address: string) => ({ 'x-forwarded-for': `1.2.3.4, ${address}` });
    for (let n = 0; n < 5; n += 1) expect(await ask('GET', '/page', from('203.0.113.9'))).toBe(403);
    expect(await ask('GET', '/page?right', from('203.0.113.9'))).toBe(429);
    expect(await ask('GET', '/page?right', from('203.0.113.10'))).toBe(200);
  });

  test('cannot choose its address where nobody of ours stands before it', () => {
    const socket = { remoteAddress: '203.0.113.9' } as never;
    expect(addressOf({ socket, headers: { 'x-forwarded-for': '10.0.0.1' } })).toBe('203.0.113.9');
    expect(addressOf({ socket, headers: {} })).toBe('203.0.113.9');
    const proxy = { remoteAddress: '::ffff:10.0.0.7' } as never;
    expect(addressOf({ socket: proxy, headers: { 'x-forwarded-for': 'nonsense' } })).toBe('::ffff:10.0.0.7');
  });

  test('a genuine burst is never counted', async () => {
    const ask = await start();
    for (let n = 0; n < 50; n += 1) expect(await ask('POST', '/signed', { signature: 'right' })).toBe(200);
    expect(await ask('GET', '/page?right')).toBe(200);
  });
});
