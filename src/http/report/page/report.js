import { readReport, totalsOf } from './data.js';
import { byId, el } from './dom.js';
import { addressOf, fitting, formFromAddress, readForm } from './filters.js';
import { bandList, PRINTED } from './list.js';

const number = new Intl.NumberFormat('en-US');

function start(report) {
  const form = byId('filters');
  const list = bandList(byId('bands'), report);
  let shown = [];
  fillChoices(form, report);
  form.hidden = false;
  byId('columns').hidden = false;

  function apply() {
    const wanted = readForm(form);
    const over = form.elements.namedItem('over');
    const unread = wanted.over !== '' && report.money.read(wanted.over, report.currency) === null;
    over.setAttribute('aria-invalid', String(unread));
    shown = fitting(report, wanted);
    byId('shown').textContent = unread
      ? 'Write an amount like 1250 or 99.50 under “Over”.'
      : words(report, shown, wanted);
    list.show(shown);
    return wanted;
  }

  form.addEventListener('input', () => {
    const address = addressOf(apply());
    history.replaceState(null, '', address || `${location.pathname}${location.search}`);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => {
    history.replaceState(null, '', `${location.pathname}${location.search}`);
    // The fields are blank only after this event.
    queueMicrotask(() => {
      formFromAddress(form);
      apply();
    });
  });
  addEventListener('hashchange', () => {
    if (location.hash === '#lists') return;
    formFromAddress(form);
    apply();
    byId('lists').scrollIntoView();
  });
  nameSheet(report);
  printing(list, () => shown.length);
  problems(report);
  formFromAddress(form);
  apply();
}

function words(report, shown, wanted) {
  const { money, currency, count } = report;
  if (count === 0) return 'Neither list has a row in this period.';
  if (shown.length === 0) return 'Nothing fits these filters. Clear them to see everything.';
  const { sheet, ledger } = totalsOf(report, shown);
  const lead =
    shown.length === count
      ? `All ${number.format(count)} groups`
      : `${number.format(shown.length)} of ${number.format(count)} groups${chosen(report, wanted)}`;
  return `${lead} · sheet ${money.format(sheet, currency)} · QuickBooks ${money.format(ledger, currency)} · difference ${money.signed(ledger - sheet, currency)}`;
}

/** Where the project’s people work on it. */
function nameSheet({ sheet }) {
  const name = `Sheet “${sheet.name}”`;
  const link = { href: sheet.url, target: '_blank', rel: 'noopener noreferrer' };
  byId('sheet').replaceChildren(sheet.url === '' ? name : el('a', link, name));
}

/** Said with the figures, so that a printed or copied part is not taken for the whole. */
function chosen({ causes, states }, { q, cause, status, of, over, unmatched }) {
  const nameOf = (choices, value) => choices.find(([name]) => name === value)?.[1];
  const said = [
    cause !== '' && `cause “${nameOf(causes, cause)}”`,
    status !== '' && `status “${nameOf(states, status)}”`,
    q !== '' && `with “${q}”`,
    over !== '' && `${of} over ${over}`,
    unmatched !== '' && 'only unmatched',
  ].filter(Boolean);
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
}

/** Only what occurs can be chosen, with how often. */
function fillChoices(form, { groups, causes, states }) {
  const counted = (column) => {
    const counts = new Map();
    for (const value of column) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  };
  const fill = (name, choices, counts) => {
    const select = form.elements.namedItem(name);
    for (const [index, [value, text]] of choices.entries())
      if (counts.has(index))
        select.append(el('option', { value }, `${text} (${number.format(counts.get(index))})`));
  };
  fill('cause', causes, counted(groups.cause));
  fill('status', states, counted(groups.state));
}

function printing(list, count) {
  const paper = matchMedia('print');
  const turn = (on) => {
    const cut = byId('cut');
    cut.hidden = !on || count() <= PRINTED;
    cut.textContent = `Printed here: the first ${number.format(PRINTED)} of ${number.format(count())} groups. The Excel file has all of them.`;
    list.flatten(on);
  };
  paper.addEventListener('change', () => turn(paper.matches));
  addEventListener('beforeprint', () => turn(true));
  addEventListener('afterprint', () => turn(false));
  const button = byId('print');
  button.hidden = false;
  button.addEventListener('click', () => print());
}

function problems({ problems: rows }) {
  const place = document.getElementById('problems');
  if (!place || rows.length === 0) return;
  place.append(
    el(
      'details',
      {},
      el(
        'summary',
        {},
        `${number.format(rows.length)} ${rows.length === 1 ? 'row' : 'rows'} of the sheet could not be read, and ${rows.length === 1 ? 'is' : 'are'} in no figure`,
      ),
      el(
        'ul',
        {},
        rows.map(({ rowNumber, message }) => el('li', { dir: 'auto' }, `Row ${rowNumber} ${message}`)),
      ),
    ),
  );
}

/** What is long stands in the page whole, and is folded up where a script can unfold it. */
function folding(button) {
  const words = button.textContent;
  const rest = byId(button.getAttribute('aria-controls'));
  rest.hidden = true;
  button.hidden = false;
  button.addEventListener('click', () => {
    rest.hidden = !rest.hidden;
    button.setAttribute('aria-expanded', String(!rest.hidden));
    button.textContent = rest.hidden ? words : 'Show less';
  });
}

for (const button of document.querySelectorAll('button[data-more]')) folding(button);
try {
  start(await readReport());
} catch (error) {
  byId('shown').textContent = error instanceof Error ? error.message : String(error);
  byId('shown').classList.add('failed');
}
document.body.dataset.ready = '';
