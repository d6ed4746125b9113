import { guarded } from '../approval/guarded.ts';
import { heldBy } from '../approval/switch.ts';
import type { Way } from '../approval/way.ts';
import { localDate } from '../core/instant.ts';
import { sumMinor, toDecimal } from '../core/money.ts';
import {
  CHANGED,
  IN_REVIEW,
  markOf,
  markReview,
  REVIEW_COLUMNS,
  type ReviewRow,
  reviewReference,
  SETTLED,
} from '../proposals/variance/review-row.ts';
import { type Subject, weightOf } from '../proposals/variance/subject.ts';
import { CAUSE_WORDS, postingLine, rowLine, whoOf } from '../proposals/variance/words.ts';
import type { Project } from '../settings/types.ts';
import { sameTitle } from '../smartsheet/columns.ts';
import type { CellWrite } from '../smartsheet/types.ts';
import { COMPANY } from '../store/database.ts';
import type { StoredRun } from './stored.ts';
import { listedOf } from './variances.ts';

const PAGE = 200;

/**
 * Each variance above the limit has one row in the Finance Review sheet, where one is set. Twice adds nothing. What
 * this run found settled, changed or open again, its row says too.
 */
export async function writeReviewRows(way: Way, run: StoredRun, project: Project): Promise<void> {
  const { review } = project;
  if (!review || project.currency !== way.projects.company.currency) return;
  const { smartsheet } = guarded(way, () => heldBy(way, run.project));
  await markReview(smartsheet, review.sheet, project.code, (rows) => wordsOf(way, project.code, rows));
  const above = await aboveLimit(way, run, review.overMinor);
  if (above.length === 0) return;
  // Its columns alone: no row of it is of interest.
  const sheet = await smartsheet.getRows(review.sheet, []);
  const marker = sheet.columns.find(({ title }) => sameTitle(title, REVIEW_COLUMNS.reference));
  if (!marker) {
    const note = `The Finance Review sheet “${sheet.name}” has no column “${REVIEW_COLUMNS.reference}”, by which I would know my rows again; I add none.`;
    way.log.warn({ sheet: review.sheet }, note);
    return;
  }
  const rows = above.map((subject) => {
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

/** Strictly more than the limit, worst first, however many they are. */
async function aboveLimit(way: Way, run: StoredRun, overMinor: number): Promise<Subject[]> {
  const above: Subject[] = [];
  for (let skip = 0; ; skip += PAGE) {
    const { listed } = await listedOf(way.db.prisma, run, { skip, take: PAGE });
    const some = listed.filter(({ subject }) => weightOf(subject) > overMinor);
    above.push(...some.map(({ subject }) => subject));
    if (some.length < PAGE) return above;
  }
}

/** By row, what those say from now on that are neither decided on nor a person's own. */
async function wordsOf(way: Way, project: string, rows: readonly ReviewRow[]): Promise<Map<string, string>> {
  const undecided = rows.filter(({ says }) => ['', IN_REVIEW, SETTLED, CHANGED].includes(says));
  const words = new Map<string, string>();
  for (let from = 0; from < undecided.length; from += PAGE) {
    const some = undecided.slice(from, from + PAGE);
    const where = { company: COMPANY, project, key: { in: some.map(({ key }) => key) } };
    const select = { key: true, status: true, fingerprint: true };
    const kept = new Map(
      (await way.db.prisma.variance.findMany({ where, select })).map((one) => [one.key, one]),
    );
    for (const { rowId, key, mark } of some) {
      const variance = kept.get(key);
      if (variance === undefined) continue;
      if (variance.status === 'settled') words.set(rowId, SETTLED);
      else if (mark !== markOf(variance.fingerprint)) words.set(rowId, CHANGED);
      else if (variance.status !== 'decided') words.set(rowId, IN_REVIEW);
    }
  }
  return words;
}

function valuesOf(way: Way, run: StoredRun, project: Project, subject: Subject): [string, string | number][] {
  const { currency, differenceMinor, cause, sheet, ledger, why } = subject;
  const [posting] = ledger;
  const [first] = [...sheet, ...ledger];
  // Of rows in several currencies there is no one sum; the description has them each.
  const amount = (rows: readonly { amountMinor: number; currency: string }[]) => {
    const [own, ...others] = new Set(rows.map((row) => row.currency));
    if (own === undefined || others.length > 0) return '';
    return Number(toDecimal(sumMinor(rows.map((row) => row.amountMinor)), own));
  };
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
