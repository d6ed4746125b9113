import { el } from '../dom.js';
import { icon } from '../icons.js';
import { avatar } from '../people.js';

/** What stands above the first message of a channel or of the direct messages. */
export function opening(app) {
  if (app.where.kind === 'dm') {
    const bot = app.people.get(app.state.botUser.id);
    return el(
      'div',
      { class: 'opening' },
      avatar(bot, 'large'),
      el('h2', {}, el('bdi', {}, bot.name)),
      el('p', {}, 'Messages between you and this app. Nobody else sees them.'),
    );
  }
  const channel = app.channels.get(app.where.id);
  return el(
    'div',
    { class: 'opening' },
    el('h2', {}, icon('hash'), el('bdi', {}, channel?.name ?? '')),
    el('p', {}, 'This is where the channel begins. ', el('bdi', {}, channel?.topic ?? '')),
  );
}
