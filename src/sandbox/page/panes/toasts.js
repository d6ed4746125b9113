import { el } from '../dom.js';
import { icon } from '../icons.js';

const SHOWN_MS = 8000;

/**
 * A short word in the corner; a problem stays until it is dismissed or has been readable for a while.
 * @param {string} words
 */
export function toast(words) {
  const holder = document.getElementById('toasts');
  const node = el('div', { class: 'toast', role: 'alert' }, icon('bang'), el('span', { dir: 'auto' }, words));
  const close = el(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': 'Dismiss', onclick: () => node.remove() },
    icon('close'),
  );
  node.append(close);
  holder.append(node);
  let timer = setTimeout(() => node.remove(), SHOWN_MS);
  // Whoever is reading it, or has it focused, keeps it.
  const hold = () => clearTimeout(timer);
  const release = () => {
    clearTimeout(timer);
    timer = setTimeout(() => node.remove(), SHOWN_MS);
  };
  node.addEventListener('mouseenter', hold);
  node.addEventListener('focusin', hold);
  node.addEventListener('mouseleave', release);
  node.addEventListener('focusout', release);
}
