import { el } from '../dom.js';
import { plain } from '../text/text-object.js';
import { focusName } from './state.js';

/**
 * A button. One with an address opens it and tells the bot as well, as in Slack.
 * @param {Record<string, any>} element
 * @param {import('../types.js').Block} block
 * @param {import('../types.js').RenderContext} ctx
 */
export function button(element, block, ctx) {
  const style = ['primary', 'danger'].includes(element.style) ? element.style : 'default';
  const action = {
    block_id: block.block_id,
    action_id: element.action_id,
    type: 'button',
    ...(element.value === undefined ? {} : { value: element.value }),
  };
  const opens = /^https?:\/\//i.test(element.url ?? '');
  const node = el(
    opens ? 'a' : 'button',
    {
      ...(opens ? { href: element.url, target: '_blank', rel: 'noopener noreferrer' } : { type: 'button' }),
      class: `button button-${style}`,
      'aria-label': element.accessibility_label ?? null,
      'data-focus': focusName(element, block),
      'data-action': element.action_id,
    },
    el('span', { class: 'button-label', dir: 'auto' }, plain(element.text)),
  );
  node.addEventListener('click', () => void ctx.act({ ...action, confirm: element.confirm }, node));
  return node;
}
