import { el } from '../dom.js';
import { renderElement } from '../elements/render.js';
import { plain, textNodes } from '../text/text-object.js';
import { imageElement } from './image.js';
import { renderBlocks } from './render.js';
import { richText } from './rich-text.js';

/** @typedef {import('../types.js').Block} Block */
/** @typedef {import('../types.js').RenderContext} RenderContext */

/** @param {Block} block @param {RenderContext} ctx */
export function card(block, ctx) {
  const text = (name, className) =>
    block[name] && el('div', { class: className, dir: 'auto' }, textNodes(block[name], ctx));
  const actions = (block.actions ?? []).map((button) => renderElement(button, block, ctx));
  return el(
    'section',
    { class: 'card' },
    block.hero_image && imageElement(block.hero_image, 'card-hero'),
    el(
      'div',
      { class: 'card-head' },
      block.icon && imageElement(block.icon, 'card-icon'),
      el('div', {}, text('title', 'card-title'), text('subtitle', 'card-subtitle')),
    ),
    text('body', 'card-body'),
    text('subtext', 'card-subtitle'),
    actions.length > 0 && el('div', { class: 'actions' }, actions),
  );
}

/** @param {Block} block @param {RenderContext} ctx */
export function carousel(block, ctx) {
  const cards = (block.elements ?? []).map((one) => card({ block_id: block.block_id, ...one }, ctx));
  return el('div', { class: 'carousel', tabindex: '0', role: 'group', 'aria-label': 'Cards' }, cards);
}

/** @param {Block} block @param {RenderContext} ctx */
export function container(block, ctx) {
  const title = block.rich_text_title ? richText(block.rich_text_title, ctx) : plain(block.title);
  const subtitle =
    block.subtitle && el('div', { class: 'card-subtitle', dir: 'auto' }, textNodes(block.subtitle, ctx));
  const body = el('div', { class: 'container-body' }, renderBlocks(block.child_blocks ?? [], ctx));
  if (!block.is_collapsible) {
    return el(
      'section',
      { class: 'card' },
      el('div', { class: 'card-title', dir: 'auto' }, title),
      subtitle,
      body,
    );
  }
  return el(
    'details',
    { class: 'card', open: !block.default_collapsed },
    el('summary', { class: 'card-title', dir: 'auto' }, title),
    subtitle,
    body,
  );
}
