import { renderBlocks } from '../blocks/render.js';
import { el } from '../dom.js';
import { icon } from '../icons.js';
import { avatar } from '../people.js';
import { emojiFor } from '../text/emoji.js';
import { mrkdwn } from '../text/mrkdwn.js';
import { clock, fullTime } from '../text/time.js';

/** @typedef {import('../types.js').Message} Message */
/** @typedef {import('../types.js').RenderContext} RenderContext */

/**
 * One message. `compact` leaves out avatar and name, as under an earlier message of the same person.
 * @param {Message} message
 * @param {RenderContext} ctx
 * @param {{ compact: boolean, inThread: boolean, onThread: (ts: string) => void, onDismiss: (ts: string) => void }} how
 */
export function messageNode(message, ctx, how) {
  const person = ctx.people.get(message.user);
  const name = person?.name ?? message.user;
  const kind = `${how.compact ? ' compact' : ''}${message.ephemeral ? ' ephemeral' : ''}`;
  return el(
    'article',
    { class: `message${kind}`, 'aria-label': `${name}, ${clock(message.ts)}`, 'data-ts': message.ts },
    message.ephemeral && onlyYou(),
    el(
      'div',
      { class: 'message-row' },
      el('div', { class: 'message-gutter' }, how.compact ? time(message.ts, 'gutter-time') : avatar(person)),
      el(
        'div',
        { class: 'message-main' },
        !how.compact && byline(message, person, name),
        el('div', { class: 'message-body' }, content(message, ctx)),
        message.reactions?.length ? reactions(message.reactions) : null,
        message.ephemeral && dismiss(message, how),
        !how.inThread && message.replyCount > 0 && replies(message, ctx, how),
      ),
    ),
    !message.ephemeral && !how.inThread && toolbar(message, how),
  );
}

function onlyYou() {
  return el('div', { class: 'only-you' }, icon('eye'), 'Only visible to you');
}

function byline(message, person, name) {
  return el(
    'div',
    { class: 'byline' },
    el('bdi', { class: 'message-name' }, name),
    (message.botId || person?.isBot) && el('span', { class: 'app-badge' }, 'APP'),
    time(message.ts, 'message-time'),
  );
}

function time(ts, className) {
  return el('time', { class: className, title: fullTime(ts) }, clock(ts));
}

function content(message, ctx) {
  const drawn =
    message.blocks.length > 0
      ? renderBlocks(message.blocks, ctx)
      : [el('div', { class: 'message-text', dir: 'auto' }, mrkdwn(message.text, ctx))];
  return [...drawn, message.edited && el('span', { class: 'edited' }, '(edited)')];
}

function dismiss(message, how) {
  const button = { type: 'button', class: 'link-button', onclick: () => how.onDismiss(message.ts) };
  return el('div', { class: 'dismiss-row' }, el('button', button, 'Dismiss message'));
}

function replies(message, ctx, how) {
  const count = message.replyCount === 1 ? '1 reply' : `${message.replyCount} replies`;
  return el(
    'button',
    {
      type: 'button',
      class: 'replies',
      'data-focus': `replies-${message.ts}`,
      onclick: () => how.onThread(message.ts),
    },
    message.replyUsers.slice(0, 4).map((id) => avatar(ctx.people.get(id), 'small')),
    el('span', { class: 'replies-count' }, count),
    el('span', { class: 'replies-hint' }, 'View thread'),
  );
}

function toolbar(message, how) {
  return el(
    'div',
    { class: 'message-tools' },
    el(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        'aria-label': 'Reply in thread',
        title: 'Reply in thread',
        'data-focus': `thread-${message.ts}`,
        onclick: () => how.onThread(message.ts),
      },
      icon('thread'),
    ),
  );
}

function reactions(list) {
  const chips = list.map(({ name, users }) =>
    el('span', { class: 'reaction', title: `:${name}:` }, emojiFor(name) ?? `:${name}:`, ` ${users.length}`),
  );
  return el('div', { class: 'reactions' }, chips);
}
