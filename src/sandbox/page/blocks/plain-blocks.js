import { el } from '../dom.js';
import { renderElement } from '../elements/render.js';
import { icon } from '../icons.js';
import { textNodes } from '../text/text-object.js';

const LEVELS = { info: 'info', success: 'check', warning: 'bang', error: 'bang', default: 'info' };

/** @param {import('../types.js').Block} block @param {import('../types.js').RenderContext} ctx */
export function alertBlock(block, ctx) {
  const level = Object.hasOwn(LEVELS, block.level) ? block.level : 'default';
  return el(
    'div',
    { class: `alert alert-${level}`, role: 'note' },
    icon(LEVELS[level]),
    el('div', { class: 'alert-text', dir: 'auto' }, textNodes(block.text, ctx)),
  );
}

/** Feedback and icon buttons under a message. */
export function contextActions(block, ctx) {
  const elements = (block.elements ?? []).flatMap((element) =>
    element.type === 'feedback_buttons'
      ? [element.positive_button, element.negative_button].map((button) => ({
          ...button,
          type: 'button',
          action_id: element.action_id,
        }))
      : [element.type === 'icon_button' ? { ...element, type: 'button' } : element],
  );
  return el(
    'div',
    { class: 'actions' },
    elements.map((element) => renderElement(element, block, ctx)),
  );
}

/** What the page cannot draw, named. */
export function unknownBlock(block, _ctx, error) {
  const why = error ? ` could not be drawn: ${error.message}` : ' is not drawn by this page';
  return el(
    'div',
    { class: 'unknown-block', role: 'note' },
    el('code', {}, String(block.type)),
    ` block${why}`,
  );
}
