import { detail } from './detail.js';
import { el } from './dom.js';
import { links } from './links.js';
import { day, typeWords } from './words.js';

/** So many rows that may belong to one, and were not taken, stand beside it. */
const NEAR = 3;

/** How many lines each side of a group takes. */
export function linesOf({ groups }, group) {
  const [sheet, ledger] = [groups.rows[group].length, groups.postings[group].length];
  const near = groups.nearRows[group].length + groups.nearPostings[group].length;
  return {
    sheet: sheet || Math.min(NEAR, groups.nearRows[group].length),
    ledger: ledger || Math.min(NEAR, groups.nearPostings[group].length),
    near: sheet === 0 || ledger === 0 ? Math.min(NEAR, near) : 0,
  };
}

/** One group: its rows on the left, its postings on the right, their links between, and why. */
export function band(report, group, { open, paper, onToggle, place, count }) {
  const { groups, causes } = report;
  const [cause, words] = causes[groups.cause[group]];
  const lines = linesOf(report, group);
  const sides = { sheet: groups.rows[group], ledger: groups.postings[group] };
  const tone =
    groups.state[group] === 0
      ? 'agrees'
      : sides.sheet.length > 0 && sides.ledger.length > 0
        ? 'differs'
        : 'alone';
  return el(
    'div',
    {
      class: `band ${tone}`,
      role: 'listitem',
      'aria-posinset': place + 1,
      'aria-setsize': count,
      'data-group': group,
    },
    el(
      'div',
      { class: 'side' },
      el('span', { class: 'side-name' }, 'Sheet'),
      sheetSide(report, group, sides),
    ),
    el(
      'div',
      { class: 'gutter' },
      links(lines, sides),
      el('span', { class: 'link-label' }, linkWords(sides, lines)),
    ),
    el(
      'div',
      { class: 'side' },
      el('span', { class: 'side-name' }, 'QuickBooks'),
      ledgerSide(report, group, sides),
    ),
    verdict(report, group, cause, words, open, onToggle),
    open && detail(report, group),
    paper && paperWhy(report, group),
  );
}

function sheetSide(report, group, { sheet }) {
  if (sheet.length > 0) return sheet.map((row) => sheetRow(report, row, false));
  const near = report.groups.nearRows[group].slice(0, NEAR);
  return near.length > 0 ? near.map((row) => sheetRow(report, row, true)) : nobody('No row in the sheet');
}

function ledgerSide(report, group, { ledger }) {
  if (ledger.length > 0) return ledger.map((posting) => ledgerRow(report, posting, false));
  const near = report.groups.nearPostings[group].slice(0, NEAR);
  return near.length > 0
    ? near.map((posting) => ledgerRow(report, posting, true))
    : nobody('No posting in QuickBooks');
}

function nobody(words) {
  return el('div', { class: 'row nobody' }, words);
}

function sheetRow(report, row, maybe) {
  const { rows, texts } = report;
  const text = (column) => texts[rows[column][row]];
  const about = [
    `Row ${rows.number[row]}`,
    day(text('date')),
    text('invoice'),
    order(text('po')),
    text('vendor') && text('text'),
  ];
  return line(report, rows, row, maybe, text('vendor') || text('text'), about);
}

function ledgerRow(report, posting, maybe) {
  const { postings, texts } = report;
  const text = (column) => texts[postings[column][posting]];
  const name = `${typeWords(text('type'))} ${text('invoice') || `Id ${text('transaction')}`}`;
  const url = text('url');
  const link = url === '' ? name : el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, name);
  const about = [link, day(text('date')), order(text('po')), text('vendor') && text('text')];
  return line(report, postings, posting, maybe, text('vendor') || text('text'), about);
}

function line(report, columns, place, maybe, who, about) {
  const amount = report.money.format(columns.amount[place], report.texts[columns.currency[place]]);
  const outside = columns.inPeriod[place] === 0;
  const parts = [
    maybe && el('em', {}, 'Maybe'),
    outside && el('em', {}, 'Outside the period'),
    ...about,
  ].filter(Boolean);
  return el(
    'div',
    { class: `row${maybe ? ' maybe' : ''}${outside ? ' outside' : ''}` },
    el(
      'div',
      { class: 'first' },
      el('bdi', { class: 'who', title: who }, who || 'No vendor'),
      el('span', { class: 'amount' }, amount),
    ),
    el(
      'div',
      { class: 'second' },
      parts.flatMap((part, index) => [
        index > 0 && ' · ',
        typeof part === 'string' ? el('bdi', {}, part) : part,
      ]),
    ),
  );
}

function verdict(report, group, cause, words, open, onToggle) {
  const { groups, states, money, texts } = report;
  const difference = groups.difference[group];
  const [, state] = states[groups.state[group]];
  const said = texts[groups.words[group]] || sureness(groups.confidence[group]);
  const figure =
    difference === null
      ? 'two currencies'
      : difference === 0
        ? ''
        : money.signed(difference, texts[groups.currency[group]]);
  return el(
    'button',
    { type: 'button', class: 'verdict', 'aria-expanded': String(open), onclick: () => onToggle(group) },
    el(
      'span',
      { class: 'first' },
      el('span', { class: `chip ${cause}` }, words),
      el('span', { class: difference === null ? 'quiet' : 'amount' }, figure),
    ),
    el(
      'span',
      { class: 'second' },
      el('span', { class: `state ${states[groups.state[group]][0]}` }, state),
      said === '' ? '' : el('bdi', {}, ` · ${said}`),
    ),
  );
}

/** Cut, not rounded: what is not certain is never said to be. */
function sureness(confidence) {
  return confidence === null ? '' : `${Math.floor(confidence * 1000) / 10} % sure`;
}

/** On paper nothing can be opened, so the reasons stand there. */
function paperWhy({ groups, texts }, group) {
  const why = groups.why[group].map((place) => texts[place]).join('; ');
  return why !== '' && el('p', { class: 'paper-why', dir: 'auto' }, `Why: ${why}`);
}

/** In place of the lines, where the lists stand one above the other. */
function linkWords({ sheet, ledger }, { near }) {
  if (sheet.length > 0 && ledger.length > 0) {
    if (sheet.length === 1 && ledger.length === 1) return '↕ matched';
    return `↕ ${counted(sheet.length, 'row')} matched with ${counted(ledger.length, 'posting')}`;
  }
  return near > 0 ? '↕ not matched; may belong to' : '✕ no partner';
}

function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Who writes "PO-700" has said what it is. */
function order(po) {
  return po === '' || /^po\b/i.test(po) ? po : `PO ${po}`;
}
