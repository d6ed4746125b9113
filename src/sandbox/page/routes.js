import { getDm, listen } from './api.js';
import { announce } from './dom.js';
import { eventHandler } from './events.js';
import { theme } from './theme.js';

/**
 * Going somewhere, acting as somebody, and hearing of what happens.
 * @param {import('./app.js').App} app
 * @param {import('./workspace.js').Panes} panes
 */
export function routes(app, panes) {
  const { modal, thread, main, homePane, head, drawers, drawSidebar } = panes;
  const connect = connector(app, panes, draw);

  function draw() {
    const atHome = app.where.kind === 'home';
    homePane.node.hidden = !atHome;
    main.list.hidden = atHome;
    main.box.node.hidden = atHome;
    head.draw();
    drawSidebar();
  }

  /** @param {import('./types.js').Where} where */
  async function go(where) {
    app.where = where.kind === 'dm' ? { kind: 'dm', id: app.dmId } : where;
    app.unread.delete(where.id);
    thread.close();
    drawers.close();
    draw();
    remember();
    await (where.kind === 'home' ? homePane.start() : main.start());
  }

  /** @param {string} id */
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

  /** Keeps the address in step, so that it can be reloaded or handed on. */
  function remember() {
    const query = new URLSearchParams(location.search);
    query.set('as', app.me);
    if (app.where.kind === 'channel') query.set('channel', app.where.id);
    if (query.has('theme')) query.set('theme', theme());
    history.replaceState(null, '', `?${query}`);
  }

  return { go, actAs, connect, remember, draw };
}

/** Reads everything of the acting person and listens for what comes; after a lost connection it reads again. */
function connector(app, panes, draw) {
  const { modal, thread, main, homePane, records, offline } = panes;
  const onEvent = eventHandler(app, panes);
  let hangUp = () => {};

  function readAll(talk) {
    const inMain = app.where.kind === 'home' ? homePane.start() : talk();
    return Promise.all([inMain, thread.refresh(), modal.sync(), records.refresh()]);
  }

  return async function connect() {
    hangUp();
    const { me } = app;
    const dm = await app.attempt(() => getDm(me));
    if (app.me !== me) return;
    app.dmId = dm?.id ?? '';
    if (app.where.kind === 'dm') app.where = { kind: 'dm', id: app.dmId };
    draw();
    let first = true;
    await new Promise((resolve) => {
      const onOpen = () => {
        offline.hidden = true;
        const talk = first ? main.start : main.refresh;
        first = false;
        void readAll(talk).then(resolve);
      };
      const onLost = () => {
        offline.hidden = false;
      };
      hangUp = listen(me, onEvent, onOpen, onLost);
    });
  };
}
