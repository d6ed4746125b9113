import { VendorFailure } from '../../core/failure.ts';
import { sameTitle, type WantedColumn } from '../../smartsheet/columns.ts';
import { textIn } from '../../smartsheet/cost-cells.ts';
import type { Smartsheet } from '../../smartsheet/types.ts';
import type { CarryOutStep, StepContext } from '../kind.ts';
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
const REVIEW_WORDS = [IN_REVIEW, 'Accepted', 'Resolved', 'Matched'];

export function reviewReference(
  project: string,
  subject: Pick<Subject, 'key' | 'cause' | 'sheet' | 'ledger'>,
): string {
  return `${project} ${subject.key} ${fingerprintOf(subject).slice(0, 8)}`;
}

/** Says what became of these, by reference; rows that are not there, and words of a person's own, are passed over. */
export async function markReview(
  smartsheet: Smartsheet,
  sheetId: string,
  wanted: ReadonlyMap<string, string>,
): Promise<number> {
  if (wanted.size === 0) return 0;
  const { columns } = await smartsheet.getRows(sheetId, []);
  const column = (title: string) => columns.find((one) => sameTitle(one.title, title));
  const [reference, status] = [column(REVIEW_COLUMNS.reference), column(REVIEW_COLUMNS.status)];
  if (!reference || !status || status.locked || status.hasFormula) return 0;
  const rows = await smartsheet.findRows(sheetId, reference.id, [...wanted.keys()]);
  const words = new Map([...rows].map(([text, rowId]) => [rowId, wanted.get(text) ?? '']));
  const now = await smartsheet.getRows(sheetId, [...words.keys()]);
  const writes = now.rows.flatMap((row) => {
    const says = textIn(row.cells.get(status.id)?.value ?? null);
    const word = words.get(row.id) ?? '';
    const ours = says === '' || REVIEW_WORDS.includes(says);
    return ours && word !== '' && says !== word ? [{ rowId: row.id, columnId: status.id, value: word }] : [];
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
  try {
    return await markReview(
      smartsheet,
      project.review.sheet,
      new Map([[reviewReference(project.code, subject), word]]),
    );
  } catch (error) {
    if (error instanceof VendorFailure && error.kind === 'refused') return 0;
    throw error;
  }
}
