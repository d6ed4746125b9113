import { wordsOf } from './data.js';

/** What is looked for stands in the address after #, so that a view can be kept, sent and gone back to. */
const FIELDS = ['q', 'cause', 'status', 'of', 'over', 'sort', 'unmatched'];

/** @param {HTMLFormElement} form */
export function readForm(form) {
  const typed = new FormData(form);
  const wanted = Object.fromEntries(FIELDS.map((name) => [name, String(typed.get(name) ?? '').trim()]));
  return { ...wanted, unmatched: wanted.unmatched === '' ? '' : '1' };
}

/** Fills the form from the address. */
export function formFromAddress(form) {
  const wanted = new URLSearchParams(location.hash.slice(1));
  for (const name of FIELDS) {
    const field = form.elements.namedItem(name);
    const value = wanted.get(name) ?? '';
    if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = value === '1';
    else if (field instanceof HTMLSelectElement) {
      const known = [...field.options].some((option) => option.value === value);
      field.value = known ? value : (field.options[0]?.value ?? '');
    } else if (field instanceof HTMLInputElement) field.value = value;
  }
}

export function addressOf(wanted) {
  const set = FIELDS.filter((name) => wanted[name] !== '' && !(name === 'of' && wanted.over === ''));
  return set.length === 0 ? '' : `#${new URLSearchParams(set.map((name) => [name, wanted[name]]))}`;
}

/** Places of the groups that fit, in the order asked for. */
export function fitting(report, wanted) {
  const { groups, causes, states, money, currency } = report;
  const cause = causes.findIndex(([name]) => name === wanted.cause);
  const state = states.findIndex(([name]) => name === wanted.status);
  const looked = wanted.q.toLowerCase().split(/\s+/).filter(Boolean);
  const over = wanted.over === '' ? null : money.read(wanted.over, currency);
  const figure = (group) =>
    wanted.of === 'difference' ? Math.abs(groups.difference[group] ?? 0) : report.amount[group];
  const shown = [];
  for (let group = 0; group < report.count; group += 1) {
    if (cause >= 0 && groups.cause[group] !== cause) continue;
    if (state >= 0 && groups.state[group] !== state) continue;
    if (wanted.unmatched === '1' && isMatched(groups, group)) continue;
    if (over !== null && figure(group) <= over) continue;
    if (looked.length > 0 && !looked.every((word) => wordsOf(report, group).includes(word))) continue;
    shown.push(group);
  }
  return ordered(report, shown, wanted.sort);
}

function isMatched(groups, group) {
  return groups.rows[group].length > 0 && groups.postings[group].length > 0;
}

function ordered(report, shown, by) {
  const { groups, rows } = report;
  const row = (group) => {
    const [first] = groups.rows[group];
    return first === undefined ? Number.MAX_SAFE_INTEGER : rows.number[first];
  };
  // Equal ones keep the order they came in.
  if (by === 'date')
    return shown.sort((a, b) =>
      report.date[a] < report.date[b] ? -1 : Number(report.date[a] > report.date[b]),
    );
  if (by === 'row') return shown.sort((a, b) => row(a) - row(b));
  if (by === 'amount') return shown.sort((a, b) => report.amount[b] - report.amount[a]);
  return shown;
}
