import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logCommand } from '../../src/commands/log.ts';
import { appendLog } from '../../src/log/append.ts';
import { openStore } from '../../src/wiring.ts';
import { bytesOf, chainOf, headOf, newKey } from '../log/sample.ts';
import { runScript } from '../support/script.ts';
import { card, startWorld, type World } from '../support/world.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-log-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function log(args: string[], env: Record<string, string> = {}) {
  const said: string[] = [];
  const complained: string[] = [];
  const status = await logCommand(args, {
    env,
    now: () => new Date(),
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
  });
  return { status, said: said.join('\n'), complained: complained.join('\n') };
}

describe('npm run log -- verify', () => {
  const key = newKey();
  const notes = Array.from({ length: 42 }, (_, index) => `note ${index}`);
  const file = (name: string, content: Buffer | string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const whole = () => bytesOf([...chainOf(notes), headOf(chainOf(notes), key)]);

  test('needs no database and no settings, and says the exact count and the public key', async () => {
    const { status, out } = await runScript(
      'src/log-command.ts',
      ['verify', file('whole.jsonl', whole())],
      {},
    );
    expect(out).toContain('42 entries');
    expect(out).toContain(headOf([], key).publicKey);
    expect(out).toContain('Compare the key');
    expect(status).toBe(0);
  });

  test('says how many entries of a partial export stand there in full', async () => {
    const lines = chainOf(notes, (index) => index >= 10);
    const path = file('part.jsonl', bytesOf([...lines, headOf(lines, key)]));
    const { status, said } = await log(['verify', path]);
    expect([status, said]).toEqual([0, expect.stringContaining('42 entries, 10 of them in full')]);
  });

  test('exits 1 and names the entry that does not follow', async () => {
    const path = file('changed.jsonl', whole().toString().replace('note 16', 'note 61'));
    const { status, complained } = await log(['verify', path]);
    expect([status, complained]).toEqual([1, expect.stringContaining('entry 17 (line 17) was changed')]);
  });

  test('with --key catches a log that was rewritten and signed with another key', async () => {
    const pinned = headOf([], key).publicKey;
    const forged = chainOf(notes.with(5, 'pay me instead'));
    const path = file('forged.jsonl', bytesOf([...forged, headOf(forged, newKey())]));
    expect((await log(['verify', path])).status).toBe(0);
    const { status, complained } = await log(['verify', path, '--key', pinned]);
    expect([status, complained]).toEqual([1, expect.stringContaining(`not with ${pinned}`)]);
    expect((await log(['verify', '--key', pinned, file('whole.jsonl', whole())])).status).toBe(0);
  });

  test.each([
    ['missing.jsonl', null, /There is no file/],
    ['empty.jsonl', '', /is empty/],
    ['binary.jsonl', Buffer.from([0, 159, 146, 150, 10]), /not UTF-8/],
    ['text.jsonl', 'hello\n', /not an entry of a decision log/],
  ])('refuses %s in words', async (name, content, words) => {
    const path = content === null ? join(folder, name) : file(name, content);
    const { status, complained } = await log(['verify', path]);
    expect([status, complained]).toEqual([1, expect.stringMatching(words)]);
  });

  test('says how it is called where it is called wrongly', async () => {
    for (const args of [
      [],
      ['verify'],
      ['verify', 'a', 'b'],
      ['sign', 'a'],
      ['verify', 'a', '--key', 'AAAA'],
    ]) {
      expect(await log(args)).toMatchObject({
        status: 1,
        complained: expect.stringContaining('npm run log -- verify'),
      });
    }
    const folderGiven = await log(['verify', folder]);
    expect([folderGiven.status, folderGiven.complained]).toEqual([1, expect.stringContaining('is a folder')]);
  });
});

describe('npm run log -- export beside a running bot', () => {
  let world: World;
  let env: Record<string, string>;
  beforeAll(async () => {
    world = await startWorld();
    env = {
      DATABASE_URL: world.settings.env.databaseUrl ?? '',
      ENCRYPTION_KEY: world.settings.env.encryptionKey?.toString('base64') ?? '',
    };
    for (const project of ['ACME-WEB', 'HARBOR-WMS']) {
      await world.slack.command({ user: 'U0PAM', channel: 'C0ACME', text: `/invoice-draft ${project}` });
    }
    await card(world, 'C0ACME', (text) => text.includes('waiting for approval'));
    await card(world, 'C0HARBOR', (text) => text.includes('waiting for approval'));
  });
  afterAll(() => world.end());

  test('writes a log that verifies and shows the bot’s own key, and leaves the bot running', async () => {
    const out = join(folder, 'all.jsonl');
    const exported = await runScript('src/log-command.ts', ['export', '--out', out], env);
    expect(exported).toMatchObject({ status: 0 });
    const count = await world.db.prisma.logEntry.count();
    expect(count).toBeGreaterThan(3);
    expect(exported.out).toContain(`${count} entries`);
    const { status, said } = await log(['verify', out]);
    expect([status, said]).toEqual([0, expect.stringContaining(`${count} entries.`)]);
    const ready = await fetch(`http://127.0.0.1:${world.app.port}/readyz`);
    expect(ready.status).toBe(200);
  });

  test('of one project shows that project alone, however its code is written', async () => {
    const out = join(folder, 'acme.jsonl');
    expect(await log(['export', '--project', 'acme-web', '--out', out], env)).toMatchObject({ status: 0 });
    expect(readFileSync(out, 'utf8')).not.toContain('HARBOR-WMS');
    const { status, said } = await log(['verify', out]);
    expect([status, said]).toEqual([0, expect.stringMatching(/\d+ entries, \d+ of them in full/)]);
  });

  test('refuses an unknown project by naming the nearest, and a wrong date, and writes nothing', async () => {
    const out = join(folder, 'never.jsonl');
    const unknown = await log(['export', '--project', 'ACME-WEP', '--out', out], env);
    expect(unknown).toMatchObject({
      status: 1,
      complained: expect.stringContaining('did you mean ACME-WEB?'),
    });
    for (const since of ['yesterday', '2026-02-30', '2026-13-01', '2026-01-01T25:00', '']) {
      const wrong = await log(['export', '--since', since, '--out', out], env);
      expect(wrong).toMatchObject({
        status: 1,
        complained: expect.stringContaining(`--since is “${since}”`),
      });
    }
    for (const since of [
      '2026-01-31',
      '2026-01-31T10:00',
      '2026-01-31T10:00:00+05:30',
      '2026-01-31T10:00Z',
    ]) {
      const fine = await log(['export', '--since', since, '--out', join(folder, 'since.jsonl')], env);
      expect(fine).toMatchObject({ status: 0 });
    }
    expect(readdirSync(folder).filter((name) => /never|unfinished/.test(name))).toEqual([]);
  });

  test('says what is missing or wrong of the three settings it needs, and asks for no other', async () => {
    const args = ['export', '--out', join(folder, 'x.jsonl')];
    const without = await log(args, { ...env, ENCRYPTION_KEY: '' });
    expect(without).toMatchObject({
      status: 1,
      complained: expect.stringMatching(/^ENCRYPTION_KEY is missing/),
    });
    expect(without.complained).not.toContain('SLACK');
    const both = await log(args, { DATABASE_URL: 'mysql://x', ENCRYPTION_KEY: 'short' });
    expect(both.complained).toMatch(/^DATABASE_URL .*\nENCRYPTION_KEY /);
    const wrongKey = await log(args, { ...env, ENCRYPTION_KEY: Buffer.alloc(32, 9).toString('base64') });
    expect(wrongKey).toMatchObject({ status: 1, complained: expect.stringContaining('ENCRYPTION_KEY') });
    const nobody = await log(args, { ...env, DATABASE_URL: 'postgres://me:secret@127.0.0.1:9/none' });
    expect(nobody).toMatchObject({ status: 1, complained: expect.stringContaining('127.0.0.1:9/none') });
    expect(nobody.complained).not.toContain('secret');
    expect(await log(args, { DATA_DIR: folder })).toMatchObject({
      status: 1,
      complained: expect.stringContaining('There is no database'),
    });
    const nowhere = await log(['export', '--out', join(folder, 'no', 'x.jsonl')], env);
    expect(nowhere).toMatchObject({ status: 1, complained: expect.stringContaining('There is no folder') });
  });
});

test('an export shares the embedded server of a running bot and leaves it running', async () => {
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const bot = await openStore({ databaseUrl: null, dataDir, encryptionKey: null, previousKey: null });
  const entry = { actor: 'U0PAM', type: 'draft.made', project: 'P', approvalId: null, data: {} };
  await bot.db.prisma.$transaction((tx) => appendLog(tx, { ...entry, at: new Date() }));
  const out = join(folder, 'embedded.jsonl');
  const exported = await runScript('src/log-command.ts', ['export', '--out', out], { DATA_DIR: dataDir });
  expect(exported).toMatchObject({ status: 0, out: expect.stringContaining('1 entry written') });
  await bot.db.prisma.$transaction((tx) => appendLog(tx, { ...entry, at: new Date() }));
  await bot.close();
  const again = await runScript('src/log-command.ts', ['export', '--out', out], { DATA_DIR: dataDir });
  expect(again).toMatchObject({ status: 0, out: expect.stringContaining('2 entries written') });
  expect(readdirSync(join(dataDir, 'postgres'))).not.toContain('postmaster.pid');
});
