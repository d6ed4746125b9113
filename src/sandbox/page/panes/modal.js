import { getViews, postClose, postSubmit } from '../api.js';
import { showErrors } from '../blocks/input-block.js';
import { renderBlocks } from '../blocks/render.js';
import { el, fill } from '../dom.js';
import { icon } from '../icons.js';
import { plain } from '../text/text-object.js';
import { firstStop, keepFocusInside } from './focus-trap.js';
import { pruned, sameLook } from './view-values.js';

/** @typedef {import('../types.js').View} View */

/**
 * The stack of modals of the acting person; the one on top is drawn.
 * @param {import('../app.js').App} app
 * @returns {{ opened(view: View): void, updated(view: View): void, closed(id: string): void, sync(): Promise<void>,
 *   reset(): void, isOpen(): boolean, notice(words: string): void }}
 */
export function modals(app) {
  /** @type {View[]} */
  let stack = [];
  /** @type {Map<string, import('../types.js').Values>} */
  const values = new Map();
  let opener = null;
  const frame = modalFrame();
  const top = () => stack[stack.length - 1];

  function draw(before) {
    const view = top();
    if (!view) return hide();
    if (before && sameLook(before, view)) {
      showErrors(frame.body, view.errors ?? {});
      return;
    }
    const focus = before?.id === view.id ? focusIn(frame.dialog) : null;
    values.set(view.id, pruned(values.get(view.id) ?? {}, view.blocks));
    drawView(frame, view, app.contextFor({ viewId: view.id }, values.get(view.id), true), stack.length > 1);
    if (!frame.dialog.open) {
      opener = document.activeElement;
      frame.dialog.showModal();
    }
    if (focus) focus();
    else (firstStop(frame.body) ?? frame.close).focus();
    showErrors(frame.body, view.errors ?? {});
  }

  function hide() {
    if (!frame.dialog.open) return;
    frame.dialog.close();
    values.clear();
    app.focusBack(opener);
  }

  function set(views) {
    const before = top();
    stack = views;
    draw(before);
  }

  async function close() {
    const view = top();
    if (!view) return;
    set(stack.slice(0, -1));
    await app.attempt(() => postClose({ as: app.me, viewId: view.id }));
  }

  async function submit() {
    const view = top();
    if (!view?.submit || frame.form.getAttribute('aria-busy') === 'true') return;
    frame.busy(true);
    const result = await app.attempt(() =>
      postSubmit({ as: app.me, viewId: view.id, values: values.get(view.id) ?? {} }),
    );
    frame.busy(false);
    if (!result) return;
    if (result.ok) return sync();
    const unplaced = showErrors(frame.body, result.errors ?? {});
    frame.notice([result.response, ...unplaced].filter(Boolean).join(' '));
  }

  async function sync() {
    const views = await app.attempt(() => getViews(app.me));
    if (views) set(views);
  }

  frame.dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    void close();
  });
  frame.close.addEventListener('click', () => void close());
  frame.cancel.addEventListener('click', () => void close());
  frame.form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  return {
    opened: (view) => set([...stack.filter((one) => one.id !== view.id), view]),
    updated: (view) => set(stack.map((one) => (one.id === view.id ? view : one))),
    closed: (id) => set(stack.filter((one) => one.id !== id)),
    sync,
    reset: () => set([]),
    isOpen: () => frame.dialog.open,
    notice: frame.notice,
  };
}

function modalFrame() {
  const title = el('h2', { class: 'dialog-title', id: 'modal-title', dir: 'auto' });
  const close = el('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close' });
  const body = el('div', { class: 'modal-body' });
  const problem = el('div', { class: 'modal-problem', role: 'alert' });
  const cancel = el('button', { type: 'button', class: 'button button-default button-large' });
  const send = el('button', { type: 'submit', class: 'button button-primary button-large' });
  const foot = el('div', { class: 'dialog-foot' }, cancel, send);
  const form = el(
    'form',
    { class: 'modal-form', novalidate: true },
    el('div', { class: 'modal-head' }, title, close),
    body,
    problem,
    foot,
  );
  const dialog = el('dialog', { class: 'dialog dialog-modal', 'aria-labelledby': 'modal-title' }, form);
  keepFocusInside(dialog);
  document.getElementById('dialogs').append(dialog);
  const busy = (on) => {
    form.setAttribute('aria-busy', String(on));
    send.setAttribute('aria-disabled', String(on));
    if (on) problem.textContent = '';
  };
  const notice = (words) => {
    problem.textContent = words;
  };
  return { dialog, form, title, close, body, cancel, send, foot, busy, notice };
}

function drawView(frame, view, ctx, pushed) {
  frame.title.textContent = plain(view.title);
  fill(frame.close, icon(pushed ? 'back' : 'close'));
  frame.close.setAttribute('aria-label', pushed ? 'Back' : 'Close');
  frame.cancel.textContent = plain(view.close) || (view.submit ? 'Cancel' : 'Close');
  frame.send.textContent = plain(view.submit);
  frame.send.hidden = !view.submit;
  frame.notice('');
  fill(frame.body, renderBlocks(view.blocks, ctx));
}

/** Remembers where focus and caret stand, and answers a function that puts them back after a redraw. */
function focusIn(dialog) {
  const active = document.activeElement;
  const name = dialog.contains(active) ? active.getAttribute('data-focus') : null;
  if (!name) return null;
  const caret = active.selectionStart ?? null;
  return () => {
    const same = dialog.querySelector(`[data-focus="${CSS.escape(name)}"]`);
    (same ?? firstStop(dialog))?.focus();
    if (same && caret !== null) same.setSelectionRange?.(caret, caret);
  };
}
