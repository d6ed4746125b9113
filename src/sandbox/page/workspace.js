import { getDm, listen } from './api.js';
import { announce, el } from './dom.js';
import { drawersOf } from './drawers.js';
import { eventHandler } from './events.js';
import { conversation } from './panes/conversation.js';
import { header } from './panes/header.js';
import { home } from './panes/home.js';
import { modals } from './panes/modal.js';
import { opening } from './panes/opening.js';
import { recordsPane } from './panes/records.js';
import { sidebar } from './panes/sidebar.js';
import { threadPane } from './panes/thread.js';
import { turnTheme } from './theme.js';

/**
 * Puts the panes together and keeps them in step with who acts, where they are and what happens.
 * @param {ReturnType<import('./app.js').createApp>} app
 */
export async function workspace(app) {
  const byId = (id) => document.getElementById(id);
  const modal = modals(app);
  app.modalNotice = (words) => {
    if (modal.isOpen()) modal.notice(words);
    return modal.isOpen();
  };
  const thread = threadPane(byId('thread'), app);
  const main = conversation(app, {
    inThread: false,
    inputId: 'composer-input',
    label: () =>
      `Message ${app.where.kind === 'channel' ? `#${app.channels.get(app.where.id)?.name}` : botName()}`,
    opening: () => opening(app),
    place: () => (app.where.kind === 'home' ? null : { channel: app.where.id }),
    onThread: (ts) => thread.open(ts),
  });
  const homePane = home(app);
  const head = header(app, {
    onGo: go,
    onSidebar: () => drawers.show('sidebar'),
    onRecords: () => {
      drawers.show('records');
      head.setBadge(0);
      changes = 0;
    },
    onTheme: () => {
      turnTheme();
      head.draw();
      remember();
    },
  });
  const drawSidebar = sidebar(byId('sidebar'), app, {
    onGo: go,
    onActAs: actAs,
    onClose: () => drawers.close(),
  });
  let changes = 0;
  const records = recordsPane(byId('records'), {
    onClose: () => drawers.close(),
    onReveal: () => drawers.show('records'),
    onChanged: (count) => {
      changes = drawers.isHidden('records') ? changes + count : 0;
      head.setBadge(changes);
    },
  });
  const offline = el(
    'div',
    { class: 'offline', role: 'status', hidden: true },
    'Connection lost. Trying again…',
  );
  const column = el('div', { class: 'main-column' }, main.list, homePane.node, main.box.node);
  byId('main').append(head.node, offline, column);
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
  const onEvent = eventHandler(app, { modal, main, thread, homePane, records, drawSidebar });
  let hangUp = () => {};

  function botName() {
    return app.people.get(app.state.botUser.id).name;
  }

  function draw() {
    const atHome = app.where.kind === 'home';
    homePane.node.hidden = !atHome;
    main.list.hidden = atHome;
    main.box.node.hidden = atHome;
    head.draw();
    drawSidebar();
  }

  async function go(where) {
    app.where = where.kind === 'dm' ? { kind: 'dm', id: app.dmId } : where;
    app.unread.delete(where.id);
    thread.close();
    drawers.close();
    draw();
    remember();
    await (where.kind === 'home' ? homePane.start() : main.start());
  }

  async function actAs(id) {
    if (id === app.me) return;
    app.me = id;
    app.unread.clear();
    app.values.clear();
    modal.reset();
    thread.close();
    homePane.clear();
    announce(`You are acting as ${app.people.get(id).name}`);
    remember();
    draw();
    await connect();
  }

  /** Reads everything of the acting person and listens for what comes. Resolves once all of it is drawn. */
  async function connect() {
    hangUp();
    app.dmId = (await app.attempt(() => getDm(app.me)))?.id ?? '';
    if (app.where.kind === 'dm') app.where = { kind: 'dm', id: app.dmId };
    draw();
    let first = true;
    await new Promise((resolve) => {
      const onOpen = () => {
        offline.hidden = true;
        const talk = first ? main.start : main.refresh;
        first = false;
        void Promise.all([
          app.where.kind === 'home' ? homePane.start() : talk(),
          thread.refresh(),
          modal.sync(),
          records.refresh(),
        ]).then(resolve);
      };
      hangUp = listen(app.me, onEvent, onOpen, () => {
        offline.hidden = false;
      });
    });
  }

  function remember() {
    const query = new URLSearchParams(location.search);
    query.set('as', app.me);
    if (app.where.kind === 'channel') query.set('channel', app.where.id);
    if (query.has('theme')) query.set('theme', app.theme());
    history.replaceState(null, '', `?${query}`);
  }

  document.addEventListener('themechange', () => head.draw());
  document.addEventListener('click', (event) => {
    const anchor = event.target instanceof Element ? event.target.closest('a[href]') : null;
    const channel = anchor?.getAttribute('data-channel');
    if (channel) {
      event.preventDefault();
      void go({ kind: 'channel', id: channel });
    } else if (anchor?.getAttribute('target') === '_blank' && records.reveal(anchor.href))
      event.preventDefault();
  });
  draw();
  await connect();
}
