import { el, fill, reconcile } from '../dom.js';
import { icon } from '../icons.js';
import { keyOf } from './record-changes.js';

const FLASH_MS = 6000;
const AMOUNT = /^[-–(]?\s?[$€£]?\s?[\d,]+(\.\d+)?\)?( [A-Z]{3})?$/;

/**
 * Draws a table of records into `body`. Rows in `changes` flash; rows in `open` show their details.
 * @param {HTMLElement} body
 * @param {import('../types.js').RecordTable | undefined} table
 * @param {import('./record-changes.js').Changes} changes
 * @param {Set<string>} open
 * @param {() => void} redraw
 */
export function recordTable(body, table, changes, open, redraw) {
  if (!table || table.rows.length === 0) {
    fill(
      body,
      el('p', { class: 'panel-empty' }, table ? `No ${table.name.toLowerCase()} yet.` : 'Nothing here yet.'),
    );
    return;
  }
  const frame = frameFor(body, table);
  const rights = table.columns.map((_, column) => isAmounts(table, column));
  const items = table.rows.flatMap((row) => {
    const key = keyOf(table, row);
    const isOpen = open.has(key);
    const toggle = () => {
      if (isOpen) open.delete(key);
      else open.add(key);
      redraw();
    };
    const sig = JSON.stringify([row.cells, row.changed, isOpen, row.detail?.length ?? 0]);
    const main = { key, sig, build: () => rowNode(row, isOpen, rights, toggle) };
    if (!isOpen) return [main];
    const more = {
      key: `${key}\ndetail`,
      sig: JSON.stringify(row.detail),
      build: () => detailNode(row, table.columns),
    };
    return [main, more];
  });
  reconcile(frame.querySelector('tbody'), items);
  for (const [key, columns] of changes) flash(frame, key, columns);
}

/** The frame of the table that is shown already, so that its scroll position stays; else a new one. */
function frameFor(body, table) {
  const sig = JSON.stringify([table.name, table.columns]);
  const frame = body.firstElementChild;
  if (frame?.getAttribute('data-table') === sig) return frame;
  const heads = table.columns.map((column) => el('th', { scope: 'col' }, el('bdi', {}, column)));
  const fresh = el(
    'div',
    { class: 'record-frame', 'data-table': sig },
    el('table', { class: 'record-table' }, el('thead', {}, el('tr', {}, heads)), el('tbody')),
  );
  fill(body, fresh);
  return fresh;
}

function isAmounts(table, column) {
  const filled = table.rows.map((row) => row.cells[column] ?? '').filter((cell) => cell !== '');
  return filled.length > 0 && filled.every((cell) => AMOUNT.test(cell));
}

function rowNode(row, isOpen, rights, toggle) {
  const [first = '', ...rest] = row.cells;
  const opener = el(
    'button',
    { type: 'button', class: 'row-opener', 'aria-expanded': String(isOpen), 'data-focus': `row-${row.id}` },
    icon('chevron'),
    el('bdi', {}, first || '(blank)'),
  );
  const node = el(
    'tr',
    { class: `record-row${row.changed ? ' changed' : ''}${isOpen ? ' open' : ''}`, 'data-row': row.id },
    el('td', {}, opener),
    rest.map((cell, index) =>
      el('td', { class: rights[index + 1] ? 'align-right' : null }, el('bdi', {}, cell)),
    ),
  );
  node.addEventListener('click', toggle);
  return node;
}

function detailNode(row, columns) {
  const pairs = row.detail?.length
    ? row.detail
    : columns.map((column, index) => [column, row.cells[index] ?? '']);
  const list = pairs.flatMap(([label, value]) => [
    el('dt', {}, el('bdi', {}, label)),
    el('dd', { dir: 'auto' }, value === '' ? '—' : value),
  ]);
  return el('tr', { class: 'record-detail' }, el('td', { colspan: columns.length }, el('dl', {}, list)));
}

function flash(frame, key, columns) {
  const row = [...frame.querySelectorAll('[data-key]')].find((node) => node.getAttribute('data-key') === key);
  if (!row) return;
  row.classList.add('flash');
  setTimeout(() => row.classList.remove('flash'), FLASH_MS);
  // Only the panel scrolls to what changed: scrollIntoView could move the page under the reader's hands.
  const at = row.offsetTop;
  const seen = at >= frame.scrollTop && at + row.offsetHeight <= frame.scrollTop + frame.clientHeight;
  if (!seen) frame.scrollTop = Math.max(0, at - 60);
  const last = row.children[columns[columns.length - 1]];
  if (!last || columns.length === row.children.length) return;
  const beyond = last.offsetLeft + last.offsetWidth - (frame.scrollLeft + frame.clientWidth);
  if (beyond > 0) frame.scrollLeft += beyond + 8;
}
