import { el } from '../dom.js';
import { unescaped } from './escapes.js';
import { slackDate } from './time.js';

/**
 * What stands between `<` and `>` in mrkdwn: a mention, a channel, a broadcast, a date or a link. null where it is
 * none of these; the angle bracket is then a plain character.
 * @param {string} inner
 * @param {Pick<import('../types.js').RenderContext, 'people' | 'channels'>} ctx
 * @returns {Node | null}
 */
export function angle(inner, ctx) {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? '' : unescaped(inner.slice(bar + 1));
  if (/^@[UW]\w+$/.test(target)) return mention(target.slice(1), label, ctx);
  if (/^#C\w+$/.test(target)) return channelLink(target.slice(1), label, ctx);
  if (/^!(channel|here|everyone)$/.test(target)) return broadcast(target.slice(1));
  if (target.startsWith('!subteam^')) return el('span', { class: 'mention' }, label || `@${target.slice(9)}`);
  if (target.startsWith('!date^')) return slackDate(target, label);
  if (/^(https?:\/\/|mailto:)/i.test(target)) {
    const address = unescaped(target);
    return link(address, label || address.replace(/^mailto:/i, ''));
  }
  return null;
}

/** A person's name as a mention; `label` where the workspace does not know the id. */
export function mention(id, label, ctx) {
  const person = ctx.people.get(id);
  return el('span', { class: 'mention', dir: 'auto' }, `@${person?.name ?? (label || id)}`);
}

export function channelLink(id, label, ctx) {
  const channel = ctx.channels.get(id);
  const name = `#${channel?.name ?? (label || id)}`;
  return channel
    ? el('a', { class: 'mention', href: `?channel=${encodeURIComponent(id)}`, 'data-channel': id }, name)
    : el('span', { class: 'mention' }, name);
}

export function broadcast(range) {
  return el('span', { class: 'mention mention-all' }, `@${range}`);
}

/** A link that leaves the page. An address of another scheme stays text. */
export function link(address, label) {
  if (!/^(https?:\/\/|mailto:)/i.test(address)) return el('span', {}, label);
  return el('a', { href: address, target: '_blank', rel: 'noopener noreferrer', dir: 'auto' }, label);
}
