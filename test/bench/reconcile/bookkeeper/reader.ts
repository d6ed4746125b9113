import type { Book, Clue, LedgerDraft, Match, SheetDraft } from './book.ts';

/** What both kinds of line have in common for whoever reads them. */
export type Line = Pick<SheetDraft, 'day' | 'cents' | 'currency' | 'project' | 'po' | 'clue'>;

/** A line and what it truly belongs to; `others` is empty where it stands alone, `span` is its own side of the group. */
export interface Placed<Draft extends Line> {
  draft: Draft;
  others: readonly Line[];
  span: readonly [first: number, last: number];
}

const spanOf = (drafts: readonly Line[]): [number, number] => {
  const days = drafts.map((draft) => draft.day);
  return [Math.min(...days), Math.max(...days)];
};

function placeMatch<Draft extends Line>(own: readonly Draft[], others: readonly Line[]): Placed<Draft>[] {
  const span = spanOf(own);
  return own.map((draft) => ({ draft, others, span }));
}

export function placeSheet(book: Book): Placed<SheetDraft>[] {
  const alone = book.sheetAlone.map(
    ({ draft }): Placed<SheetDraft> => ({ draft, others: [], span: [draft.day, draft.day] }),
  );
  return [...book.matches.flatMap((match) => placeMatch(match.sheet, match.ledger)), ...alone];
}

export function placeLedger(book: Book): Placed<LedgerDraft>[] {
  const alone = book.ledgerAlone.map(
    ({ draft }): Placed<LedgerDraft> => ({ draft, others: [], span: [draft.day, draft.day] }),
  );
  return [...book.matches.flatMap((match) => placeMatch(match.ledger, match.sheet)), ...alone];
}

const both = (a: string, b: string) => a !== '' && b !== '';
const sameLead = (a: string, b: string) =>
  a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `) || a.endsWith(`:${b}`) || b.endsWith(`:${a}`);

export const tied = (a: Line, b: Line): boolean =>
  (a.clue.paper !== '' && a.clue.paper === b.clue.paper) || (a.po !== '' && a.po === b.po);

/** How much a careful reader would give for `line` belonging to this other line, dates aside. */
function affinity(line: Line, other: Line): number {
  const project = both(line.project, other.project) ? (sameLead(line.project, other.project) ? 2 : -3) : 0;
  const seen: Clue = other.clue;
  const vendor = both(line.clue.vendor, seen.vendor) ? (line.clue.vendor === seen.vendor ? 3 : -10) : 0;
  return (tied(line, other) ? 10 : 0) + project + vendor;
}

/** Points for `line` standing where `place` stands. Within a group any day of its span is as good as another. */
function fits(line: Line, place: Placed<Line>): number {
  const [first] = place.others;
  if (!first) return 0;
  const best = Math.max(...place.others.map((other) => affinity(line, other)));
  const [from, to] = place.span;
  const days =
    from === to && place.others.length === 1
      ? Math.abs(line.day - first.day)
      : Math.max(0, from - line.day, line.day - to);
  return best - 0.3 * Math.min(days, 40);
}

/** Whether two lines of one side could change places and the lists would read as well. */
export function interchangeable(a: Placed<Line>, b: Placed<Line>): boolean {
  if (a.others === b.others) return false;
  if (a.others.length === 0 && b.others.length === 0) return false;
  const truth = fits(a.draft, a) + fits(b.draft, b);
  const swapped = fits(a.draft, b) + fits(b.draft, a);
  return swapped >= truth - 0.5;
}

export function ofOne<Draft extends Line>(
  placed: readonly Placed<Draft>[],
  key: (draft: Draft) => string,
): Map<string, Placed<Draft>[]> {
  const groups = new Map<string, Placed<Draft>[]>();
  for (const one of placed) {
    const name = key(one.draft);
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return groups;
}

export const isOneToOne = ({ sheet, ledger }: Match): boolean => sheet.length === 1 && ledger.length === 1;
