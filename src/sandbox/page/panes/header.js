import { el, fill } from '../dom.js';
import { icon } from '../icons.js';
import { avatar } from '../people.js';

/**
 * The bar above the conversation: where one is, and the buttons of the drawers and of the theme.
 * @param {import('../app.js').App} app
 * @param {{ onSidebar: () => void, onRecords: () => void, onTheme: () => void }} on
 */
export function header(app, on) {
  const where = el('div', { class: 'where' });
  const theme = el('button', {
    type: 'button',
    class: 'icon-button',
    'data-button': 'theme',
    onclick: on.onTheme,
  });
  const badge = el('span', { class: 'badge', hidden: true });
  const drawer = (name, label, act, ...inside) =>
    el(
      'button',
      {
        type: 'button',
        class: `icon-button opens-${name}`,
        'aria-label': label,
        'aria-controls': name,
        'aria-expanded': 'false',
        onclick: act,
      },
      inside,
    );
  const menu = drawer('sidebar', 'Open the sidebar', on.onSidebar, icon('menu'));
  const records = drawer('records', 'Show records', on.onRecords, icon('records'), badge);
  const node = el(
    'header',
    { class: 'main-head' },
    menu,
    where,
    el('div', { class: 'main-tools' }, theme, records),
  );

  function draw() {
    const bot = app.people.get(app.state.botUser.id);
    fill(where, app.where.kind === 'channel' ? channelTitle(app) : appTitle(app, bot));
    const dark = app.theme() === 'dark';
    fill(theme, icon(dark ? 'sun' : 'moon'));
    theme.setAttribute('aria-label', dark ? 'Use the light theme' : 'Use the dark theme');
    theme.setAttribute('title', dark ? 'Light theme' : 'Dark theme');
  }

  /** How many records changed out of sight; 0 takes the badge away. */
  function setBadge(count) {
    badge.hidden = count === 0;
    badge.textContent = String(count);
    records.setAttribute('aria-label', count === 0 ? 'Show records' : `Show records, ${count} changed`);
  }

  return { node, draw, setBadge, menu, records };
}

function channelTitle(app) {
  const channel = app.channels.get(app.where.id);
  const members = (channel?.members ?? [])
    .map((id) => app.people.get(id))
    .filter((person) => person && !person.isBot);
  return [
    el('h1', { class: 'where-name' }, icon('hash'), el('bdi', {}, channel?.name ?? app.where.id)),
    channel?.topic && el('span', { class: 'where-topic', dir: 'auto' }, channel.topic),
    members.length > 0 &&
      el(
        'span',
        {
          class: 'members',
          role: 'img',
          'aria-label': `${members.length} people`,
          title: members.map((one) => one.name).join(', '),
        },
        members.slice(0, 3).map((person) => avatar(person, 'tiny')),
        el('span', {}, String(members.length)),
      ),
  ];
}

function appTitle(app, bot) {
  const tab = (kind, id, name) => {
    const current = app.where.kind === kind;
    const props = {
      type: 'button',
      class: 'head-tab',
      'aria-current': current ? 'page' : null,
      'data-focus': `tab-${kind}`,
    };
    return el('button', { ...props, onclick: () => app.go({ kind, id }) }, name);
  };
  return [
    el(
      'h1',
      { class: 'where-name' },
      avatar(bot, 'tiny'),
      el('bdi', {}, bot.name),
      el('span', { class: 'app-badge' }, 'APP'),
    ),
    el(
      'div',
      { class: 'head-tabs', role: 'group', 'aria-label': bot.name },
      tab('home', '', 'Home'),
      tab('dm', app.dmId, 'Messages'),
    ),
  ];
}
