import { messagesIn, threadOf, toPageMessage, topLevel } from './messages.ts';
import type { PageDms, PageHome, PageMessages, PageState, PageViews, RecordPanel } from './page-api.ts';
import { conversation, PageFault, person } from './page-lookups.ts';
import { type Floor, openHome } from './people.ts';
import type { RecordSource, StoredMessage } from './types.ts';
import { stackOf, toPageView } from './views.ts';
import { dmWith } from './workspace.ts';

/** What the page reads. Throws PageFault. */
export function answerGet(
  floor: Floor,
  records: RecordSource | undefined,
  path: string,
  query: URLSearchParams,
): unknown {
  switch (path) {
    case '/page/state':
      return pageState(floor);
    case '/page/messages':
      return pageMessages(floor, query);
    case '/page/dms':
      return pageDms(floor, person(floor, query.get('as')));
    case '/page/views': {
      const views = stackOf(floor.workspace, person(floor, query.get('as'))).map(toPageView);
      return { views } satisfies PageViews;
    }
    case '/page/home':
      return pageHome(floor, person(floor, query.get('as')));
    case '/page/records/quickbooks':
      return records?.quickbooks() ?? emptyPanel('QuickBooks');
    case '/page/records/smartsheet':
      return records?.smartsheet() ?? emptyPanel('Smartsheet');
    default:
      throw new PageFault(404, 'not_found');
  }
}

const emptyPanel = (title: string): RecordPanel => ({ title, tables: [] });

function pageState({ workspace, commands }: Floor): PageState {
  const { team, botUser } = workspace;
  const { id, name, realName, botId, appId } = botUser;
  return {
    team,
    botUser: { id, name, realName: realName ?? name, botId, appId },
    users: [...workspace.users.values()]
      .filter((user) => !user.isBot)
      .map((user) => ({
        id: user.id,
        name: user.name,
        realName: user.realName,
        title: user.title,
        isBot: false,
        isGuest: user.isGuest === true,
        deleted: user.deleted === true,
      })),
    channels: [...workspace.conversations.values()]
      .filter(({ dmWith: someone }) => !someone)
      .map((c) => ({ id: c.id, name: c.name, topic: c.topic, members: c.members })),
    commands,
  };
}

function pageMessages(floor: Floor, query: URLSearchParams): PageMessages {
  const { workspace } = floor;
  const as = person(floor, query.get('as'));
  const { id } = conversation(floor, query.get('channel'), as);
  const thread = query.get('thread');
  const own = (message: StoredMessage) =>
    message.channel === id &&
    message.ephemeralFor === as &&
    (thread ? message.threadTs === thread : !message.threadTs);
  const shared = thread ? threadOf(workspace, id, thread) : topLevel(workspace, id);
  const messages = [...shared, ...workspace.ephemerals.filter(own)]
    .sort((a, b) => (a.ts < b.ts ? -1 : 1))
    .map((message) => toPageMessage(workspace, message));
  return { messages };
}

function pageDms({ workspace }: Floor, as: string): PageDms {
  const { id } = dmWith(workspace, as);
  const ephemerals = workspace.ephemerals.filter((m) => m.channel === id);
  const messages = [...messagesIn(workspace, id), ...ephemerals].filter((m) => !m.threadTs || m.broadcast);
  messages.sort((a, b) => (a.ts < b.ts ? -1 : 1));
  return { dm: { id, messages: messages.map((message) => toPageMessage(workspace, message)) } };
}

async function pageHome(floor: Floor, as: string): Promise<PageHome> {
  await openHome(floor, as);
  const view = floor.workspace.homes.get(as);
  return { view: view ? toPageView(view) : null };
}
