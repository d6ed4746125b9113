import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Front } from '../limits/front.ts';
import { urgent } from '../limits/priority.ts';
import type { Env } from '../settings/env.ts';
import { traced } from '../telemetry/trace.ts';
import { boltLogger } from './bolt-logger.ts';

export interface SlackApp {
  bolt: App;
  /** Takes Slack's requests; null in Socket Mode, where `bolt` is started and stopped instead. */
  receiver: HTTPReceiver | null;
}

/** Bolt as Slack reaches us: over HTTP, or over a WebSocket where there is an app token. */
export function createSlackApp(slack: Env['slack'], log: Logger, front: Front): SlackApp {
  const logger = boltLogger(log);
  if (slack.appToken !== null) {
    const clientOptions = { slackApiUrl: slack.apiUrl };
    const receiver = new SocketModeReceiver({
      appToken: slack.appToken,
      logger,
      installerOptions: { clientOptions },
    });
    return { bolt: listening(receiver, slack.botToken, log, front), receiver: null };
  }
  const receiver = new HTTPReceiver({
    signingSecret: slack.signingSecret ?? '',
    endpoints: '/slack/events',
    logger,
  });
  return { bolt: listening(receiver, slack.botToken, log, front), receiver };
}

/** Authorised without a call to Slack: auth.test on every event would make Slack's hiccups ours. */
function listening(
  receiver: HTTPReceiver | SocketModeReceiver,
  botToken: string,
  log: Logger,
  front: Front,
): App {
  const app = new App({
    receiver,
    authorize: async () => ({ botToken }),
    ignoreSelf: false,
    logger: boltLogger(log),
    convoStore: false,
  });
  app.use(({ next, body }) => front.serve(() => urgent(() => traced(`Slack ${spanName(body)}`, {}, next))));
  app.error(async (error) => {
    log.error({ code: error.code, error: String(error.original ?? error.message) }, 'a listener failed');
    throw error; // so that Slack is told, and the person sees that it did not work
  });
  return app;
}

/** By what was pressed, typed or sent in; never by what somebody wrote. */
function spanName(body: object): string {
  const { type, command, actions } = body as { type?: unknown; command?: unknown; actions?: unknown };
  const [action] = Array.isArray(actions) ? (actions as { action_id?: unknown }[]) : [];
  return String(action?.action_id ?? command ?? type ?? 'event').slice(0, 60);
}
