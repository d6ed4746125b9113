import { el } from '../dom.js';
import { plain, textNodes } from '../text/text-object.js';
import { keepFocusInside } from './focus-trap.js';

/**
 * Asks "are you sure" the way the bot worded it.
 * @param {import('../types.js').Confirm} confirm
 * @param {import('../types.js').RenderContext} ctx
 * @returns {Promise<boolean>}
 */
export function askConfirm(confirm, ctx) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const style = confirm.style === 'danger' ? 'danger' : 'primary';
    const yes = el(
      'button',
      { type: 'button', class: `button button-${style} button-large`, 'data-confirm': 'yes' },
      plain(confirm.confirm) || 'Yes',
    );
    const no = el(
      'button',
      { type: 'button', class: 'button button-default button-large', 'data-confirm': 'no' },
      plain(confirm.deny) || 'Cancel',
    );
    const dialog = el(
      'dialog',
      {
        class: 'dialog dialog-confirm',
        role: 'alertdialog',
        'aria-labelledby': 'confirm-title',
        'aria-describedby': 'confirm-text',
      },
      el(
        'h2',
        { class: 'dialog-title', id: 'confirm-title', dir: 'auto' },
        plain(confirm.title) || 'Are you sure?',
      ),
      el('div', { class: 'confirm-text', id: 'confirm-text', dir: 'auto' }, textNodes(confirm.text, ctx)),
      el('div', { class: 'dialog-foot' }, no, yes),
    );
    let answer = false;
    yes.addEventListener('click', () => {
      answer = true;
      dialog.close();
    });
    no.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (before?.isConnected) before.focus({ preventScroll: true });
      resolve(answer);
    });
    keepFocusInside(dialog);
    document.getElementById('dialogs').append(dialog);
    dialog.showModal();
    yes.focus();
  });
}
