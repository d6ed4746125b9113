import { el, fill } from '../dom.js';
import { icon } from '../icons.js';
import { avatar } from '../people.js';

/**
 * Workspace name, places to go, and people to act as.
 * @param {HTMLElement} node
 * @param {import('../app.js').App} app
 * @param {() => void} onClose
 * @returns {() => void} draws it again
 */
export function sidebar(node, app, onClose) {
  return () => {
    const held = node.contains(document.activeElement)
      ? document.activeElement.getAttribute('data-focus')
      : null;
    fill(
      node,
      el(
        'div',
        { class: 'workspace' },
        el('bdi', { class: 'workspace-name' }, app.state.team.name),
        el(
          'button',
          {
            type: 'button',
            class: 'icon-button drawer-only',
            'aria-label': 'Close the sidebar',
            onclick: onClose,
          },
          icon('close'),
        ),
      ),
      el('div', { class: 'sidebar-scroll' }, places(app), actAs(app)),
      el('div', { class: 'sidebar-foot' }, 'Sandbox: no real Slack, QuickBooks or Smartsheet.'),
    );
    if (held) node.querySelector(`[data-focus="${CSS.escape(held)}"]`)?.focus();
  };
}

function places(app) {
  const bot = app.people.get(app.state.botUser.id);
  const go = (where, sign, name) => placeButton(app, where, sign, name);
  return [
    el('h2', { class: 'sidebar-title' }, 'Channels'),
    el(
      'ul',
      { class: 'places' },
      app.state.channels.map((channel) =>
        go({ kind: 'channel', id: channel.id }, icon('hash'), channel.name),
      ),
    ),
    el('h2', { class: 'sidebar-title' }, 'Apps'),
    el(
      'ul',
      { class: 'places' },
      go({ kind: 'dm', id: app.dmId }, avatar(bot, 'tiny'), bot.name),
      go({ kind: 'home', id: '' }, icon('home'), 'App Home'),
    ),
  ];
}

function placeButton(app, where, sign, name) {
  const current = app.where.kind === where.kind && (where.kind !== 'channel' || app.where.id === where.id);
  const unread = !current && app.unread.has(where.id);
  return el(
    'li',
    {},
    el(
      'button',
      {
        type: 'button',
        class: `place${unread ? ' unread' : ''}`,
        'aria-current': current ? 'page' : null,
        'data-focus': `place-${where.kind}-${where.id}`,
        onclick: () => app.go(where),
      },
      el('span', { class: 'place-sign' }, sign),
      el('bdi', { class: 'place-name' }, name),
      unread && el('span', { class: 'unread-dot' }, el('span', { class: 'visually-hidden' }, 'unread')),
    ),
  );
}

function actAs(app) {
  const people = app.state.users.filter((user) => !user.deleted && !user.isBot);
  const group = el(
    'div',
    { class: 'people', role: 'radiogroup', 'aria-labelledby': 'act-as' },
    people.map((user) => personButton(app, app.people.get(user.id))),
  );
  group.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = people.findIndex((user) => user.id === app.me);
    app.actAs(people[(at + step + people.length) % people.length].id);
  });
  return [el('h2', { class: 'sidebar-title', id: 'act-as' }, 'You are acting as'), group];
}

function personButton(app, person) {
  const chosen = person.id === app.me;
  return el(
    'button',
    {
      type: 'button',
      class: 'person',
      role: 'radio',
      'aria-checked': String(chosen),
      tabindex: chosen ? '0' : '-1',
      'data-focus': chosen ? 'person-me' : `person-${person.id}`,
      'data-person': person.id,
      onclick: () => app.actAs(person.id),
    },
    avatar(person, 'medium'),
    el(
      'span',
      { class: 'person-words' },
      el('bdi', { class: 'person-name' }, person.name),
      el('bdi', { class: 'person-title' }, person.title),
    ),
    chosen && icon('check'),
  );
}
