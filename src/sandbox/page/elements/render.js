import { el } from '../dom.js';
import { button } from './button.js';
import { choices } from './choices.js';
import { multiSelect } from './multi-select.js';
import { overflow } from './overflow.js';
import { select } from './select.js';
import { textInput } from './text-input.js';
import { timePicker } from './time-picker.js';

const ELEMENTS = {
  button,
  workflow_button: button,
  overflow,
  static_select: select,
  external_select: select,
  users_select: select,
  channels_select: select,
  conversations_select: select,
  multi_static_select: multiSelect,
  multi_external_select: multiSelect,
  multi_users_select: multiSelect,
  multi_channels_select: multiSelect,
  multi_conversations_select: multiSelect,
  checkboxes: choices,
  radio_buttons: choices,
  datepicker: timePicker,
  timepicker: timePicker,
  datetimepicker: timePicker,
  plain_text_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  number_input: textInput,
  rich_text_input: textInput,
};

/**
 * @param {Record<string, any>} element
 * @param {import('../types.js').Block} block
 * @param {import('../types.js').RenderContext} ctx
 * @returns {HTMLElement}
 */
export function renderElement(element, block, ctx) {
  const draw = Object.hasOwn(ELEMENTS, element?.type) ? ELEMENTS[element.type] : unknownElement;
  return draw(element, block, ctx);
}

function unknownElement(element) {
  return el(
    'span',
    { class: 'unknown-block' },
    el('code', {}, String(element?.type)),
    ' element is not drawn',
  );
}
