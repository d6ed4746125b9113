import { el } from '../dom.js';
import { link } from '../text/angle.js';
import { plain } from '../text/text-object.js';

/** @param {import('../types.js').Block} block */
export function image(block) {
  const title = plain(block.title);
  return el(
    'figure',
    { class: 'image' },
    title && el('figcaption', { class: 'image-title', dir: 'auto' }, title),
    imageElement(block, 'image-body'),
  );
}

/**
 * An image of this page or an embedded one. Anything else would be loaded from elsewhere, so its alternative text
 * stands in its place, as a link.
 */
export function imageElement(element, className) {
  const alt = String(element.alt_text ?? '');
  const address = String(element.image_url ?? element.slack_file?.url ?? '');
  const stand = () =>
    el('span', { class: `${className} image-stand-in`, dir: 'auto' }, link(address, alt || 'Image'));
  if (!isLocal(address)) return stand();
  const img = el('img', { class: className, src: address, alt, loading: 'lazy' });
  img.addEventListener('error', () => img.replaceWith(stand()), { once: true });
  return img;
}

function isLocal(address) {
  if (/^data:image\/(png|jpeg|gif|webp);/.test(address)) return true;
  try {
    return new URL(address).origin === location.origin;
  } catch {
    return false;
  }
}
