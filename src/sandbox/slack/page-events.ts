import type { ServerResponse } from 'node:http';
import { toPageMessage } from './messages.ts';
import type { PageEvent } from './page-api.ts';
import type { Change } from './types.ts';
import { toPageView } from './views.ts';
import type { Workspace } from './workspace.ts';

const KEEP_ALIVE_MS = 15_000;

/** The change as this person's page hears of it; null where it is none of their business. */
function toPageEvent(workspace: Workspace, change: Change, as: string): PageEvent | null {
  switch (change.type) {
    case 'records':
      return { type: 'records' };
    case 'message_deleted': {
      const { channel, ts, ephemeralFor } = change;
      const seen = (ephemeralFor === undefined || ephemeralFor === as) && sees(workspace, channel, as);
      return seen ? { type: 'message_deleted', channel, ts } : null;
    }
    case 'message':
    case 'message_changed':
    case 'ephemeral': {
      const { type, channel, message } = change;
      const theirs = message.ephemeralFor === undefined || message.ephemeralFor === as;
      if (!theirs || !sees(workspace, channel, as)) return null;
      return { type, channel, message: toPageMessage(workspace, message) };
    }
    default: {
      if (change.user !== as) return null;
      const view = toPageView(change.view);
      if (change.type === 'home') return { type: 'home', view };
      if (change.type === 'view_closed') return { type: 'view_closed', viewId: view.id };
      return { type: change.type, view, viewId: view.id };
    }
  }
}

/** Public channels are open to everybody, the others to their members. */
export function sees(workspace: Workspace, channel: string, as: string): boolean {
  const conversation = workspace.conversations.get(channel);
  return conversation !== undefined && (!conversation.isPrivate || conversation.members.includes(as));
}

/** Keeps this answer open and sends the person's events on it until either side closes. */
export function streamEvents(workspace: Workspace, as: string, res: ServerResponse): void {
  res.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    connection: 'keep-alive',
  });
  res.write('retry: 1000\n\n');
  const quiet = workspace.onChange((change) => {
    const event = toPageEvent(workspace, change, as);
    if (event) res.write(`data: ${JSON.stringify(event)}\n\n`);
  });
  const keepAlive = setInterval(() => res.write(': still here\n\n'), KEEP_ALIVE_MS);
  keepAlive.unref();
  res.on('close', () => {
    clearInterval(keepAlive);
    quiet();
  });
}
