import { minorDigits } from '../../core/money.ts';
import type { Link } from '../links.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { labelsIn } from '../reading/text-labels.ts';
import { wordsOf } from '../reading/vendor-key.ts';
import type { Tolerance } from '../types.ts';
import { counts } from './classify.ts';
import { namesApart } from './names-apart.ts';
import { atRate } from './tax-words.ts';
import { toldOf } from './told.ts';

/** A shorter word is in too many texts to say anything. */
const SHORTEST_WORD = 3;

/** "$1,240.00", "-$3.10", "120 JPY": for sentences, never for sums. */
export function money(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const unit = 10 ** digits;
  const size = Math.abs(minor);
  const whole = Math.floor(size / unit)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
  const text = digits === 0 ? whole : `${whole}.${(size % unit).toString().padStart(digits, '0')}`;
  const sign = minor < 0 ? '-' : '';
  return currency === 'USD' ? `${sign}$${text}` : `${sign}${text} ${currency}`;
}

export function days(count: number): string {
  const size = Math.abs(count);
  return size === 0 ? 'same day' : size === 1 ? '1 day apart' : `${size} days apart`;
}

/**
 * Why a match was made, for a bookkeeper.
 * @param tax minor units of its difference that are tax.
 * @param inReach rows or postings that the parts of a sum were taken from.
 * @param another what is said of a row or posting that comes as near as the one that was taken; '' where none does.
 */
export function whyMatched(
  keys: Keys,
  link: Link,
  level: (i: number, j: number) => number,
  tax: number,
  another: string,
  inReach: number,
  tolerance: Tolerance,
): string[] {
  const { sheet, ledger, currencies } = keys;
  if (link.stage === 'taught') return ['a person said that these belong together'];
  const i = link.sheet[0] as number;
  const j = link.ledger[0] as number;
  if (link.sheet.length === 1 && link.ledger.length === 1)
    return [pairSentence(keys, i, j, link, level, tax, another)];
  const currency = currencies[sheet.currency[i] as number] as string;
  const many = link.sheet.length > 1 ? link.sheet : link.ledger;
  const side = link.sheet.length > 1 ? 'rows' : 'postings';
  const posted = currencies[ledger.currency[j] as number] as string;
  const [ours, theirs] = [sum(sheet, link.sheet), sum(ledger, link.ledger)];
  const parts = side === 'rows' ? ours : theirs;
  const adds =
    currency !== posted
      ? `come to ${money(ours, currency)} against ${money(theirs, posted)}, which is the rate of these lists`
      : ours === theirs
        ? 'add up exactly'
        : theirs - ours === tax
          ? `add up exactly but for ${money(Math.abs(tax), currency)} of tax${atRate(tax, ours)}`
          : counts(theirs - ours, ours, tolerance)
            ? `come to ${money(parts, currency)} against ${money(ours + theirs - parts, currency)}${ofTax(tax, theirs - ours, ours, currency)}`
            : `add up to within ${money(Math.abs(theirs - ours), currency)}${ofTax(tax, theirs - ours, ours, currency)}`;
  const shared = sharedBy(keys, link, level);
  const said = [
    `${shared}${shared === '' ? '' : ': '}${many.length} of ${Math.max(link.among, many.length, inReach)} ${side} ${adds}${ofText(keys, link)}`,
  ];
  if (link.stage === 'sum') said[0] += '; no other subset fits as well';
  return said;
}

/** ", which is tax at 8.25 %", or what part of a difference is. */
function ofTax(tax: number, difference: number, sheetMinor: number, currency: string): string {
  if (tax === 0) return '';
  const what = tax === difference ? 'which is' : `of which ${money(Math.abs(tax), currency)} is`;
  return `, ${what} tax${atRate(tax, sheetMinor)}`;
}

/** "; its memo names $1,484.00". */
function ofText(keys: Keys, link: Link): string {
  const told = toldOf(keys, link);
  if (told === null) return '';
  const { what } = told;
  const named =
    'share' in what
      ? `${Math.round(what.share * 100_000) / 1000} %`
      : money(what.minor, keys.currencies[what.currency] as string);
  return `; its ${told.by} names ${named}`;
}

function sum(side: Keyed, rows: readonly number[]): number {
  let total = 0;
  for (const row of rows) total += side.amount[row] as number;
  return total;
}

function sharedBy(keys: Keys, link: Link, level: (i: number, j: number) => number): string {
  const { sheet, ledger } = keys;
  const all = (test: (i: number, j: number) => boolean): boolean =>
    link.sheet.every((i) => link.ledger.every((j) => test(i, j)));
  if (all((i, j) => sheet.number[i] !== 0 && sheet.number[i] === ledger.number[j]))
    return 'same invoice number';
  if (all((i, j) => sheet.po[i] !== 0 && sheet.po[i] === ledger.po[j])) return 'same PO';
  const lists = (column: 'number' | 'po', i: number, j: number): boolean =>
    (sheet.listed[column].get(i) ?? []).includes(ledger[column][j] as number) ||
    (ledger.listed[column].get(j) ?? []).includes(sheet[column][i] as number);
  if (all((i, j) => lists('number', i, j))) return 'each invoice number is among those listed';
  if (all((i, j) => lists('po', i, j))) return 'each PO is among those listed';
  if (all((i, j) => level(i, j) >= 3)) return 'same vendor';
  const shared = sharedLabel(keys, link) ?? sharedWord(keys, link);
  return shared === undefined ? '' : `all say "${shared}"`;
}

/** The longest word that the names and texts of all rows and postings have. */
function sharedWord({ sheet, ledger, texts, parties }: Keys, link: Link): string | undefined {
  const said = ({ text, party }: Keyed, row: number): string[] =>
    wordsOf(`${texts[text[row] as number]} ${parties[party[row] as number]}`);
  const all = [...link.sheet.map((i) => said(sheet, i)), ...link.ledger.map((j) => said(ledger, j))];
  const shared = (all[0] ?? []).filter(
    (word) => word.length >= SHORTEST_WORD && all.every((own) => own.includes(word)),
  );
  return shared.sort((a, b) => b.length - a.length)[0];
}

/** What the texts of all rows and postings are filed under. */
function sharedLabel({ sheet, ledger, texts }: Keys, link: Link): string | undefined {
  const labels = [
    ...link.sheet.map((i) => labelsIn(texts[sheet.text[i] as number] as string)),
    ...link.ledger.map((j) => labelsIn(texts[ledger.text[j] as number] as string)),
  ];
  return labels[0]?.find((label) => labels.every((own) => own.includes(label)));
}

function pairSentence(
  keys: Keys,
  i: number,
  j: number,
  link: Link,
  level: (i: number, j: number) => number,
  tax: number,
  another: string,
): string {
  const { sheet, ledger, currencies } = keys;
  let said = '';
  if (sheet.number[i] !== 0 && sheet.number[i] === ledger.number[j]) said = 'same invoice number, ';
  else if (sheet.po[i] !== 0 && sheet.po[i] === ledger.po[j]) said = 'same PO, ';
  const alike = level(i, j);
  if (alike === 5) said += 'same vendor, ';
  else if (alike >= 3) said += 'vendor written otherwise, ';
  else if (said === '' && alike >= 0) said = namesApart(keys, i, j);
  const currency = currencies[sheet.currency[i] as number] as string;
  const a = sheet.amount[i] as number;
  const b = ledger.amount[j] as number;
  if (sheet.currency[i] !== ledger.currency[j]) {
    said += `${money(a, currency)} against ${money(b, currencies[ledger.currency[j] as number] as string)}, `;
  } else {
    const apart = `${money(Math.abs(b - a), currency)}${ofTax(tax, b - a, a, currency)}`;
    said += a === b ? 'amounts equal, ' : `amounts differ by ${apart}, `;
  }
  said += days((ledger.day[j] as number) - (sheet.day[i] as number));
  said += ofText(keys, link);
  const next = nextBest(sheet, ledger, currencies, i, link.runnerUp);
  return said + (another === '' || next.includes('same amount') ? next : `; ${another}`);
}

function nextBest(sheet: Keyed, ledger: Keyed, currencies: string[], i: number, next: number): string {
  if (next === -1) return '; nothing else comes near';
  if (ledger.currency[next] !== sheet.currency[i]) return '';
  const apart = Math.abs((ledger.amount[next] as number) - (sheet.amount[i] as number));
  if (apart !== 0)
    return `; next best differs by ${money(apart, currencies[sheet.currency[i] as number] as string)}`;
  const further = Math.abs((ledger.day[next] as number) - (sheet.day[i] as number));
  const when =
    further === 0 ? 'of the same day' : `${further} ${further === 1 ? 'day' : 'days'} from the row`;
  return `; next best has the same amount, ${when}`;
}
