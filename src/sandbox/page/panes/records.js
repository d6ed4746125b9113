import { getRecords } from '../api.js';
import { announce, el } from '../dom.js';
import { icon } from '../icons.js';
import { changedRows, snapshot } from './record-changes.js';
import { recordPanel } from './record-panel.js';

const BOOKS = [
  { which: 'quickbooks', host: /intuit|quickbooks|qbo/i },
  { which: 'smartsheet', host: /smartsheet/i },
];

/**
 * The two panels beside the conversation. They are read again whenever the stand-ins say that something changed; rows
 * that differ from what was shown before flash.
 * @param {HTMLElement} node
 * @param {{ onClose: () => void, onChanged: (count: number) => void, onReveal: () => void }} on
 */
export function recordsPane(node, on) {
  const panels = new Map(BOOKS.map(({ which }) => [which, recordPanel(which)]));
  node.append(head(on.onClose), ...[...panels.values()].map((panel) => panel.node));
  const seen = new Map();
  let running = null;
  let again = false;

  async function read(which) {
    const book = await getRecords(which);
    const changes = seen.has(which) ? changedRows(seen.get(which), book) : new Map();
    seen.set(which, snapshot(book));
    panels.get(which).show(book, changes);
    return { title: book.title, count: changes.size };
  }

  async function readAll() {
    const outcomes = await Promise.allSettled(BOOKS.map(({ which }) => read(which)));
    let total = 0;
    outcomes.forEach((outcome, index) => {
      if (outcome.status === 'rejected') panels.get(BOOKS[index].which).fail(outcome.reason.message);
      else if (outcome.value.count > 0) {
        total += outcome.value.count;
        announce(`${outcome.value.title}: ${outcome.value.count} changed`);
      }
    });
    if (total > 0) on.onChanged(total);
  }

  /** Reads once more where something changed while it was reading. */
  function refresh() {
    if (running) {
      again = true;
      return running;
    }
    running = readAll().finally(() => {
      running = null;
      if (again) {
        again = false;
        void refresh();
      }
    });
    return running;
  }

  /** Shows the record that a link points at, instead of leaving for the real service. False where it has none. */
  function reveal(address) {
    const url = new URL(address, location.href);
    const book = BOOKS.find(({ host }) => host.test(url.hostname));
    const ids = [...url.searchParams.values(), ...url.pathname.split('/')].filter((part) => /\d/.test(part));
    const panel = book && panels.get(book.which);
    if (!panel?.open(ids)) return false;
    on.onReveal();
    // A closed drawer takes no focus; once it is open, the row gets it.
    return panel.open(ids);
  }

  return { refresh, reveal };
}

function head(onClose) {
  const props = { type: 'button', class: 'icon-button', 'aria-label': 'Close the records', onclick: onClose };
  return el(
    'div',
    { class: 'records-head drawer-only' },
    el('span', { class: 'records-title' }, 'Records'),
    el('button', props, icon('close')),
  );
}
