import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { SLASH_COMMANDS } from '../src/sandbox/sandbox.ts';
import { COMMANDS, EVENTS } from '../src/slack/listeners/register.ts';

const ROOT = resolve(import.meta.dirname, '..');
const ADDRESS = z.literal('https://countersign.example.com/slack/events');

/** Slack's manifest, its lengths as @slack/web-api's types state them; strict, so that no key is misspelt. */
const Manifest = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int() }),
  display_information: z.strictObject({
    name: z.literal('Countersign'),
    description: z.string().max(140),
    long_description: z.string().min(174).max(4000),
    background_color: z.string().regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({
      display_name: z.string().regex(/^[a-z0-9._-]{1,80}$/),
      always_online: z.literal(true),
    }),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\/[a-z0-9_-]{1,31}$/),
          url: ADDRESS,
          description: z.string().min(1).max(2000),
          usage_hint: z.string().min(1).max(1000),
          should_escape: z.boolean(),
        }),
      )
      .max(50),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()).max(255) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ request_url: ADDRESS, bot_events: z.array(z.string()).max(100) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: ADDRESS }),
    org_deploy_enabled: z.literal(false),
    socket_mode_enabled: z.literal(false),
    token_rotation_enabled: z.literal(false),
  }),
});

/** Bot scopes that Slack asks for each method the product calls; channels may be public or private, not direct. */
const NEEDS: Record<string, string[]> = {
  'auth.test': [],
  'chat.getPermalink': [],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
};
/** What `npm run doctor` asks, whichever client it asks with. */
const DOCTOR = ['auth.test', 'conversations.info', 'users.info'];

const text = readFileSync(join(ROOT, 'manifest.yml'), 'utf8');
const manifest = Manifest.parse(parse(text));
const sources = globSync('src/{slack/**/*,doctor,doctor/**/*,commands/**/*}.ts', { cwd: ROOT });
const called = sources.flatMap((file) =>
  [
    ...readFileSync(join(ROOT, file), 'utf8').matchAll(/\b(?:web|slack|client)\.((?:[a-z]+\.)+[a-zA-Z]+)\(/g),
  ].map(([, method]) => method ?? ''),
);

describe('manifest.yml', () => {
  test('offers the commands that have listeners, and no others', () => {
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual([...COMMANDS]);
  });

  test('offers them in the words of the sandbox’s Slack', () => {
    const offered = manifest.features.slash_commands.map(({ command, usage_hint, description }) => ({
      command,
      usageHint: usage_hint,
      description,
    }));
    expect(offered).toEqual(SLASH_COMMANDS);
  });

  test('subscribes to the events that have listeners, and no others', () => {
    expect(manifest.settings.event_subscriptions.bot_events).toEqual([...EVENTS]);
  });

  test('asks for the scopes of the methods the product calls, and for no others', () => {
    expect(called.length).toBeGreaterThan(5);
    expect(called.filter((method) => !(method in NEEDS))).toEqual([]);
    const needed = [...called, ...DOCTOR].flatMap((method) => NEEDS[method] ?? []);
    expect(new Set(manifest.oauth_config.scopes.bot)).toEqual(new Set(['commands', ...needed]));
    expect(manifest.oauth_config.scopes.bot).toHaveLength(new Set(manifest.oauth_config.scopes.bot).size);
  });

  test('gives a reason for each scope', () => {
    const listed = text.slice(text.indexOf('    bot:\n'), text.indexOf('\nsettings:'));
    const lines = listed.split('\n').filter((line) => line.trim().startsWith('- '));
    expect(lines.filter((line) => !/ # \S/.test(line))).toEqual([]);
  });
});
