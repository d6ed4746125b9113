import { el, uid } from '../dom.js';
import { renderElement } from '../elements/render.js';
import { plain } from '../text/text-object.js';

/**
 * A labelled input with its hint and a place for its error.
 * @param {import('../types.js').Block} block
 * @param {import('../types.js').RenderContext} ctx
 */
export function inputBlock(block, ctx) {
  const id = uid('input');
  const hintText = plain(block.hint);
  const element = renderElement(block.element, block, ctx);
  const field = el('div', { class: 'input-block', 'data-block': block.block_id });
  const optional = block.optional ? el('span', { class: 'optional' }, ' (optional)') : null;
  const control = element.matches('input, textarea, select')
    ? element
    : element.querySelector('[data-control]');
  const label = control
    ? el('label', { class: 'input-label', for: id, dir: 'auto' }, plain(block.label), optional)
    : el('div', { class: 'input-label', id, dir: 'auto' }, plain(block.label), optional);
  const hint = hintText && el('div', { class: 'input-hint', id: `${id}-hint`, dir: 'auto' }, hintText);
  const error = el('div', { class: 'input-error', id: `${id}-error`, role: 'alert' });
  if (control) control.id = id;
  else element.setAttribute('aria-labelledby', id);
  const target = control ?? element;
  target.setAttribute('aria-describedby', `${id}-error${hintText ? ` ${id}-hint` : ''}`);
  if (!block.optional && control) control.setAttribute('aria-required', 'true');
  field.append(...[label, element, error, hint].filter(Boolean));
  return field;
}

/**
 * Shows the errors of a submission under their fields, takes the others away, and moves focus to the first.
 * @param {HTMLElement} root
 * @param {Record<string, string>} errors block_id → message
 * @returns {string[]} messages whose block is not in this view
 */
export function showErrors(root, errors) {
  const left = new Map(Object.entries(errors));
  let first = null;
  for (const field of root.querySelectorAll('.input-block')) {
    const block = field.getAttribute('data-block');
    const message = left.get(block) ?? '';
    left.delete(block);
    field.classList.toggle('has-error', message !== '');
    const place = field.querySelector('.input-error');
    if (place.textContent !== message) place.textContent = message;
    const control = field.querySelector('[aria-describedby]');
    if (message === '') control?.removeAttribute('aria-invalid');
    else control?.setAttribute('aria-invalid', 'true');
    if (message !== '' && first === null) first = field;
  }
  first?.querySelector('input, textarea, select, button')?.focus();
  return [...left.values()];
}
