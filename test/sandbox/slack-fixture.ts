import { WebClient } from '@slack/web-api';
import { startSlack } from '../../src/sandbox/slack/server.ts';
import type { SlackStandIn } from '../../src/sandbox/slack/stand-in.ts';
import type { SlackOptions } from '../../src/sandbox/slack/types.ts';

export const BOT_TOKEN = 'xoxb-test-token';
export const SIGNING_SECRET = 'test-signing-secret';
export const BOT = { id: 'U0BOT', name: 'countersign', botId: 'B0BOT', appId: 'A0APP' };

/** A small workspace: Pam and Finn in #acme-web with the bot, Gus outside, one channel without the bot. */
export async function startWorkspace(more: Partial<SlackOptions> = {}): Promise<SlackStandIn> {
  return startSlack({
    team: { id: 'T0TEAM', name: 'Northwind', domain: 'northwind' },
    users: [
      { id: 'U0PAM', name: 'pam', realName: 'Pam Lee', title: 'Project manager', email: 'pam@example.com' },
      { id: 'U0FIN', name: 'finn', realName: 'Finn Ode', title: 'Finance manager' },
      { id: 'U0GUS', name: 'gus', realName: 'Gus Guest', title: 'Client', isGuest: true },
      { id: 'U0OLD', name: 'old', realName: 'Ola Old', title: '', deleted: true },
    ],
    channels: [
      { id: 'C0ACME', name: 'acme-web', topic: 'The website', members: ['U0PAM', 'U0FIN', BOT.id] },
      { id: 'C0MAIN', name: 'general', topic: '', members: ['U0PAM', 'U0FIN', 'U0GUS'] },
      { id: 'C0HIDE', name: 'board', topic: '', members: ['U0FIN'], isPrivate: true },
    ],
    botToken: BOT_TOKEN,
    signingSecret: SIGNING_SECRET,
    botUser: BOT,
    commands: [{ command: '/invoice-draft', usageHint: '[code]', description: 'Draft an invoice' }],
    eventRetryDelaysMs: [0, 0, 0],
    ...more,
  });
}

/** The real client, which asks once and gives up after a second. */
export function clientOf(slack: SlackStandIn, token: string = BOT_TOKEN): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 1000,
    logger: silent,
  });
}

const nothing = () => {};
const silent = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => 'error' as never,
};

/** The text object that titles, labels and buttons want. */
export const plain = (text: string) => ({ type: 'plain_text' as const, text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });
export const section = (text: string) => ({ type: 'section' as const, text: mrkdwn(text) });
export const button = (actionId: string, value: string) => ({
  type: 'button' as const,
  action_id: actionId,
  text: plain(actionId),
  value,
});
