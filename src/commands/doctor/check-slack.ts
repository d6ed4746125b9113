import { VendorFailure } from '../../core/failure.ts';
import type { Env } from '../../settings/env.ts';
import type { Person, Projects } from '../../settings/types.ts';
import { isUserGroup } from '../../settings/user-group.ts';
import { createDirectory, type Directory } from '../../slack/directory.ts';
import { slackFailure } from '../../slack/faults.ts';
import { webClient } from '../../slack/web.ts';
import { attempt, broken, failed, hint, type Line, oneByOne, works } from './line.ts';

/** `manifestScopes`: what manifest.yml asks for; null where it cannot be read. */
export async function checkSlack(
  { botToken, appToken, apiUrl }: Env['slack'],
  projects: Projects,
  manifestScopes: readonly string[] | null,
  timeoutMs: number,
): Promise<Line[]> {
  const directory = createDirectory(webClient({ token: botToken, apiUrl, timeoutMs }));
  const lines: Line[] = [];
  let botName: string;
  try {
    const bot = await directory.bot();
    botName = bot.name;
    lines.push(works(`the token is @${bot.name}’s in “${bot.team}”`), scopeLine(bot.scopes, manifestScopes));
  } catch (error) {
    return [failed('the bot’s token', error), broken('not checked for want of it: channels and people')];
  }
  if (appToken !== null) lines.push(...(await checkSocketMode(appToken, apiUrl, timeoutMs)));
  lines.push(
    ...(await oneByOne(
      channelsOf(projects),
      ({ id, codes }) => `channel ${id} of ${codes}`,
      (channel) => mayBeHidden(`channel ${channel.id}`, () => checkChannel(directory, channel, botName)),
    )),
    ...(await oneByOne(
      projects.people,
      ({ name, id }) => `${name} (${id})`,
      (person) => mayBeHidden(`${person.name} (${person.id})`, () => checkPerson(directory, person)),
    )),
  );
  lines.push(
    ...(await oneByOne(
      groupsOf(projects),
      (id) => `user group ${id}`,
      (id) => mayBeHidden(`user group ${id}`, () => checkGroup(directory, id)),
    )),
  );
  return lines;
}

function groupsOf({ approvals, waiting }: Projects): string[] {
  const roles = [...approvals.flatMap((rule) => rule.roles), ...waiting.escalateTo];
  return [...new Set(roles.filter(isUserGroup))];
}

async function checkGroup(directory: Directory, id: string): Promise<Line[]> {
  const members = await directory.group(id);
  if (members === null) {
    return [
      broken(
        `user group ${id}: Slack has no such group, or it is disabled`,
        'Correct it in the rules of projects.yml: its ID stands in the menu of the group under "Copy group ID".',
      ),
    ];
  }
  if (members.length === 0)
    return [broken(`user group ${id}: nobody is in it`, 'Put people into it in Slack, or name another.')];
  const people = members.length === 1 ? '1 person is' : `${members.length} people are`;
  return [works(`user group ${id}: ${people} in it`)];
}

function scopeLine(granted: readonly string[] | null, wanted: readonly string[] | null): Line {
  if (wanted === null)
    return hint('manifest.yml cannot be read, so the bot’s scopes are not compared with it');
  if (granted === null)
    return hint('Slack does not say which scopes the token has, so they are not compared');
  const missing = wanted.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return works(`the token has all ${wanted.length} scopes of manifest.yml`);
  return broken(
    `the token lacks ${missing.join(', ')}`,
    'Add them in your Slack app under "OAuth & Permissions", or paste manifest.yml into "App Manifest"; then reinstall the app to the workspace.',
  );
}

function checkSocketMode(token: string, apiUrl: string, timeoutMs: number): Promise<Line[]> {
  return attempt('Socket Mode (SLACK_APP_TOKEN)', async () => {
    try {
      await webClient({ token, apiUrl, timeoutMs }).apps.connections.open({});
      return [works('Socket Mode: the app-level token opens connections')];
    } catch (error) {
      const failure = slackFailure(error);
      if (failure.passing) throw failure;
      return [
        broken(
          `Socket Mode: ${failure.message}`,
          'Make an app-level token with the scope connections:write under "Basic Information", set SLACK_APP_TOKEN to it, and turn on "Socket Mode".',
        ),
      ];
    }
  });
}

interface ProjectChannel {
  id: string;
  /** Codes of the projects that post there. */
  codes: string;
}

function channelsOf({ projects }: Projects): ProjectChannel[] {
  return [...Map.groupBy(projects, ({ channel }) => channel)].map(([id, sharing]) => ({
    id,
    codes: sharing.map(({ code }) => code).join(', '),
  }));
}

async function checkChannel(
  directory: Directory,
  { id, codes }: ProjectChannel,
  botName: string,
): Promise<Line[]> {
  const channel = await directory.channel(id);
  if (channel === null) {
    return [
      broken(
        `channel ${id} of ${codes}: there is none, or it is private and the bot is not in it`,
        `Type /invite @${botName} in it, or correct channel in projects.yml: its ID stands at the end of "View channel details".`,
      ),
    ];
  }
  if (channel.archived) {
    return [
      broken(
        `channel #${channel.name} of ${codes} is archived`,
        'Unarchive it, or name another in projects.yml.',
      ),
    ];
  }
  if (channel.member === false) {
    return [
      broken(`channel #${channel.name} of ${codes}: the bot is not in it`, `Type /invite @${botName} in it.`),
    ];
  }
  return [works(`channel #${channel.name} of ${codes}: the bot is in it`)];
}

async function checkPerson(directory: Directory, { id, name, roles }: Person): Promise<Line[]> {
  const person = await directory.person(id);
  const who = `${name} (${id}${roles.length > 0 ? `, ${roles.join(', ')}` : ''})`;
  const correct = 'Correct or remove it under people in projects.yml';
  if (person === null) {
    return [
      broken(`${who}: nobody in Slack has this id`, `${correct}: a profile’s menu has "Copy member ID".`),
    ];
  }
  if (person.deactivated) return [broken(`${who}: ${person.name} is deactivated in Slack`, `${correct}.`)];
  if (person.bot) return [broken(`${who}: ${person.name} is a bot, and bots approve nothing`, `${correct}.`)];
  if (person.guest) {
    return [broken(`${who}: ${person.name} is a guest, and guests should not decide`, `${correct}.`)];
  }
  return [works(`${who} is ${person.name} in Slack`)];
}

/** What the token may not ask is not known to be wrong; that the scope is missing is said where scopes are compared. */
async function mayBeHidden(what: string, check: () => Promise<Line[]>): Promise<Line[]> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof VendorFailure) || !HIDDEN.includes(error.code ?? '')) throw error;
    return [hint(`${what}: not checked, because Slack answers “${error.code}”`)];
  }
}

const HIDDEN = ['missing_scope', 'unknown_method', 'not_allowed_token_type'];
