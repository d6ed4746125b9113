import { el, reconcile } from '../dom.js';
import { dayKey, dayName } from '../text/time.js';
import { messageNode } from './message.js';

/** @typedef {import('../types.js').Message} Message */

const GROUP_SECONDS = 300;
const NEAR_END_PX = 120;

/**
 * A scrolling log of messages that stays at its end while the reader is there.
 * @param {{ label: string, inThread: boolean, contextFor: (message: Message) => import('../types.js').RenderContext,
 *   onThread: (ts: string) => void, onDismiss: (ts: string) => void }} options
 */
export function messageList(options) {
  const log = el('div', {
    class: 'log-items',
    role: 'log',
    'aria-label': options.label,
    'aria-relevant': 'additions',
  });
  const intro = el('div', { class: 'intro' });
  const node = el(
    'div',
    { class: 'log', tabindex: '0', role: 'region', 'aria-label': options.label },
    intro,
    log,
  );
  let newest = '';

  /** @param {Message[]} messages @param {Node | null} opening stands above the first message */
  function show(messages, opening = null) {
    intro.replaceChildren(...(opening ? [opening] : []));
    const last = messages[messages.length - 1]?.ts ?? '';
    const atEnd = node.scrollHeight - node.scrollTop - node.clientHeight < NEAR_END_PX;
    reconcile(log, itemsOf(messages, options));
    if (atEnd || (last !== newest && newest === '')) toEnd();
    newest = last;
  }

  function toEnd() {
    node.scrollTop = node.scrollHeight;
  }

  function clear() {
    newest = '';
    log.replaceChildren();
  }

  return { node, show, toEnd, clear };
}

function itemsOf(messages, options) {
  const items = [];
  let before = null;
  for (const message of messages) {
    const newDay = before === null || dayKey(before.ts) !== dayKey(message.ts);
    if (newDay && !options.inThread) items.push(dividerItem(message));
    const first = before === null || (options.inThread && before.ts === messages[0].ts);
    const compact = !first && !newDay && follows(before, message);
    items.push({
      key: message.ts,
      sig: JSON.stringify([message, compact]),
      build: () => messageNode(message, options.contextFor(message), { ...options, compact }),
    });
    if (options.inThread && before === null) items.push(repliesItem(messages.length - 1));
    before = message;
  }
  return items;
}

function follows(before, message) {
  const near = Number(message.ts) - Number(before.ts) < GROUP_SECONDS;
  return near && before.user === message.user && !before.ephemeral && !message.ephemeral;
}

function dividerItem(message) {
  const name = dayName(message.ts);
  const build = () =>
    el('div', { class: 'day', role: 'separator', 'aria-label': name }, el('span', {}, name));
  return { key: `day-${dayKey(message.ts)}`, sig: name, build };
}

function repliesItem(count) {
  const words = count === 0 ? 'No replies yet' : count === 1 ? '1 reply' : `${count} replies`;
  return {
    key: 'replies',
    sig: words,
    build: () => el('div', { class: 'thread-count' }, el('span', {}, words)),
  };
}
