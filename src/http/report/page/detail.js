import { el } from './dom.js';
import { day, typeWords } from './words.js';

/** What is known of a group beyond its line: why, what the difference is made of, and every field of its rows. */
export function detail(report, group) {
  const { groups, texts, causes, money } = report;
  const why = groups.why[group].map((place) => texts[place]);
  const words = texts[groups.words[group]];
  const parts = groups.parts[group];
  const currency = texts[groups.currency[group]];
  const near = nearWords(report, group);
  return el(
    'div',
    { class: 'detail' },
    el(
      'div',
      { class: 'reasons' },
      why.length > 0 && [
        el('h3', {}, 'Why'),
        el(
          'ul',
          {},
          why.map((reason) => el('li', { dir: 'auto' }, reason)),
        ),
      ],
      words !== '' && [el('h3', {}, 'Where it stands'), el('p', { dir: 'auto' }, words)],
      parts.length > 0 && [
        el('h3', {}, 'The difference is made of'),
        el(
          'ul',
          {},
          parts.map(([cause, amount]) =>
            el('li', {}, `${money.signed(amount, currency)} ${causes[cause][1]}`),
          ),
        ),
      ],
      near.length > 0 && [
        el('h3', {}, 'May belong to it, and was not taken'),
        el(
          'ul',
          {},
          near.map((one) => el('li', { dir: 'auto' }, one)),
        ),
      ],
    ),
    el(
      'div',
      { class: 'fields' },
      groups.rows[group].map((row) => sheetFields(report, row)),
    ),
    el(
      'div',
      { class: 'fields' },
      groups.postings[group].map((posting) => ledgerFields(report, posting)),
    ),
  );
}

function nearWords({ groups, rows, postings, texts, money }, group) {
  const said = (columns, place, name) =>
    [
      name,
      texts[columns.vendor[place]] || texts[columns.text[place]],
      day(texts[columns.date[place]]),
      money.format(columns.amount[place], texts[columns.currency[place]]),
    ]
      .filter(Boolean)
      .join(' · ');
  return [
    ...groups.nearRows[group].map((row) => said(rows, row, `Row ${rows.number[row]}`)),
    ...groups.nearPostings[group].map((posting) =>
      said(
        postings,
        posting,
        `${typeWords(texts[postings.type[posting]])} ${texts[postings.invoice[posting]] || `Id ${texts[postings.transaction[posting]]}`}`,
      ),
    ),
  ];
}

function sheetFields({ rows, texts }, row) {
  const text = (column) => texts[rows[column][row]];
  return fields(`Sheet, row ${rows.number[row]}`, [
    ['Vendor', text('vendor')],
    ['Description', text('text')],
    ['Invoice #', text('invoice')],
    ['PO #', text('po')],
    ['GL code', text('account')],
    ['Status in the sheet', text('status')],
    ['Notes in the sheet', text('notes')],
  ]);
}

function ledgerFields({ postings, texts }, posting) {
  const text = (column) => texts[postings[column][posting]];
  return fields(`QuickBooks, ${typeWords(text('type'))} ${text('invoice') || `Id ${text('transaction')}`}`, [
    ['Vendor', text('vendor')],
    ['Memo', text('text')],
    ['PO #', text('po')],
    ['Account', text('account')],
    ['Class', text('class')],
    ['Id', text('transaction')],
  ]);
}

function fields(title, pairs) {
  const filled = pairs.filter(([, value]) => value !== '');
  return el(
    'section',
    {},
    el('h3', {}, title),
    el(
      'dl',
      {},
      filled.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', { dir: 'auto' }, value))),
    ),
  );
}
