import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, LogLevel } from '@slack/bolt';
import type { SlackStandIn } from '../../src/sandbox/slack/stand-in.ts';
import { BOT, BOT_TOKEN, SIGNING_SECRET } from './slack-fixture.ts';

export interface TestBot {
  app: App;
  /** Where it takes POST /slack/events. */
  eventsUrl: string;
  stop(): Promise<void>;
}

/** A real Bolt app over HTTP with the listeners that `listen` adds, connected to the stand-in. */
export async function startBot(slack: SlackStandIn, listen: (app: App) => void): Promise<TestBot> {
  const app = new App({
    token: BOT_TOKEN,
    signingSecret: SIGNING_SECRET,
    tokenVerificationEnabled: false,
    botId: BOT.botId,
    botUserId: BOT.id,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    logLevel: LogLevel.ERROR,
  });
  listen(app);
  const server = (await app.start({ port: 0, host: '127.0.0.1' })) as Server;
  const { port } = server.address() as AddressInfo;
  const eventsUrl = `http://127.0.0.1:${port}/slack/events`;
  await slack.connect(eventsUrl);
  return {
    app,
    eventsUrl,
    stop: async () => {
      server.closeAllConnections();
      await app.stop();
    },
  };
}
