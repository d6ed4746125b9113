import { el } from '../dom.js';
import { plain } from '../text/text-object.js';
import { changed, focusName, held, keep, loneName } from './state.js';

const KINDS = { email_text_input: 'email', url_text_input: 'url' };

/**
 * Text, e-mail, address and number inputs, on one line or several. Numbers stay text on the way to the bot.
 * @param {Record<string, any>} element
 * @param {import('../types.js').Block} block
 * @param {import('../types.js').RenderContext} ctx
 */
export function textInput(element, block, ctx) {
  const rich = element.type === 'rich_text_input';
  const first = rich ? richWords(element.initial_value) : (element.initial_value ?? null);
  const value = held(element, block, ctx, stateOf(element, first));
  const tall = element.multiline || rich;
  const number = element.type === 'number_input';
  const node = el(tall ? 'textarea' : 'input', {
    class: tall ? 'text-input tall' : 'text-input',
    type: tall ? null : (KINDS[element.type] ?? 'text'),
    inputmode: number ? 'decimal' : null,
    rows: tall ? '3' : null,
    placeholder: plain(element.placeholder) || null,
    maxlength: element.max_length ?? 3000,
    autocomplete: 'off',
    dir: 'auto',
    'data-focus': focusName(element, block),
    'data-action': element.action_id,
    'data-autofocus': element.focus_on_load ? 'yes' : null,
    'aria-label': loneName(element, block, 'Text'),
  });
  node.value = (rich ? richWords(value.rich_text_value) : value.value) ?? '';
  const now = () => ({ type: element.type, ...stateOf(element, node.value === '' ? null : node.value) });
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  node.addEventListener('input', () => {
    if (triggers.includes('on_character_entered')) void changed(element, block, ctx, now(), node);
    else keep(element, block, ctx, now());
  });
  node.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || !block.dispatch_action) return;
    if (!triggers.includes('on_enter_pressed')) return;
    event.preventDefault();
    void changed(element, block, ctx, now(), node);
  });
  return node;
}

function stateOf(element, text) {
  if (element.type !== 'rich_text_input') return { value: text };
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text }] };
  return { rich_text_value: text === null ? null : { type: 'rich_text', elements: [section] } };
}

function richWords(block) {
  return (
    block?.elements
      ?.flatMap((part) => part.elements ?? [])
      .map((one) => one.text ?? '')
      .join('') ?? null
  );
}
