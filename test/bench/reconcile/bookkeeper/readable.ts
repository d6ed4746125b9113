import { type Book, type LedgerDraft, type Match, onTheEdge, type SheetDraft } from './book.ts';
import { isOneToOne, type Line, ofOne, placeLedger, placeSheet, tied } from './reader.ts';

const NEAR_DAYS = 21;
const NEAR_SHARE = 0.35;
/** A quarter more than was typed is a tip or freight; beyond that it is another bill. */
const FAR_SHARE = 0.25;

const key = ({ clue, project }: Line) => `${clue.vendor}/${project.split(/[ :]/)[0]}`;

function rivalsOf<Draft extends Line>(
  lines: readonly { draft: Draft }[] | undefined,
  own: Draft,
  cents: number,
): Draft[] {
  return (lines ?? [])
    .map(({ draft }) => draft)
    .filter((draft) => draft !== own && Math.abs(draft.day - own.day) <= NEAR_DAYS)
    .filter((draft) => Math.abs(draft.cents - cents) <= Math.abs(cents) * NEAR_SHARE);
}

/** A row typed twice was typed alike. */
function retype(book: Book, row: SheetDraft, cents: number): void {
  for (const draft of book.sheetTwins.find(([first]) => first === row) ?? [row]) draft.cents = cents;
}

const sum = (lines: readonly Line[]) => lines.reduce((total, { cents }) => total + cents, 0);

function offEdge(book: Book, match: Match): void {
  const [row] = match.sheet;
  if (row && onTheEdge(match)) retype(book, row, row.cents + sum(match.ledger) - sum(match.sheet));
}

const taxed = (lines: readonly SheetDraft[] | readonly LedgerDraft[]) => lines.some(({ tax }) => tax !== 0);

/**
 * Takes back what nobody could find out from the two lists: an amount typed wrong where no number, order or vendor
 * says which bill is meant, or where the vendor sent two such bills at the time; and differences so near a tolerance
 * that the answer depends on how it is read.
 */
export function makeReadable(book: Book, home: string): void {
  const rows = ofOne(placeSheet(book), key);
  const postings = ofOne(placeLedger(book), key);
  for (const match of book.matches) {
    const [row, posting] = [match.sheet[0], match.ledger[0]];
    const unequal = sum(match.sheet) !== sum(match.ledger);
    if (!unequal || !row || !posting) continue;
    const currencies = (row.currency || home) !== (posting.currency || home);
    const explained = currencies || taxed(match.sheet) !== taxed(match.ledger);
    if (isOneToOne(match) && !explained && !tied(row, posting)) {
      const seen = row.clue.vendor !== '' && row.clue.vendor === posting.clue.vendor;
      const rivals = [
        ...rivalsOf(postings.get(key(posting)), posting, row.cents),
        ...rivalsOf(rows.get(key(row)), row, posting.cents),
      ];
      const far = Math.abs(row.cents - posting.cents) > Math.abs(row.cents) * FAR_SHARE;
      if (!seen || far || rivals.length > 0) retype(book, row, posting.cents);
    }
    if (!currencies) offEdge(book, match);
  }
}
