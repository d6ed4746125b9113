import { el } from '../dom.js';
import { broadcast, channelLink, link, mention } from '../text/angle.js';
import { emojiFor } from '../text/emoji.js';
import { dateNode } from '../text/time.js';

/** @typedef {import('../types.js').RenderContext} RenderContext */

/**
 * A rich_text block, or the rich text of a table cell.
 * @param {{ elements?: Record<string, any>[] }} block
 * @param {RenderContext} ctx
 */
export function richText(block, ctx) {
  return el(
    'div',
    { class: 'rich-text' },
    (block.elements ?? []).map((part) => richPart(part, ctx)),
  );
}

function richPart(part, ctx) {
  const inner = () => (part.elements ?? []).map((element) => richElement(element, ctx));
  if (part.type === 'rich_text_list') return richList(part, ctx);
  if (part.type === 'rich_text_quote') return el('blockquote', { class: 'mk-quote', dir: 'auto' }, inner());
  if (part.type === 'rich_text_preformatted') return el('pre', { class: 'mk-pre' }, el('code', {}, inner()));
  return el('div', { class: 'rich-section', dir: 'auto' }, inner());
}

function richList(part, ctx) {
  const ordered = part.style === 'ordered';
  const indent = Math.min(Math.max(Number(part.indent ?? 0), 0), 6);
  return el(
    ordered ? 'ol' : 'ul',
    { class: `rich-list indent-${indent}`, start: ordered && part.offset ? Number(part.offset) + 1 : null },
    (part.elements ?? []).map((item) => el('li', { dir: 'auto' }, richPart(item, ctx))),
  );
}

function richElement(element, ctx) {
  const node = richNode(element, ctx);
  const style = element.style ?? {};
  const wraps = [style.code && 'code', style.bold && 'strong', style.italic && 'em', style.strike && 's'];
  return wraps
    .filter(Boolean)
    .reduce((inner, tag) => el(tag, tag === 'code' ? { class: 'mk-code' } : {}, inner), node);
}

function richNode(element, ctx) {
  switch (element.type) {
    case 'text':
      return el('span', { class: 'rich-run' }, String(element.text ?? ''));
    case 'link':
      return link(String(element.url ?? ''), String(element.text ?? element.url ?? ''));
    case 'user':
      return mention(String(element.user_id), '', ctx);
    case 'channel':
      return channelLink(String(element.channel_id), '', ctx);
    case 'usergroup':
      return el('span', { class: 'mention' }, `@${element.usergroup_id}`);
    case 'broadcast':
      return broadcast(String(element.range));
    case 'emoji':
      return el('span', { class: 'emoji' }, emojiCharacter(element));
    case 'date':
      return dateNode(
        Number(element.timestamp),
        String(element.format ?? ''),
        String(element.fallback ?? ''),
      );
    case 'color':
      return el('code', { class: 'mk-code' }, String(element.value));
    default:
      return el('code', { class: 'unknown-inline' }, String(element.type));
  }
}

function emojiCharacter(element) {
  const known = emojiFor(element.name);
  if (known) return known;
  if (!/^[0-9a-f-]+$/.test(element.unicode ?? '')) return `:${element.name}:`;
  return String.fromCodePoint(...element.unicode.split('-').map((hex) => Number.parseInt(hex, 16)));
}
