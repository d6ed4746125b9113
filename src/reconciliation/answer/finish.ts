import type { Link, Settled } from '../links.ts';
import { type Likeness, PART } from '../names/name-levels.ts';
import type { Edges } from '../pairs/marginals.ts';
import type { Rate } from '../rates/rates.ts';
import type { Books } from '../reading/canonical.ts';
import type { Keys } from '../reading/keys.ts';
import type { Match, Side, Tolerance, Unmatched } from '../types.ts';
import { aliasesOf, type IsAlias } from './aliases.ts';
import { causeOf } from './classify.ts';
import { calibrated } from './confidence.ts';
import { mostSure } from './doubts.ts';
import { rowsInReach } from './in-reach.ts';
import { leftBeside } from './left-beside.ts';
import { whyLeft } from './left-why.ts';
import { explainLeft } from './leftover.ts';
import { nearLeft } from './near-left.ts';
import type { Repeats } from './repeats.ts';
import { type Rival, rivalsOf } from './rivals.ts';
import { type TaxOf, taxes } from './tax-cause.ts';
import { tornLeft } from './torn-why.ts';
import { days, whyMatched } from './why.ts';

export interface Finish {
  sheet: Side;
  ledger: Side;
  books: Books;
  keys: Keys;
  settled: Settled;
  rates: readonly Rate[];
  cluster: Int32Array;
  level(sheetRow: number, ledgerRow: number): number;
  likeness: Likeness;
  tolerance: Tolerance;
  repeats: Record<'sheet' | 'ledger', Repeats>;
  /** What was weighed last, for the candidates of what is left. */
  edges: Edges;
}

export function matchesOf(finish: Finish): Match[] {
  const { keys, settled } = finish;
  const alias = (column: 'project' | 'class' | 'accountName') =>
    aliasesOf(keys.sheet, keys.ledger, settled, column);
  const aliases = { project: alias('project'), class: alias('class'), accountName: alias('accountName') };
  const taxOf = taxes(keys, finish.cluster, settled, finish.rates);
  const rivalOf = rivalsOf(keys, finish.cluster);
  const besideOf = leftBeside(finish);
  const reachOf = rowsInReach(keys, finish.cluster);
  return settled.links.map((link) => {
    const rival = rivalOf(link);
    const another = rival ? whyRival(finish, rival) : besideOf(link);
    return matchOf(finish, link, aliases, taxOf, rival, another, reachOf(link));
  });
}

interface Aliases {
  project: IsAlias;
  class: IsAlias;
  accountName: IsAlias;
}

function matchOf(
  finish: Finish,
  link: Link,
  aliases: Aliases,
  taxOf: TaxOf,
  rival: Rival | null,
  another: string,
  inReach: number,
): Match {
  const { sheet, ledger, books, keys, level, tolerance } = finish;
  const i = link.sheet[0] as number;
  const j = link.ledger[0] as number;
  let sheetMinor = 0;
  for (const row of link.sheet) sheetMinor += keys.sheet.amount[row] as number;
  let ledgerMinor = 0;
  for (const row of link.ledger) ledgerMinor += keys.ledger.amount[row] as number;
  const currency = keys.sheet.currency[i] as number;
  const crosses =
    isOther(link.sheet, keys.sheet.currency, currency) ||
    isOther(link.ledger, keys.ledger.currency, currency);
  const differenceMinor = crosses ? null : ledgerMinor - sheetMinor;
  const { cause, parts } = causeOf(
    {
      sheetCount: link.sheet.length,
      ledgerCount: link.ledger.length,
      sheetMinor,
      differenceMinor,
      taxMinor: differenceMinor === 0 || crosses ? 0 : taxOf(link, sheetMinor, ledgerMinor),
      codingDiffers: codingDiffers(keys, i, j, aliases),
      daysApart: Math.abs((keys.ledger.day[j] as number) - (keys.sheet.day[i] as number)),
    },
    tolerance,
  );
  const tax = parts.find((part) => part.cause === 'tax')?.amountMinor ?? 0;
  return {
    sheet: given(books.sheet.origin, link.sheet, sheet.id),
    ledger: given(books.ledger.origin, link.ledger, ledger.id),
    cause,
    differenceMinor,
    parts,
    confidence: Math.min(calibrated(link), mostSure(keys, link, rival, level)),
    why: whyMatched(keys, link, level, tax, another, inReach, tolerance),
  };
}

/** "another of the same amount, 2 days apart, belongs to X". */
function whyRival({ sheet, ledger, books, settled }: Finish, { of, row, apart }: Rival): string {
  const what = `another ${of === 'sheet' ? 'row' : 'posting'} of the same amount, ${days(apart)}, `;
  const link = settled.links[settled[of][row] as number];
  if (link === undefined) return `${what}is left`;
  const other = of === 'sheet' ? 'ledger' : 'sheet';
  const ids = other === 'sheet' ? sheet.id : ledger.id;
  const theirs = given(books[other].origin, link[other], ids).map((one) => ids[one] as string);
  return `${what}belongs to ${theirs[0]}${theirs.length > 1 ? ' and others' : ''}`;
}

function isOther(rows: readonly number[], currencies: Int32Array, currency: number): boolean {
  for (const row of rows) if (currencies[row] !== currency) return true;
  return false;
}

/** Row numbers as they were given, ascending by id. */
function given(origin: Int32Array, rows: readonly number[], ids: readonly string[]): number[] {
  const result = rows.map((row) => origin[row] as number);
  if (result.length > 1) result.sort((a, b) => ((ids[a] as string) < (ids[b] as string) ? -1 : 1));
  return result;
}

/** Both sides filled and different, in account, class or project. Accounts go by number where both have one. */
function codingDiffers({ sheet, ledger }: Keys, i: number, j: number, aliases: Aliases): boolean {
  if (differs(sheet.project[i] as number, ledger.project[j] as number, aliases.project)) return true;
  if (differs(sheet.class[i] as number, ledger.class[j] as number, aliases.class)) return true;
  const a = sheet.accountNumber[i] as number;
  const b = ledger.accountNumber[j] as number;
  if (a !== 0 && b !== 0) return a !== b;
  return differs(sheet.accountName[i] as number, ledger.accountName[j] as number, aliases.accountName);
}

function differs(a: number, b: number, isAlias: IsAlias): boolean {
  return a !== 0 && b !== 0 && a !== b && !isAlias(a, b);
}

const MOST_CANDIDATES = 3;

export function unmatchedOf(finish: Finish, which: 'sheet' | 'ledger'): Unmatched[] {
  const { books, keys, settled, repeats, edges } = finish;
  const missing = which === 'sheet' ? 'missing-in-ledger' : 'missing-in-sheet';
  const areAlike = (party: number, other: number): boolean => finish.likeness.levelOf(party, other) >= PART;
  const left = explainLeft(keys, which, settled, repeats[which], missing, areAlike);
  const mine = edges[which];
  const others = which === 'sheet' ? edges.ledger : edges.sheet;
  const otherTaken = which === 'sheet' ? settled.ledger : settled.sheet;
  const best = new Map<number, number[]>();
  for (let edge = 0; edge < mine.length; edge++) {
    const row = mine[edge] as number;
    if (!left.has(row) || otherTaken[others[edge] as number] !== -1 || (edges.bits[edge] as number) < -1)
      continue;
    const list = best.get(row);
    if (list) list.push(edge);
    else best.set(row, [edge]);
  }
  const otherOrigin = which === 'sheet' ? books.ledger.origin : books.sheet.origin;
  const nearOf = nearLeft(finish, which, areAlike);
  const torn = tornLeft(finish, which);
  return Array.from(left, ([row, found]) => {
    const between = found.cause === missing ? torn.get(row) : undefined;
    if (between)
      return {
        row: books[which].origin[row] as number,
        cause: found.cause,
        why: [between.why],
        candidates: between.candidates.map((other) => otherOrigin[other] as number),
      };
    const list = best.get(row) ?? [];
    list.sort((a, b) => (edges.bits[b] as number) - (edges.bits[a] as number) || a - b);
    const weighed =
      found.cause === missing ? list.slice(0, MOST_CANDIDATES).map((edge) => others[edge] as number) : [];
    const own = found.cause === missing ? nearOf.ofNumber(row) : -1;
    const isPassedOver = own !== -1 && !weighed.includes(own);
    const near = found.cause === missing && (weighed.length === 0 || isPassedOver) ? nearOf.of(row) : null;
    const shown = near?.isOpen ? [near.row] : weighed;
    return {
      row: books[which].origin[row] as number,
      cause: found.cause,
      why: whyLeft(finish, which, row, found, shown, near, nearOf.vendorTold),
      candidates: shown.map((other) => otherOrigin[other] as number),
    };
  });
}
