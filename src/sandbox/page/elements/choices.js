import { el, uid } from '../dom.js';
import { textNodes } from '../text/text-object.js';
import { changed, focusName, held } from './state.js';

/**
 * Checkboxes and radio buttons.
 * @param {Record<string, any>} element
 * @param {import('../types.js').Block} block
 * @param {import('../types.js').RenderContext} ctx
 */
export function choices(element, block, ctx) {
  const many = element.type === 'checkboxes';
  const first = many
    ? { selected_options: element.initial_options ?? [] }
    : { selected_option: element.initial_option ?? null };
  const value = held(element, block, ctx, first);
  const chosen = new Set(
    (many ? value.selected_options : [value.selected_option]).map((option) => option?.value),
  );
  const name = uid('choice');
  const node = el('div', {
    class: 'choices',
    role: many ? 'group' : 'radiogroup',
    'data-action': element.action_id,
  });
  const boxes = (element.options ?? []).map((option) => {
    const box = el('input', {
      type: many ? 'checkbox' : 'radio',
      name,
      value: option.value,
      'data-focus': `${focusName(element, block)}/${option.value}`,
    });
    box.checked = chosen.has(option.value);
    const words = el('span', { class: 'choice-text', dir: 'auto' }, textNodes(option.text, ctx));
    const more =
      option.description &&
      el('span', { class: 'choice-description', dir: 'auto' }, textNodes(option.description, ctx));
    node.append(el('label', { class: 'choice' }, box, el('span', {}, words, more)));
    return { box, option };
  });
  node.addEventListener('change', () => {
    const picked = boxes.filter(({ box }) => box.checked).map(({ option }) => option);
    const answer = many ? { selected_options: picked } : { selected_option: picked[0] ?? null };
    void changed(element, block, ctx, { type: element.type, ...answer }, node);
  });
  return node;
}
