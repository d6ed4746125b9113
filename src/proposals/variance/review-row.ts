import { VendorFailure } from '../../core/failure.ts';
import { sameTitle, type WantedColumn } from '../../smartsheet/columns.ts';
import { textIn } from '../../smartsheet/cost-cells.ts';
import type { Smartsheet } from '../../smartsheet/types.ts';
import type { CarryOutStep, StepContext } from '../step.ts';
import { StoredBasis, StoredContent } from './content.ts';
import { fingerprintOf, type Subject } from './subject.ts';

/** A variance's row in the Finance Review sheet: known by its reference, and ours as long as its status is our word. */

export const REVIEW_COLUMNS = { reference: 'Reference', status: 'Status' } as const;
const optional = (title: string): WantedColumn => ({ title, required: false });

/** Without the reference a second run would add every row again. */
export const REVIEW_WANTED = {
  reference: { title: REVIEW_COLUMNS.reference, required: true },
  project: optional('Project'),
  cause: optional('Cause'),
  vendor: optional('Vendor'),
  description: optional('Description'),
  date: optional('Date'),
  sheet_amount: optional('Sheet Amount'),
  quickbooks_amount: optional('QuickBooks Amount'),
  difference: optional('Difference'),
  link: optional('Link'),
  status: optional(REVIEW_COLUMNS.status),
} as const;

export const IN_REVIEW = 'Variance - Review';
/** Of figures that are no longer those of the variance: it has another row, or is below the limit by now. */
export const CHANGED = 'Changed since';
export const SETTLED = 'Matched';
const REVIEW_WORDS = [IN_REVIEW, 'Accepted', 'Resolved', SETTLED, CHANGED];

export function reviewReference(
  project: string,
  subject: Pick<Subject, 'key' | 'cause' | 'sheet' | 'ledger'>,
): string {
  return `${project} ${subject.key} ${markOf(fingerprintOf(subject))}`;
}

/** As it ends a reference: which figures of the variance the row is about. */
export const markOf = (fingerprint: string): string => fingerprint.slice(0, 8);

/** A row that we added, as it stands. */
export interface ReviewRow {
  rowId: string;
  reference: string;
  /** Of the variance. */
  key: string;
  mark: string;
  /** Its status: '' or one of our own words. */
  says: string;
}

/**
 * Writes the words that `wordsOf` has for this project's rows, by their ids; a row that it has none for stays as it is.
 * Rows with a word of a person's own are not asked for: they stay. Returns how many were written.
 */
export async function markReview(
  smartsheet: Smartsheet,
  sheetId: string,
  project: string,
  wordsOf: (rows: readonly ReviewRow[]) => Promise<ReadonlyMap<string, string>>,
): Promise<number> {
  const sheet = await smartsheet.getCostSheet(sheetId, Object.values(REVIEW_COLUMNS));
  const column = (title: string) => sheet.columns.find((one) => sameTitle(one.title, title));
  const [reference, status] = [column(REVIEW_COLUMNS.reference), column(REVIEW_COLUMNS.status)];
  if (!reference || !status || status.locked || status.hasFormula) return 0;
  const rows = sheet.rowId.flatMap((rowId, at): ReviewRow[] => {
    const text = textIn(sheet.cells.get(reference.id)?.[at] ?? null);
    const [, of = '', key = '', mark = ''] = /^(\S+) (.+) ([0-9a-f]{8})$/.exec(text) ?? [];
    const says = textIn(sheet.cells.get(status.id)?.[at] ?? null);
    const ours = says === '' || REVIEW_WORDS.includes(says);
    return of === project && ours ? [{ rowId, reference: text, key, mark, says }] : [];
  });
  const words = await wordsOf(rows);
  const writes = rows.flatMap(({ rowId, says }) => {
    const value = words.get(rowId) ?? says;
    return value === says ? [] : [{ rowId, columnId: status.id, value }];
  });
  if (writes.length > 0) await smartsheet.writeCells(sheetId, writes);
  return writes.length;
}

/** Once it is decided and done, whoever keeps the Finance Review sheet sees so there. */
export const review: CarryOutStep = {
  key: 'review',
  title: 'Update the Finance Review sheet',
  after: ['sheet'],
  applies: () => true,
  async run(context) {
    const { action } = StoredContent.parse(context.draft.content);
    return {
      data: { written: await sayInReview(context, action.do === 'accept' ? 'Accepted' : 'Resolved') },
    };
  },
};

/** A sheet that does not take it is no reason to hold anything up: the row stays to be closed by hand. */
export async function sayInReview(
  { smartsheet, project, draft }: Pick<StepContext, 'smartsheet' | 'project' | 'draft'>,
  word: string,
): Promise<number> {
  if (!project.review) return 0;
  const { subject } = StoredBasis.parse(draft.basis);
  const reference = reviewReference(project.code, subject);
  try {
    return await markReview(smartsheet, project.review.sheet, project.code, async (rows) => {
      // Figures that changed after the run have no row of their own: then its newest is meant.
      const row =
        rows.find((one) => one.reference === reference) ?? rows.findLast(({ key }) => key === subject.key);
      return new Map(row ? [[row.rowId, word]] : []);
    });
  } catch (error) {
    if (error instanceof VendorFailure && error.kind === 'refused') return 0;
    throw error;
  }
}
