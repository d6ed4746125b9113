const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex]:not([tabindex="-1"])';

/**
 * Tab goes round inside a dialog. The browser already keeps the rest of the page out of reach; without this, Tab would
 * still leave for the browser's own controls.
 * @param {HTMLElement} dialog
 */
export function keepFocusInside(dialog) {
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Tab') return;
    const stops = [...dialog.querySelectorAll(FOCUSABLE)].filter(
      (node) => node.tabIndex >= 0 && node.getClientRects().length > 0,
    );
    const first = stops[0];
    const last = stops[stops.length - 1];
    if (!first || !last) return;
    const active = document.activeElement;
    const leaves = event.shiftKey ? active === first || active === dialog : active === last;
    if (!leaves) return;
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  });
}

/** The first place to type, else the first control. */
export function firstStop(root) {
  return (
    root.querySelector('[data-autofocus]') ??
    root.querySelector('input:not([type=hidden]), textarea, select') ??
    root.querySelector(FOCUSABLE)
  );
}
