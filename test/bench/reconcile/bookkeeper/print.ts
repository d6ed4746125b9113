import type { Generated, LedgerRow, SheetRow } from '../truth.ts';
import { linksOf } from '../truth.ts';
import { amountText } from './amount-text.ts';
import { causeOf, type LedgerDraft, type SheetDraft } from './book.ts';
import { iso } from './calendar.ts';
import type { Firm } from './firm.ts';
import { lookAlikes } from './look-alikes.ts';
import { placeLedger, placeSheet } from './reader.ts';

/**
 * Both lists count their lines from the same number, as two systems do that know nothing of each other: an id says
 * nothing across lists.
 */
function numbered<Draft>(drafts: readonly Draft[]): Map<Draft, string> {
  return new Map(drafts.map((draft, index) => [draft, String(10_001 + index)]));
}

function sheetRow(id: string, draft: SheetDraft): SheetRow {
  const { description, vendor, invoice, po, currency, project, account } = draft;
  return {
    id,
    description,
    vendor,
    invoice,
    po,
    date: iso(draft.day),
    amount: amountText(draft.cents),
    currency,
    project,
    account,
    class: draft.class,
  };
}

function ledgerRow(id: string, draft: LedgerDraft): LedgerRow {
  const { type, number, vendor, po, currency, project, account, memo } = draft;
  return {
    id,
    type,
    number,
    vendor,
    po,
    date: iso(draft.day),
    amount: amountText(draft.cents),
    currency,
    project,
    account,
    class: draft.class,
    memo,
  };
}

const idIn = <Draft>(ids: ReadonlyMap<Draft, string>, draft: Draft): string => {
  const id = ids.get(draft);
  if (id === undefined) throw new RangeError('a line was not entered');
  return id;
};

/** The two lists in the order they were written, with what is true of them. */
export function printed(firm: Firm, seed: number, hardness: string): Generated {
  const { book, chance, profile } = firm;
  const shuffled = <T>(list: readonly T[], by: (one: T) => number): T[] =>
    list
      .map((one): [number, T] => [by(one) + chance.unit(), one])
      .sort(([a], [b]) => a - b)
      .map(([, one]) => one);
  const [rows, postings] = [placeSheet(book), placeLedger(book)];
  const sheet = shuffled(
    rows.map(({ draft }) => draft),
    ({ day }) => day + chance.int(0, 5),
  );
  const ledger = shuffled(
    postings.map(({ draft }) => draft),
    ({ day }) => day,
  );
  const [sheetIds, ledgerIds] = [numbered(sheet), numbered(ledger)];
  const groups = book.matches.map((match) => ({
    sheet: match.sheet.map((draft) => idIn(sheetIds, draft)),
    ledger: match.ledger.map((draft) => idIn(ledgerIds, draft)),
    cause: causeOf(match, profile.currency),
    kind: match.kind,
  }));
  return {
    sheet: sheet.map((draft) => sheetRow(idIn(sheetIds, draft), draft)),
    ledger: ledger.map((draft) => ledgerRow(idIn(ledgerIds, draft), draft)),
    truth: {
      format: 'reconciliation-truth/1',
      generator: `bookkeeper/${profile.name}`,
      seed,
      hardness,
      rows: { sheet: sheet.length, ledger: ledger.length },
      links: linksOf(groups),
      groups,
      unmatched: {
        sheet: book.sheetAlone.map(({ draft, cause, kind }) => ({ id: idIn(sheetIds, draft), cause, kind })),
        ledger: book.ledgerAlone.map(({ draft, cause, kind }) => ({
          id: idIn(ledgerIds, draft),
          cause,
          kind,
        })),
      },
      twins: {
        sheet: lookAlikes(rows, book.sheetTwins, profile.currency).map((set) =>
          set.map((draft) => idIn(sheetIds, draft)),
        ),
        ledger: lookAlikes(postings, book.ledgerTwins, profile.currency).map((set) =>
          set.map((draft) => idIn(ledgerIds, draft)),
        ),
      },
    },
  };
}
