import { guarded } from '../approval/guarded.ts';
import { heldBy } from '../approval/switch.ts';
import type { Way } from '../approval/way.ts';
import { localDate } from '../core/instant.ts';
import { sumMinor, toDecimal } from '../core/money.ts';
import { IN_REVIEW, markReview, REVIEW_COLUMNS, reviewReference } from '../proposals/variance/review-row.ts';
import { Subject, weightOf } from '../proposals/variance/subject.ts';
import { CAUSE_WORDS, postingLine, rowLine, whoOf } from '../proposals/variance/words.ts';
import type { Project } from '../settings/types.ts';
import { sameTitle } from '../smartsheet/columns.ts';
import type { CellWrite } from '../smartsheet/types.ts';
import { COMPANY } from '../store/database.ts';
import type { StoredRun } from './stored.ts';
import { listedOf } from './variances.ts';

const MOST_ROWS = 200;

/** Each variance above the limit has one row in the Finance Review sheet, where one is set. Twice adds nothing. */
export async function writeReviewRows(way: Way, run: StoredRun, project: Project): Promise<void> {
  const { review } = project;
  if (!review || project.currency !== way.projects.company.currency) return;
  const { listed } = await listedOf(way.db.prisma, run, { skip: 0, take: MOST_ROWS });
  const above = listed.filter(({ subject }) => weightOf(subject) > review.overMinor);
  const { smartsheet } = guarded(way, () => heldBy(way, run.project));
  await markReview(smartsheet, review.sheet, await settledBy(way, run));
  if (above.length === 0) return;
  // Its columns alone: no row of it is of interest.
  const sheet = await smartsheet.getRows(review.sheet, []);
  const marker = sheet.columns.find(({ title }) => sameTitle(title, REVIEW_COLUMNS.reference));
  if (!marker) {
    const note = `The Finance Review sheet “${sheet.name}” has no column “${REVIEW_COLUMNS.reference}”, by which I would know my rows again; I add none.`;
    way.log.warn({ sheet: review.sheet }, note);
    return;
  }
  const rows = above.map(({ subject }) => {
    const values = valuesOf(way, run, project, subject);
    const cells = new Map<number, CellWrite['value']>();
    for (const [title, value] of values) {
      const column = sheet.columns.find((one) => sameTitle(one.title, title));
      if (column && !column.locked && !column.hasFormula && value !== '') cells.set(column.id, value);
    }
    return { cells };
  });
  await smartsheet.addRows(review.sheet, rows, { markerColumnId: marker.id });
}

/** By reference, what this run found settled: nobody has to look at it any more. */
async function settledBy(way: Way, { project, number }: StoredRun): Promise<Map<string, string>> {
  const where = { company: COMPANY, project, run: number, status: 'settled' };
  const rows = await way.db.prisma.variance.findMany({ where, select: { subject: true }, take: MOST_ROWS });
  const subjects = rows.flatMap(({ subject }) => Subject.safeParse(subject).data ?? []);
  return new Map(subjects.map((subject) => [reviewReference(project, subject), 'Matched']));
}

function valuesOf(way: Way, run: StoredRun, project: Project, subject: Subject): [string, string | number][] {
  const { currency, differenceMinor, cause, sheet, ledger, why } = subject;
  const [posting] = ledger;
  const [first] = [...sheet, ...ledger];
  const amount = (rows: readonly { amountMinor: number }[]) =>
    rows.length === 0 ? '' : Number(toDecimal(sumMinor(rows.map((row) => row.amountMinor)), currency));
  return [
    [REVIEW_COLUMNS.reference, reviewReference(project.code, subject)],
    ['Project', project.code],
    ['Cause', CAUSE_WORDS[cause]],
    ['Vendor', text(whoOf(subject))],
    ['Description', text([sheet.map(rowLine), ledger.map(postingLine), why].flat().join('; '))],
    ['Date', first?.date ?? localDate(run.startedAt, way.projects.company.timezone)],
    ['Sheet Amount', amount(sheet)],
    ['QuickBooks Amount', amount(ledger)],
    ['Difference', differenceMinor === null ? '' : Number(toDecimal(differenceMinor, currency))],
    ['Link', way.reportUrl(run.number) ?? posting?.url ?? ''],
    [REVIEW_COLUMNS.status, IN_REVIEW],
  ];
}

/** No formula ever reaches a sheet, and a cell holds 4,000 characters. */
function text(value: string): string {
  const short = value.slice(0, 3_900);
  return /^[=+\-@]/.test(short) ? `'${short}` : short;
}
