import { causeOf } from '../reconciliation/answer/classify.ts';
import type { Taught, Tolerance } from '../reconciliation/types.ts';
import type { LedgerRow, RunMatch, RunUnmatched, SheetRow } from './run.ts';

interface Result {
  matches: RunMatch[];
  unmatched: { sheet: RunUnmatched[]; ledger: RunUnmatched[] };
}

interface Lists {
  sheetRows: readonly SheetRow[];
  ledgerRows: readonly LedgerRow[];
}

const SAID_SO = 'a person said that these belong together';

/**
 * What people said holds whatever the lists look like: pairs that are not the same are taken apart, and what belongs
 * together is put together. Where the matcher did so already, nothing changes.
 */
export function heedTaught(result: Result, lists: Lists, taught: Taught, tolerance: Tolerance): Result {
  const sheetPlace = new Map(lists.sheetRows.map(({ id }, place) => [id, place]));
  const ledgerPlace = new Map(lists.ledgerRows.map(({ id }, place) => [id, place]));
  const places = (of: ReadonlyMap<string, number>, ids: readonly string[]) =>
    ids.flatMap((id) => of.get(id) ?? []);
  let next = result;
  for (const pair of taught.different) {
    const [row, posting] = [sheetPlace.get(pair.sheet), ledgerPlace.get(pair.ledger)];
    if (row === undefined || posting === undefined) continue;
    const both = ({ sheet, ledger }: RunMatch) => sheet.includes(row) && ledger.includes(posting);
    next = dissolve(next, both, 'a person said that they are not the same');
  }
  for (const pair of taught.same) {
    const [sheet, ledger] = [places(sheetPlace, pair.sheet), places(ledgerPlace, pair.ledger)];
    if (sheet.length === 0 || ledger.length === 0) continue;
    if (next.matches.some((match) => same(match.sheet, sheet) && same(match.ledger, ledger))) continue;
    const touches = (match: RunMatch) =>
      match.sheet.some((place) => sheet.includes(place)) ||
      match.ledger.some((place) => ledger.includes(place));
    next = together(
      dissolve(next, touches, 'a person said that what it was matched with belongs elsewhere'),
      lists,
      sheet,
      ledger,
      tolerance,
    );
  }
  return next;
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((place) => b.includes(place));
}

function dissolve(result: Result, wrong: (match: RunMatch) => boolean, why: string): Result {
  const gone = result.matches.filter(wrong);
  if (gone.length === 0) return result;
  const rest = (side: 'sheet' | 'ledger', cause: RunUnmatched['cause']): RunUnmatched[] => [
    ...result.unmatched[side],
    ...gone.flatMap((match) => match[side].map((row) => ({ row, cause, why: [why], candidates: [] }))),
  ];
  return {
    matches: result.matches.filter((match) => !wrong(match)),
    unmatched: { sheet: rest('sheet', 'missing-in-ledger'), ledger: rest('ledger', 'missing-in-sheet') },
  };
}

function together(
  { matches, unmatched }: Result,
  { sheetRows, ledgerRows }: Lists,
  sheet: number[],
  ledger: number[],
  tolerance: Tolerance,
): Result {
  const rows = sheet.flatMap((place) => sheetRows[place] ?? []);
  const postings = ledger.flatMap((place) => ledgerRows[place] ?? []);
  const sum = (list: readonly { amountMinor: number }[]) =>
    list.reduce((total, { amountMinor }) => total + amountMinor, 0);
  const currencies = new Set([...rows, ...postings].map(({ currency }) => currency));
  const differenceMinor = currencies.size > 1 ? null : sum(postings) - sum(rows);
  const day = (date: string) => Math.floor(Date.parse(date) / 86_400_000);
  const facts = {
    sheetCount: rows.length,
    ledgerCount: postings.length,
    sheetMinor: sum(rows),
    differenceMinor,
    taxMinor: 0,
    // That it is coded or dated otherwise was before their eyes when they put them together.
    codingDiffers: false,
    daysApart: rows[0] && postings[0] ? Math.abs(day(rows[0].date) - day(postings[0].date)) : 0,
  };
  const match: RunMatch = {
    sheet,
    ledger,
    differenceMinor,
    ...causeOf(facts, { ...tolerance, days: facts.daysApart }),
    confidence: 1,
    why: [SAID_SO],
  };
  return {
    matches: [...matches, match],
    unmatched: {
      sheet: unmatched.sheet.filter(({ row }) => !sheet.includes(row)),
      ledger: unmatched.ledger.filter(({ row }) => !ledger.includes(row)),
    },
  };
}
