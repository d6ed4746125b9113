import { renderBlocks } from '../blocks/render.js';
import { el, fill } from '../dom.js';
import { icon } from '../icons.js';
import { plain } from '../text/text-object.js';
import { keepFocusInside } from './focus-trap.js';

/** @typedef {ReturnType<typeof modalFrame>} ModalFrame */

/**
 * The dialog that every modal is drawn into.
 * @param {{ onClose: () => void, onSubmit: () => void }} on
 */
export function modalFrame({ onClose, onSubmit }) {
  const title = el('h2', { class: 'dialog-title', id: 'modal-title', dir: 'auto' });
  const close = el('button', {
    type: 'button',
    class: 'icon-button',
    'aria-label': 'Close',
    onclick: onClose,
  });
  const body = el('div', { class: 'modal-body' });
  const problem = el('div', { class: 'modal-problem', role: 'alert' });
  const cancel = el('button', {
    type: 'button',
    class: 'button button-default button-large',
    onclick: onClose,
  });
  const send = el('button', { type: 'submit', class: 'button button-primary button-large' });
  const head = el('div', { class: 'modal-head' }, title, close);
  const foot = el('div', { class: 'dialog-foot' }, cancel, send);
  const form = el('form', { class: 'modal-form', novalidate: true }, head, body, problem, foot);
  const dialog = el('dialog', { class: 'dialog dialog-modal', 'aria-labelledby': 'modal-title' }, form);
  keepFocusInside(dialog);
  document.getElementById('dialogs').append(dialog);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    onSubmit();
  });
  // Escape is an answer to the bot too; the stack decides what is shown next.
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    onClose();
  });
  const busy = (on) => {
    form.setAttribute('aria-busy', String(on));
    send.setAttribute('aria-disabled', String(on));
    if (on) problem.textContent = '';
  };
  const notice = (words) => {
    problem.textContent = words;
  };
  return { dialog, form, title, close, body, cancel, send, busy, notice };
}

/**
 * Draws a view into the frame. A pushed view's close button leads back.
 * @param {ModalFrame} frame
 * @param {import('../types.js').View} view
 * @param {import('../types.js').RenderContext} ctx
 * @param {boolean} pushed
 */
export function drawView(frame, view, ctx, pushed) {
  frame.title.textContent = plain(view.title);
  fill(frame.close, icon(pushed ? 'back' : 'close'));
  frame.close.setAttribute('aria-label', pushed ? 'Back' : 'Close');
  frame.cancel.textContent = plain(view.close) || (view.submit ? 'Cancel' : 'Close');
  frame.send.textContent = plain(view.submit);
  frame.send.hidden = !view.submit;
  frame.notice('');
  fill(frame.body, renderBlocks(view.blocks, ctx));
}
