import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandContext } from '../../src/commands/context.ts';
import { logCommand } from '../../src/commands/log.ts';
import { policyCommand } from '../../src/commands/policy.ts';
import { approve, atRest, drafted, edit, now } from '../support/deciding.ts';
import { runScript } from '../support/script.ts';
import { startWorld, TODAY, textOf, type World } from '../support/world.ts';

describe('what was decided can be proved afterwards', () => {
  let world: World;
  let folder: string;
  let env: Record<string, string>;
  let id: string;
  beforeAll(async () => {
    world = await startWorld();
    folder = mkdtempSync(join(tmpdir(), 'countersign-proof-'));
    env = {
      DATABASE_URL: world.settings.env.databaseUrl ?? '',
      ENCRYPTION_KEY: world.settings.env.encryptionKey?.toString('base64') ?? '',
      PROJECTS_FILE: world.settings.env.projectsFile,
    };
    const asked = await drafted(world);
    await edit(world, 'U0FIN', asked, { 'Line 1 quantity': '8' });
    await atRest(world);
    await approve(world, 'U0FIN', structuredClone(now(world, asked)));
    await atRest(world);
    await drafted(world, 'HARBOR-WMS');
    id = (await world.db.prisma.approval.findFirstOrThrow({ orderBy: { number: 'asc' } })).id;
  });
  afterAll(async () => {
    await world.end();
    rmSync(folder, { recursive: true });
  });

  const month = TODAY.slice(0, 7);
  const say = async (user: string, text: string) => {
    const answer = await world.slack.command({ user, channel: 'C0ACME', text });
    return JSON.stringify(answer.body);
  };
  async function run(command: typeof logCommand, args: string[], more: Partial<CommandContext> = {}) {
    const [said, complained]: [string[], string[]] = [[], []];
    const context = {
      env,
      now: () => new Date(),
      say: (line: string) => said.push(line),
      complain: (line: string) => complained.push(line),
      ...more,
    };
    const status = await command(args, context);
    return { status, said: said.join('\n'), complained: complained.join('\n') };
  }

  test('/countersign log tells one approval’s story to anyone with a role, by number or id', async () => {
    for (const name of ['1', '#1', id]) {
      const story = await say('U0PAM', `/countersign log ${name}`);
      for (const words of [
        'Pam drafted v1 with',
        'showed the card of v1',
        'Finn edited it, v2',
        'Line 1 quantity: 7.5 → 8',
        'Finn approved v2, 1 of 1 under',
        'unchanged since v2',
        'begins: post to QuickBooks',
        'done: post to QuickBooks, QuickBooks number',
        'wrote “Invoiced” to the sheet',
        'finished',
      ])
        expect(story).toContain(words);
    }
  });

  test('/countersign log is for people whom projects.yml names; an unknown number names the nearest', async () => {
    const stranger = await say('U0TOM', '/countersign log 1');
    expect(stranger).toContain('Only people whom projects.yml names');
    expect(stranger).not.toContain('drafted v1');
    expect(await say('U0PAM', '/countersign log 77')).toContain('The nearest: 1, 2.');
    expect(await say('U0PAM', `/countersign log ${id.slice(0, -1)}`)).toContain(id);
    expect(await say('U0PAM', '/countersign log')).toContain('Which approval?');
  });

  test('a very long story arrives whole, in messages that Slack takes', async () => {
    const reason = (index: number) => `${'it is looked into again '.repeat(14)}time ${index}.`;
    for (let index = 0; index < 40; index += 1) {
      await say('U0FIN', `/countersign stop HARBOR-WMS because ${reason(index)}`);
      await say('U0FIN', '/countersign resume HARBOR-WMS because it is settled');
    }
    const before = world.slack.ephemerals('U0RAJ').length;
    const last = await say('U0RAJ', '/countersign log 2');
    const told = world.slack.ephemerals('U0RAJ').slice(before).map(textOf).join('\n');
    for (let index = 0; index < 40; index += 1) expect(`${told}${last}`).toContain(`time ${index}.`);
    await atRest(world);
  });

  test('/countersign summary arrives as a message that can be forwarded, for finance managers alone', async () => {
    expect(await say('U0FIN', `/countersign summary ${month}`)).toContain('as a direct message');
    const sent = await world.slack.waitFor(() => world.slack.directMessages('U0FIN').at(-1));
    expect(textOf(sent)).toContain('1 decision: 1 approved, 0 rejected.');
    expect(textOf(sent)).toContain('ACME-WEB: 1 of 1 edited, 100%');
    expect(textOf(sent)).toContain('quantity: 1');
    expect(await say('U0PAM', '/countersign summary')).toContain('Only a finance_manager');
    expect(await say('U0FIN', '/countersign summary yesterday')).toContain('is not a month');
  });

  test('npm run log -- summary prints the same, from the database and from an exported file', async () => {
    const out = join(folder, 'log.jsonl');
    const printed = await runScript('src/log-command.ts', ['summary', '--month', month], env);
    expect([printed.status, printed.out]).toEqual([0, expect.stringContaining('1 decision: 1 approved')]);
    expect(await run(logCommand, ['export', '--out', out])).toMatchObject({ status: 0 });
    const state = await run(logCommand, ['state', out], { env: {} });
    expect(state.said).toMatch(
      /approval 1 apr_\w+ ACME-WEB: done v2; .*approve by U0FIN \(v2, .*sheet v2:(Invoiced|Sent)/,
    );
    expect(state.said).toContain('HARBOR-WMS: waiting v1');
    const fromFile = await run(logCommand, ['summary', '--month', month, '--log', out], {
      env: { PROJECTS_FILE: env.PROJECTS_FILE },
    });
    expect([fromFile.status, `${fromFile.said}\n`]).toEqual([0, printed.out]);
    expect(await run(logCommand, ['summary', '--month', '2026-13'])).toMatchObject({
      status: 1,
      complained: expect.stringContaining('is “2026-13”: write a month'),
    });
  });

  test('npm run policy -- test replays the log under new rules, and says every error of a wrong file', async () => {
    const rules = join(folder, 'projects.new.yml');
    const yaml = readFileSync(env.PROJECTS_FILE ?? '', 'utf8');
    writeFileSync(
      rules,
      yaml.replace(
        /- \{ kind: invoice, approvals: 1, roles: \[.*\] \}/,
        '- { kind: invoice, approvals: 2, roles: [finance_manager] }',
      ),
    );
    const tested = await runScript('src/policy-command.ts', ['test', rules], env);
    expect(tested.status).toBe(0);
    expect(tested.out).toContain('1 decision replayed');
    expect(tested.out).toMatch(
      /approval 1 v2, ACME-WEB, \$[\d,.]+: 1 of 2: it would also take finance_manager/,
    );

    const out = join(folder, 'again.jsonl');
    await run(logCommand, ['export', '--out', out]);
    const offline = await run(policyCommand, ['test', rules, '--log', out], { env: {} });
    expect([offline.status, `${offline.said}\n`]).toEqual([0, tested.out]);
    const changed = readFileSync(out, 'utf8').replace('U0FIN', 'U0MEI');
    writeFileSync(out, changed);
    expect(await run(policyCommand, ['test', rules, '--log', out], { env: {} })).toMatchObject({
      status: 1,
      complained: expect.stringContaining('does not verify'),
    });

    writeFileSync(rules, yaml.replace('mode: propose', 'mode: maybe').replace('approvals: 2', 'aprovals: 2'));
    const wrong = await run(policyCommand, ['test', rules]);
    expect([wrong.status, wrong.said]).toEqual([1, '']);
    expect(wrong.complained.split('\n')).toEqual([
      expect.stringContaining('mode is "maybe"'),
      expect.stringContaining('aprovals'),
    ]);
    for (const args of [[], ['rest'], ['test'], ['test', join(folder, 'no.yml')], ['test', folder]])
      expect(await run(policyCommand, args)).toMatchObject({ status: 1 });
  });
});
