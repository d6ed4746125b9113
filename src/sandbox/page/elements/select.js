import { el } from '../dom.js';
import { plain } from '../text/text-object.js';
import { answerKey, changed, focusName, held, loneName, optionsOf } from './state.js';

/**
 * A select with one answer, from options, people or channels.
 * @param {Record<string, any>} element
 * @param {import('../types.js').Block} block
 * @param {import('../types.js').RenderContext} ctx
 */
export function select(element, block, ctx) {
  const key = answerKey(element.type);
  const options = optionsOf(element, ctx);
  const value = held(element, block, ctx, { [key]: element[key.replace('selected', 'initial')] ?? null });
  const chosen = typeof value[key] === 'object' ? value[key]?.value : value[key];
  const node = el('select', {
    class: 'select',
    'data-focus': focusName(element, block),
    'data-action': element.action_id,
    'aria-label': loneName(element, block, 'Choose an option'),
  });
  const empty = plain(element.placeholder) || 'Choose an option';
  node.append(
    el(
      'option',
      { value: '', selected: !chosen, disabled: block.optional !== true, hidden: block.optional !== true },
      empty,
    ),
  );
  appendOptions(node, options, chosen);
  node.addEventListener('change', () => {
    const option = options.find((one) => one.option.value === node.value)?.option ?? null;
    const answer = key === 'selected_option' ? option : (option?.value ?? null);
    void changed(element, block, ctx, { type: element.type, [key]: answer }, node);
  });
  return node;
}

function appendOptions(node, options, chosen) {
  const groups = new Map();
  for (const { group, option } of options) {
    const item = el('option', { value: option.value, selected: option.value === chosen }, plain(option.text));
    if (group === '') node.append(item);
    else {
      if (!groups.has(group)) groups.set(group, el('optgroup', { label: group }));
      groups.get(group).append(item);
    }
  }
  node.append(...groups.values());
}
