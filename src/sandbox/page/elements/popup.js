import { uid } from '../dom.js';

/**
 * Ties a popup to the button that opens it. The browser's own popover closes it on Escape or a click elsewhere, and
 * keeps it above dialogs.
 * @param {HTMLElement} opener
 * @param {HTMLElement} popup
 * @param {{ onOpen?: () => void, onClose?: () => void }} [hooks]
 */
export function tiePopup(opener, popup, hooks = {}) {
  popup.id = uid('popup');
  popup.setAttribute('popover', 'auto');
  opener.setAttribute('popovertarget', popup.id);
  opener.setAttribute('aria-controls', popup.id);
  opener.setAttribute('aria-expanded', 'false');
  popup.addEventListener('toggle', (event) => {
    const open = event.newState === 'open';
    opener.setAttribute('aria-expanded', String(open));
    if (open) {
      place(opener, popup);
      hooks.onOpen?.();
    } else {
      hooks.onClose?.();
    }
  });
}

/** Under the opener where there is room, else above it, and always inside the window. */
function place(opener, popup) {
  const at = opener.getBoundingClientRect();
  popup.style.setProperty('min-width', `${Math.min(at.width, 340)}px`);
  const size = popup.getBoundingClientRect();
  const below = at.bottom + 4 + size.height <= innerHeight;
  const top = below ? at.bottom + 4 : Math.max(8, at.top - 4 - size.height);
  const left = Math.min(Math.max(8, at.left), innerWidth - size.width - 8);
  popup.style.setProperty('top', `${top}px`);
  popup.style.setProperty('left', `${left}px`);
}

/** Arrow keys, Home and End move among items. */
export function roveKeys(event, items) {
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined || items.length === 0) return;
  event.preventDefault();
  items[(to + items.length) % items.length]?.focus();
}
