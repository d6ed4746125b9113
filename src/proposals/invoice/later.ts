import { formatMoney } from '../../core/money.ts';
import { plainText, shorten } from '../../core/text.ts';
import type { Invoice } from '../../quickbooks/types.ts';
import type { Project } from '../../settings/types.ts';
import { resolveBillingColumns } from '../../smartsheet/billing-columns.ts';
import type { Sheet } from '../../smartsheet/types.ts';
import type { RowChanges } from '../afterwards.ts';
import type { StoredDraft } from '../draft.ts';
import { cellReader } from './cells.ts';
import { compare } from './post.ts';
import { StoredBasis, StoredContent } from './stored.ts';
import { isVoided } from './undo.ts';

/** What became of a posted invoice and of its rows, against what was approved. That it was paid is as it should be. */
export function postingChanges(draft: StoredDraft, posted: Invoice | null): string[] {
  const content = StoredContent.parse(draft.content);
  const approved = formatMoney({ amountMinor: content.subtotalMinor, currency: content.currency });
  if (!posted) return [`it was approved over ${approved} and is deleted now`];
  if (isVoided(posted)) return [`it was approved over ${approved} and is voided now`];
  const customer =
    posted.customerId === content.customerId
      ? []
      : [`the customer was approved as ${content.customerName} and is ${posted.customerName}`];
  return [...customer, ...compare({ ...content, customerId: posted.customerId }, posted)];
}

/** For the rows that `sheet` has, and those deleted since; no changes where a row says what was billed. */
export function rowChanges(
  draft: StoredDraft,
  sheet: Sheet,
  project: Project,
  gone: ReadonlySet<string>,
): RowChanges[] {
  const { facts } = StoredBasis.parse(draft.basis);
  const billed = new Map(facts.rows.map((row) => [row.rowId, row]));
  const columns = resolveBillingColumns(sheet, project.billing?.columns ?? {}).found;
  const deleted = facts.rows.flatMap(({ rowId, rowNumber, task }) => {
    const named = plainText(task) === '' ? '' : ` (“${shorten(plainText(task), 60)}”)`;
    return gone.has(rowId) ? [{ rowId, rowNumber, changes: [`which was billed${named}, was deleted`] }] : [];
  });
  const there = sheet.rows.flatMap((row) => {
    const was = billed.get(row.id);
    if (!was) return [];
    const cells = cellReader(row, columns);
    const figures = (['hours', 'rate', 'expenses'] as const).flatMap((key) => {
      const now = cells.number(key);
      if (!columns.has(key) || (now !== undefined && now === was[key])) return [];
      return [differs(cells.title(key), was[key] ?? '', cells.text(key))];
    });
    const notes =
      columns.has('notes') && plainText(cells.text('notes')) !== plainText(was.notes)
        ? [differs(cells.title('notes'), was.notes, cells.text('notes'))]
        : [];
    return [{ rowId: row.id, rowNumber: row.rowNumber, changes: [...figures, ...notes] }];
  });
  return [...there, ...deleted];
}

function differs(title: string, was: string, now: string): string {
  const said = (text: string) => (plainText(text) === '' ? 'blank' : `“${shorten(plainText(text), 80)}”`);
  return `${title} was ${said(was)} when it was billed and is ${said(now)}`;
}
