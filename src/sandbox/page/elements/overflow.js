import { el } from '../dom.js';
import { icon } from '../icons.js';
import { plain } from '../text/text-object.js';
import { roveKeys, tiePopup } from './popup.js';
import { focusName } from './state.js';

/**
 * The "more" menu.
 * @param {Record<string, any>} element
 * @param {import('../types.js').Block} block
 * @param {import('../types.js').RenderContext} ctx
 */
export function overflow(element, block, ctx) {
  const opener = el(
    'button',
    {
      type: 'button',
      class: 'button button-default button-more',
      'aria-label': element.accessibility_label ?? 'More actions',
      'aria-haspopup': 'menu',
      'data-focus': focusName(element, block),
      'data-action': element.action_id,
    },
    icon('more'),
  );
  const menu = el('div', { class: 'popup', role: 'menu' });
  const items = (element.options ?? []).map((option) => item(option, element, block, ctx, { menu, opener }));
  menu.append(...items);
  menu.addEventListener('keydown', (event) => roveKeys(event, items));
  tiePopup(opener, menu, { onOpen: () => items[0]?.focus() });
  return el('span', { class: 'popup-holder' }, opener, menu);
}

function item(option, element, block, ctx, { menu, opener }) {
  const node = el(
    'button',
    { type: 'button', role: 'menuitem', class: 'popup-item', tabindex: '-1' },
    el('span', { dir: 'auto' }, plain(option.text)),
    option.description && el('span', { class: 'choice-description', dir: 'auto' }, plain(option.description)),
  );
  node.addEventListener('click', () => {
    menu.hidePopover();
    opener.focus();
    if (/^https?:\/\//i.test(option.url ?? '')) window.open(option.url, '_blank', 'noopener');
    const { block_id } = block;
    const { action_id, confirm } = element;
    void ctx.act({ block_id, action_id, type: 'overflow', selected_option: option, confirm }, opener);
  });
  return node;
}
