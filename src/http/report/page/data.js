import { moneyWords } from './money.js';

/**
 * Both lists as they come: arrays of columns, texts and rows by their places. What is computed of each group, for
 * filters and order, is computed once.
 * @returns {Promise<object>} throws Error in words for people
 */
export async function readReport() {
  const answer = await fetch(`${location.pathname}/data${location.search}`, { cache: 'no-store' });
  if (!answer.ok)
    throw new Error(
      answer.status === 403
        ? 'This link has expired while the page was open. Run /reconcile again in Slack for a new one.'
        : 'The two lists could not be read. Reload the page; if it still fails, run /reconcile again in Slack.',
    );
  return prepared(await answer.json());
}

function prepared(data) {
  const { rows, postings, groups, texts } = data;
  const count = groups.cause.length;
  const money = moneyWords(data.digits);
  const report = {
    ...data,
    count,
    money,
    amount: new Float64Array(count),
    date: new Array(count),
    words: new Map(),
  };
  for (let group = 0; group < count; group += 1) {
    const [sheet, ledger] = [groups.rows[group], groups.postings[group]];
    report.amount[group] = Math.max(magnitude(sheet, rows), magnitude(ledger, postings));
    report.date[group] = texts[sheet.length > 0 ? rows.date[sheet[0]] : postings.date[ledger[0]]] ?? '';
  }
  return report;
}

function magnitude(places, columns) {
  let sum = 0;
  for (const place of places) sum += columns.amount[place];
  return Math.abs(sum);
}

/** Everything of a group that can be looked for, in lower case. */
export function wordsOf(report, group) {
  const known = report.words.get(group);
  if (known !== undefined) return known;
  const { rows, postings, groups, texts, money } = report;
  const said = [];
  for (const place of groups.rows[group]) {
    for (const column of ['vendor', 'text', 'invoice', 'po', 'account', 'status', 'notes', 'date'])
      said.push(texts[rows[column][place]]);
    said.push(`row ${rows.number[place]}`, money.format(rows.amount[place], texts[rows.currency[place]]));
  }
  for (const place of groups.postings[group]) {
    for (const column of [
      'type',
      'invoice',
      'transaction',
      'vendor',
      'text',
      'po',
      'account',
      'class',
      'date',
    ])
      said.push(texts[postings[column][place]]);
    said.push(money.format(postings.amount[place], texts[postings.currency[place]]));
  }
  const words = said.join('\n').toLowerCase();
  report.words.set(group, words);
  return words;
}

/** What the shown groups come to, of rows in the period and in the project's currency: whole, it is the header's. */
export function totalsOf(report, shown) {
  const { rows, postings, groups, texts, currency } = report;
  const ours = (columns, place) =>
    columns.inPeriod[place] === 1 && texts[columns.currency[place]] === currency ? columns.amount[place] : 0;
  let [sheet, ledger] = [0, 0];
  for (const group of shown) {
    for (const place of groups.rows[group]) sheet += ours(rows, place);
    for (const place of groups.postings[group]) ledger += ours(postings, place);
  }
  return { sheet, ledger };
}
