import { el } from '../dom.js';
import { renderElement } from '../elements/render.js';
import { plain, textNodes } from '../text/text-object.js';
import { imageElement } from './image.js';

/** @typedef {import('../types.js').Block} Block */
/** @typedef {import('../types.js').RenderContext} RenderContext */

/** @param {Block} block @param {RenderContext} ctx */
export function section(block, ctx) {
  const body = el('div', { class: 'section-body' });
  if (block.text) body.append(el('div', { class: 'section-text', dir: 'auto' }, textNodes(block.text, ctx)));
  if (block.fields) {
    const fields = block.fields.map((field) =>
      el('div', { class: 'field', dir: 'auto' }, textNodes(field, ctx)),
    );
    body.append(el('div', { class: 'fields' }, fields));
  }
  if (!block.accessory) return body;
  const side =
    block.accessory.type === 'image'
      ? imageElement(block.accessory, 'accessory-image')
      : renderElement(block.accessory, block, ctx);
  return el('div', { class: 'section-with-accessory' }, body, el('div', { class: 'accessory' }, side));
}

/** @param {Block} block */
export function header(block) {
  return el('h3', { class: 'header-text', dir: 'auto' }, plain(block.text));
}

export function divider() {
  return el('hr', { class: 'divider' });
}

/** @param {Block} block @param {RenderContext} ctx */
export function context(block, ctx) {
  const items = (block.elements ?? []).map((item) =>
    item.type === 'image'
      ? imageElement(item, 'context-image')
      : el('span', { class: 'context-item', dir: 'auto' }, textNodes(item, ctx)),
  );
  return el('div', { class: 'context-items' }, items);
}

/** @param {Block} block @param {RenderContext} ctx */
export function actions(block, ctx) {
  const elements = (block.elements ?? []).map((element) => renderElement(element, block, ctx));
  return el('div', { class: 'actions' }, elements);
}
