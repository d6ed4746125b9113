import { withEmoji } from './emoji.js';
import { mrkdwn } from './mrkdwn.js';

/**
 * A text object as nodes. plain_text is never formatted; mrkdwn is. A bare string counts as plain_text.
 * @param {import('../types.js').TextObject | string | undefined} text
 * @param {Pick<import('../types.js').RenderContext, 'people' | 'channels'>} ctx
 * @returns {(Node | string)[]}
 */
export function textNodes(text, ctx) {
  if (text === undefined || text === null) return [];
  if (typeof text === 'object' && text.type === 'mrkdwn') return mrkdwn(String(text.text ?? ''), ctx);
  // Slack breaks plain text where it has a line end, and formats nothing else in it.
  return plain(text)
    .split('\n')
    .flatMap((line, index) => (index === 0 ? [line] : [document.createElement('br'), line]));
}

/** A text object as a string, for labels and names. */
export function plain(text) {
  if (text === undefined || text === null) return '';
  if (typeof text === 'string') return text;
  const value = String(text.text ?? '');
  return text.emoji === false ? value : withEmoji(value);
}
