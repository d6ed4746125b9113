import { getViews, postClose, postSubmit } from '../api.js';
import { showErrors } from '../blocks/input-block.js';
import { firstStop } from './focus-trap.js';
import { drawView, modalFrame } from './modal-frame.js';
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
  const screen = modalScreen(app, { onClose: () => void close(), onSubmit: () => void submit() });

  /** @param {View[]} views */
  function set(views) {
    const before = stack[stack.length - 1];
    stack = views;
    screen.show(before, stack[stack.length - 1], stack.length > 1);
  }

  async function close() {
    const view = stack[stack.length - 1];
    if (!view) return;
    set(stack.slice(0, -1));
    await app.attempt(() => postClose({ as: app.me, viewId: view.id }));
  }

  async function submit() {
    const view = stack[stack.length - 1];
    if (!view?.submit || screen.isBusy()) return;
    screen.busy(true);
    const body = { as: app.me, viewId: view.id, values: screen.valuesOf(view.id) };
    const result = await app.attempt(() => postSubmit(body));
    screen.busy(false);
    if (result?.ok) await sync();
    else if (result) screen.refuse(result);
  }

  async function sync() {
    const views = await app.attempt(() => getViews(app.me));
    if (views) set(views);
  }

  return {
    opened: (view) => set([...stack.filter((one) => one.id !== view.id), view]),
    updated: (view) => set(stack.map((one) => (one.id === view.id ? view : one))),
    closed: (id) => set(stack.filter((one) => one.id !== id)),
    sync,
    reset: () => set([]),
    isOpen: screen.isOpen,
    notice: screen.notice,
  };
}

/** Draws the view on top and keeps what is typed into each view of the stack. */
function modalScreen(app, on) {
  const frame = modalFrame(on);
  /** @type {Map<string, import('../types.js').Values>} */
  const values = new Map();
  let opener = null;

  function show(before, view, pushed) {
    if (!view) {
      hide();
      return;
    }
    if (!before || !sameLook(before, view)) redraw(before, view, pushed);
    showErrors(frame.body, view.errors ?? {});
  }

  function redraw(before, view, pushed) {
    const putBack = before?.id === view.id ? focusIn(frame.dialog) : null;
    values.set(view.id, pruned(values.get(view.id) ?? {}, view.blocks));
    drawView(frame, view, app.contextFor({ viewId: view.id }, values.get(view.id), true), pushed);
    if (!frame.dialog.open) {
      opener = document.activeElement;
      frame.dialog.showModal();
    }
    if (putBack) putBack();
    else (firstStop(frame.body) ?? frame.close).focus();
  }

  function hide() {
    if (!frame.dialog.open) return;
    frame.dialog.close();
    values.clear();
    app.focusBack(opener);
  }

  /** Errors under their fields; what has no field stands above the buttons. */
  function refuse(result) {
    const unplaced = showErrors(frame.body, result.errors ?? {});
    frame.notice([result.response, ...unplaced].filter(Boolean).join(' '));
  }

  const isBusy = () => frame.form.getAttribute('aria-busy') === 'true';
  const isOpen = () => frame.dialog.open;
  const valuesOf = (id) => values.get(id) ?? {};
  return { show, refuse, isBusy, isOpen, valuesOf, busy: frame.busy, notice: frame.notice };
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
