import { el } from '../dom.js';
import { icon } from '../icons.js';
import { conversation } from './conversation.js';

/**
 * The thread beside the conversation.
 * @param {HTMLElement} node
 * @param {import('../app.js').App} app
 */
export function threadPane(node, app) {
  const talk = conversation(app, {
    inThread: true,
    inputId: 'thread-input',
    label: () => 'Reply…',
    place: () => (app.thread ? { channel: app.where.id, thread: app.thread } : null),
    onThread: () => {},
  });
  const button = el(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': 'Close the thread', onclick: close },
    icon('close'),
  );
  node.append(
    el('header', { class: 'main-head' }, el('h2', { class: 'where-name' }, 'Thread'), button),
    talk.list,
    talk.box.node,
  );
  let opener = null;

  async function open(ts) {
    opener = document.activeElement;
    app.thread = ts;
    node.hidden = false;
    document.getElementById('app').classList.add('with-thread');
    await talk.start();
    talk.box.focus();
  }

  function close() {
    if (app.thread === null) return;
    app.thread = null;
    node.hidden = true;
    document.getElementById('app').classList.remove('with-thread');
    if (opener) app.focusBack(opener);
    opener = null;
  }

  node.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) close();
  });
  return { open, close, refresh: () => (app.thread ? talk.refresh() : Promise.resolve()) };
}
