import { minorDigits } from '../../core/money.ts';
import { CAUSE_WORDS } from '../../proposals/variance/words.ts';
import { CAUSES } from '../../reconciliation/types.ts';
import type { LedgerRow, RunDocument, SheetRow } from '../../reconciling/run.ts';
import { type Group, STATE_WORDS, STATES } from './groups.ts';

/**
 * Both lists for the page: an array a column, every text once. Rows are named by their place in the columns, texts by
 * theirs in `texts`, causes and states by theirs in CAUSES and STATES. Amounts are minor units.
 */
export function columnar(document: RunDocument, groups: readonly Group[]) {
  const texts = interned();
  const rows = placesOf(groups.flatMap(({ sheet, near }) => [...sheet, ...near.sheet]));
  const postings = placesOf(groups.flatMap(({ ledger, near }) => [...ledger, ...near.ledger]));
  const currencies = [...new Set([...rows.all, ...postings.all, ...groups].map(({ currency }) => currency))];
  const data = {
    project: document.project,
    currency: document.totals.currency,
    digits: Object.fromEntries(currencies.map((currency) => [currency, minorDigits(currency)])),
    causes: CAUSES.map((cause) => [cause, CAUSE_WORDS[cause]]),
    states: STATES.map((state) => [state, STATE_WORDS[state]]),
    sheet: { name: document.sheet.name, url: webAddress(document.sheet.url ?? '') },
    customer: document.customer,
    marginDays: document.marginDays,
    rows: sheetColumns(rows.all, texts.place),
    postings: ledgerColumns(postings.all, texts.place),
    groups: {
      rows: groups.map(({ sheet }) => sheet.map(rows.place)),
      postings: groups.map(({ ledger }) => ledger.map(postings.place)),
      nearRows: groups.map(({ near }) => near.sheet.map(rows.place)),
      nearPostings: groups.map(({ near }) => near.ledger.map(postings.place)),
      cause: groups.map(({ cause }) => CAUSES.indexOf(cause)),
      state: groups.map(({ state }) => STATES.indexOf(state)),
      words: groups.map(({ words }) => texts.place(words)),
      difference: groups.map(({ differenceMinor }) => differenceMinor),
      currency: groups.map(({ currency }) => texts.place(currency)),
      confidence: groups.map(({ confidence }) => confidence),
      why: groups.map(({ why }) => why.map(texts.place)),
      parts: groups.map(({ parts }) =>
        parts.map(({ cause, amountMinor }) => [CAUSES.indexOf(cause), amountMinor]),
      ),
    },
    problems: document.problems,
    texts: texts.all,
  };
  return data;
}

export type ReportData = ReturnType<typeof columnar>;

type Place = (text: string) => number;

function sheetColumns(rows: readonly SheetRow[], place: Place) {
  return {
    number: rows.map(({ rowNumber }) => rowNumber),
    date: rows.map(({ date }) => place(date)),
    vendor: rows.map(({ vendor }) => place(vendor)),
    text: rows.map(({ description }) => place(description)),
    invoice: rows.map(({ invoice }) => place(invoice)),
    po: rows.map(({ po }) => place(po)),
    account: rows.map(({ account }) => place(account)),
    amount: rows.map(({ amountMinor }) => amountMinor),
    currency: rows.map(({ currency }) => place(currency)),
    status: rows.map(({ status }) => place(status)),
    notes: rows.map(({ notes }) => place(notes)),
    inPeriod: rows.map(({ inPeriod }) => Number(inPeriod)),
  };
}

function ledgerColumns(postings: readonly LedgerRow[], place: Place) {
  return {
    type: postings.map(({ type }) => place(type)),
    invoice: postings.map(({ number }) => place(number)),
    transaction: postings.map(({ txnId }) => place(txnId)),
    date: postings.map(({ date }) => place(date)),
    vendor: postings.map(({ vendor }) => place(vendor)),
    text: postings.map(({ memo }) => place(memo)),
    po: postings.map(({ po }) => place(po)),
    account: postings.map(({ account }) => place(account)),
    class: postings.map((posting) => place(posting.class)),
    amount: postings.map(({ amountMinor }) => amountMinor),
    currency: postings.map(({ currency }) => place(currency)),
    url: postings.map(({ url }) => place(webAddress(url))),
    inPeriod: postings.map(({ inPeriod }) => Number(inPeriod)),
  };
}

/** What a link may lead to; '' for anything else ("javascript:…"). */
export function webAddress(url: string): string {
  return /^https?:\/\//i.test(url) ? url : '';
}

function interned() {
  const places = new Map<string, number>([['', 0]]);
  const all = [''];
  const place = (text: string): number => {
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, all.length);
    return all.push(text) - 1;
  };
  return { all, place };
}

function placesOf<Row extends { id: string; currency: string }>(rows: readonly Row[]) {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const places = new Map([...byId.keys()].map((id, place) => [id, place]));
  return { all: [...byId.values()], place: ({ id }: Row) => places.get(id) ?? 0 };
}
