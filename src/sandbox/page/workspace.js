import { el } from './dom.js';
import { drawersOf } from './drawers.js';
import { conversation } from './panes/conversation.js';
import { header } from './panes/header.js';
import { home } from './panes/home.js';
import { modals } from './panes/modal.js';
import { opening } from './panes/opening.js';
import { recordsPane } from './panes/records.js';
import { sidebar } from './panes/sidebar.js';
import { threadPane } from './panes/thread.js';
import { routes } from './routes.js';
import { turnTheme } from './theme.js';

/** @typedef {import('./app.js').App} App */

/**
 * Puts the panes together and starts. Resolves once everything of the acting person is drawn.
 * @param {App} app
 */
export async function workspace(app) {
  const panes = panesOf(app);
  const { go, actAs, connect, remember, draw } = routes(app, panes);
  Object.assign(app, { go, actAs, remember });
  document.addEventListener('themechange', () => panes.head.draw());
  document.addEventListener('click', (event) => followLink(event, app, panes));
  draw();
  await connect();
}

/** @typedef {ReturnType<typeof panesOf>} Panes */

function panesOf(app) {
  const byId = (id) => document.getElementById(id);
  const modal = modals(app);
  app.modalNotice = (words) => {
    if (modal.isOpen()) modal.notice(words);
    return modal.isOpen();
  };
  const thread = threadPane(byId('thread'), app);
  const main = mainConversation(app, thread);
  const homePane = home(app);
  const { head, drawers, records } = frame(app, byId);
  const drawSidebar = sidebar(byId('sidebar'), app, () => drawers.close());
  const offline = el(
    'div',
    { class: 'offline', role: 'status', hidden: true },
    'Connection lost. Trying again…',
  );
  const column = el('div', { class: 'main-column' }, main.list, homePane.node, main.box.node);
  byId('main').append(head.node, offline, column);
  return { modal, thread, main, homePane, head, drawers, records, drawSidebar, offline };
}

function mainConversation(app, thread) {
  const channelName = () => `#${app.channels.get(app.where.id)?.name}`;
  const botName = () => app.people.get(app.state.botUser.id).name;
  return conversation(app, {
    inThread: false,
    inputId: 'composer-input',
    label: () => `Message ${app.where.kind === 'channel' ? channelName() : botName()}`,
    opening: () => opening(app),
    place: () => (app.where.kind === 'home' ? null : { channel: app.where.id }),
    onThread: (ts) => thread.open(ts),
  });
}

/** The header, the records and the drawers they become, with the count of what changed out of sight. */
function frame(app, byId) {
  let changes = 0;
  const count = (number) => {
    changes = number;
    head.setBadge(changes);
  };
  const showRecords = () => {
    drawers.show('records');
    count(0);
  };
  const head = header(app, {
    onSidebar: () => drawers.show('sidebar'),
    onRecords: showRecords,
    onTheme: () => {
      turnTheme();
      head.draw();
      app.remember();
    },
  });
  const records = recordsPane(byId('records'), {
    onClose: () => drawers.close(),
    onReveal: showRecords,
    onChanged: (more) => count(drawers.isHidden('records') ? changes + more : 0),
  });
  const drawers = drawersOf([
    {
      name: 'sidebar',
      node: byId('sidebar'),
      narrow: matchMedia('(max-width: 760px)'),
      opener: () => head.menu,
    },
    {
      name: 'records',
      node: byId('records'),
      narrow: matchMedia('(max-width: 1120px)'),
      opener: () => head.records,
    },
  ]);
  return { head, drawers, records };
}

/** Channel mentions and links to known records stay in the page; everything else opens in a tab of its own. */
function followLink(event, app, { records }) {
  const anchor = event.target instanceof Element ? event.target.closest('a[href]') : null;
  const channel = anchor?.getAttribute('data-channel');
  if (channel) {
    event.preventDefault();
    void app.go({ kind: 'channel', id: channel });
  } else if (anchor?.getAttribute('target') === '_blank' && records.reveal(anchor.href)) {
    event.preventDefault();
  }
}
