import { el, fill, uid } from '../dom.js';
import { roveKeys } from '../elements/popup.js';
import { keyOf } from './record-changes.js';
import { recordTable } from './record-table.js';

/** @typedef {import('../types.js').RecordPanel} RecordPanel */

/**
 * One service's records: a tab a table, rows that unfold.
 * @param {string} which quickbooks or smartsheet
 */
export function recordPanel(which) {
  const title = el('h2', { class: 'panel-title', id: uid('panel') });
  const tabs = el('div', { class: 'panel-tabs', role: 'tablist', 'aria-labelledby': title.id });
  const body = el('div', { class: 'panel-body', id: uid('panel-body'), role: 'tabpanel' });
  const node = el(
    'section',
    { class: `panel panel-${which}`, 'aria-labelledby': title.id },
    el('div', { class: 'panel-head' }, title, tabs),
    body,
  );
  /** @type {RecordPanel} */
  let book = { title: '', tables: [] };
  let shown = '';
  let chosen = false;
  const open = new Set();
  const marked = new Set();
  tabs.addEventListener('keydown', (event) => tabKeys(event, tabs));

  function choose(name) {
    shown = name;
    chosen = true;
    marked.delete(name);
    draw(new Map());
  }

  function show(next, changes) {
    book = next;
    const touched = book.tables.filter((table) => table.rows.some((row) => changes.has(keyOf(table, row))));
    if (!book.tables.some((table) => table.name === shown)) shown = book.tables[0]?.name ?? '';
    // Until a person picks a table, the panel follows what changes.
    if (!chosen && touched.length > 0 && !touched.some((table) => table.name === shown))
      shown = touched[0].name;
    for (const table of touched) if (table.name !== shown) marked.add(table.name);
    draw(changes);
  }

  function draw(changes) {
    title.textContent = book.title;
    const held = tabs.contains(document.activeElement);
    fill(
      tabs,
      book.tables.map((table) =>
        tab(table.name, table.name === shown, marked.has(table.name), body.id, choose),
      ),
    );
    if (held) tabs.querySelector('[aria-selected=true]')?.focus();
    const table = book.tables.find((one) => one.name === shown);
    recordTable(body, table, changes, open, () => draw(new Map()));
  }

  function fail(words) {
    fill(body, el('p', { class: 'panel-empty', role: 'alert' }, words));
  }

  /** Unfolds the row with one of these ids; false where no table has it. */
  function reveal(ids) {
    const found = rowWith(book, ids);
    if (!found) return false;
    open.add(keyOf(found.table, found.row));
    choose(found.table.name);
    const rowNode = body.querySelector(`[data-row="${CSS.escape(found.row.id)}"]`);
    rowNode?.scrollIntoView({ block: 'nearest' });
    rowNode?.querySelector('button')?.focus();
    return true;
  }

  return { node, show, fail, open: reveal };
}

function tab(name, selected, marked, bodyId, choose) {
  const props = {
    type: 'button',
    class: 'panel-tab',
    role: 'tab',
    'aria-selected': String(selected),
    'aria-controls': bodyId,
    tabindex: selected ? '0' : '-1',
  };
  return el(
    'button',
    { ...props, onclick: () => choose(name) },
    el('bdi', {}, name),
    marked && el('span', { class: 'unread-dot' }, el('span', { class: 'visually-hidden' }, 'changed')),
  );
}

/** A link's id is the row's own, or the end of it where the row's also names its kind. */
function rowWith(book, ids) {
  const fits = (row) =>
    ids.some((id) => row.id === id || row.id.endsWith(`-${id}`) || row.id.endsWith(`:${id}`));
  for (const table of book.tables) {
    const row = table.rows.find(fits);
    if (row) return { table, row };
  }
  return null;
}

/** Left and right choose among tabs at once. */
function tabKeys(event, tabs) {
  const turned = { ArrowRight: 'ArrowDown', ArrowLeft: 'ArrowUp' }[event.key];
  if (!turned) return;
  roveKeys({ key: turned, preventDefault: () => event.preventDefault() }, [...tabs.children]);
  document.activeElement?.click();
}
