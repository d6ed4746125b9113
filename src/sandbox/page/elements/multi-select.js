import { el } from '../dom.js';
import { icon } from '../icons.js';
import { plain } from '../text/text-object.js';
import { roveKeys, tiePopup } from './popup.js';
import { answerKey, changed, focusName, held, loneName, optionsOf } from './state.js';

/**
 * A select with several answers: a button that shows them and opens a list to tick. The bot hears of it once, when
 * the list closes.
 * @param {Record<string, any>} element
 * @param {import('../types.js').Block} block
 * @param {import('../types.js').RenderContext} ctx
 */
export function multiSelect(element, block, ctx) {
  const key = answerKey(element.type);
  const options = optionsOf(element, ctx).map(({ option }) => option);
  const value = held(element, block, ctx, { [key]: element[key.replace('selected', 'initial')] ?? [] });
  const chosen = new Set(value[key].map((one) => (typeof one === 'object' ? one.value : one)));
  const answer = () => {
    const picked = options.filter((option) => chosen.has(option.value));
    return {
      type: element.type,
      [key]: key === 'selected_options' ? picked : picked.map((one) => one.value),
    };
  };
  const placeholder = plain(element.placeholder) || 'Choose options';
  const words = el('span', { class: 'multi-words' });
  const opener = el(
    'button',
    {
      type: 'button',
      class: 'select multi-opener',
      'aria-haspopup': 'listbox',
      'data-control': 'yes',
      'data-focus': focusName(element, block),
      'data-action': element.action_id,
      'aria-label': loneName(element, block, placeholder),
    },
    words,
    icon('chevron'),
  );
  const list = el('div', {
    class: 'popup',
    role: 'listbox',
    'aria-multiselectable': 'true',
    'aria-label': placeholder,
  });
  const draw = () => {
    const picked = options.filter((option) => chosen.has(option.value));
    words.replaceChildren(
      ...(picked.length === 0
        ? [el('span', { class: 'placeholder' }, placeholder)]
        : picked.map((option) => el('span', { class: 'chip', dir: 'auto' }, plain(option.text)))),
    );
  };
  const items = options.map((option) => tickItem(option, chosen, element.max_selected_items, draw));
  list.append(...items);
  list.addEventListener('keydown', (event) => roveKeys(event, items));
  let before = '';
  tiePopup(opener, list, {
    onOpen: () => {
      before = [...chosen].join();
      items[0]?.focus();
    },
    onClose: () => {
      if ([...chosen].join() !== before) void changed(element, block, ctx, answer(), opener);
    },
  });
  draw();
  return el('div', { class: 'popup-holder wide' }, opener, list);
}

function tickItem(option, chosen, most, draw) {
  const node = el(
    'button',
    {
      type: 'button',
      role: 'option',
      class: 'popup-item tick-item',
      tabindex: '-1',
      'aria-selected': String(chosen.has(option.value)),
    },
    icon('check'),
    el('span', { dir: 'auto' }, plain(option.text)),
  );
  node.addEventListener('click', () => {
    if (chosen.has(option.value)) chosen.delete(option.value);
    else if (!most || chosen.size < most) chosen.add(option.value);
    node.setAttribute('aria-selected', String(chosen.has(option.value)));
    draw();
  });
  return node;
}
