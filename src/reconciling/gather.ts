import type { Way } from '../approval/way.ts';
import { VendorFailure } from '../core/failure.ts';
import { listed } from '../proposals/say.ts';
import type { Project } from '../settings/types.ts';
import type { CheckBasis } from './checks/checks.ts';
import { gatherBasis } from './checks/gather.ts';
import { countOf } from './columns.ts';
import type { KeptReading } from './kept-reading.ts';
import { changedLines, knownLines, type ReadLines, wholeLines } from './lines.ts';
import type { SheetFacts } from './protocol.ts';
import type { Period } from './run.ts';
import type { Thread } from './thread.ts';

/** A bill is entered some weeks after what it is for: pairs over a month's edge match within this many days. */
const LEAST_MARGIN_DAYS = 31;

export interface Gathered {
  sheet: { id: string; name: string; url: string | null };
  /** How many of the sheet have a cost. */
  rows: number;
  problems: SheetFacts['problems'];
  missingColumns: string[];
  customer: { id: string; name: string };
  /** How many the ledger has. */
  lines: number;
  marginDays: number;
  checks: CheckBasis;
  /** What could not be checked, and why. */
  unchecked: string[];
  reading: Omit<KeptReading, 'paid' | 'history'>;
}

/**
 * Both sides, by the run's thread, which keeps them. `few`: only what changed since the run
 * before, where that is enough.
 * A refusal is a value; throws VendorFailure.
 */
export async function gather(
  way: Way,
  thread: Thread,
  project: Project,
  period: Period,
  few = false,
): Promise<Gathered | { refused: string }> {
  const { costs } = project;
  if (!costs)
    return {
      refused: `${project.code} has no cost sheet in projects.yml, so there is nothing to reconcile.`,
    };
  const marginDays = Math.max(LEAST_MARGIN_DAYS, way.projects.tolerance.days);
  const sheet = readSheet(way, thread, project, costs, few);
  const customer = findCustomer(way, project);
  const ofBooks = async (): Promise<Books | { refused: string }> => {
    const found = await customer;
    return 'refused' in found
      ? found
      : readBooks(way, thread, project, period, { customer: found, marginDays, few });
  };
  const books = ofBooks();
  // Read beside the sheet, and heard after it: without the sheet nobody needs to know what became of the books.
  books.catch(() => {});
  const [side] = await Promise.all([sheet, customer]);
  if ('refused' in side) return side;
  const read = await books;
  return 'refused' in read ? read : { ...side, ...read, marginDays };
}

type Books = Pick<Gathered, 'customer' | 'lines' | 'checks' | 'unchecked' | 'reading'>;

async function readBooks(
  way: Way,
  thread: Thread,
  project: Project,
  period: Period,
  asked: { customer: Gathered['customer']; marginDays: number; few: boolean },
): Promise<Books> {
  const { customer, marginDays, few } = asked;
  const attachmentsFromMinor = project.checks.receiptOverMinor + 1;
  const window = { customerIds: [customer.id], ...period, marginDays, attachmentsFromMinor };
  const known = few ? await knownLines(way, project.code, customer.id) : null;
  const changed = known && (await changedLines(way, window, known));
  const reads = changed ? handOver(thread, changed) : wholeLines(way, thread, window, period);
  const [read, { basis, notes }] = await Promise.all([
    reads,
    gatherBasis(way, project, customer.id, period, async () => (await reads).history()),
  ]);
  const { from, to, asOf, wholeAt, lines } = read;
  const reading = { customerId: customer.id, from, to, asOf, wholeAt };
  return { customer, lines, checks: basis, unchecked: notes, reading };
}

async function handOver(thread: Thread, { lines, history, ...read }: ReadLines) {
  await thread.takeLines(lines);
  return { ...read, lines: countOf(lines), history: () => history };
}

type Side = Pick<Gathered, 'sheet' | 'rows' | 'problems' | 'missingColumns'>;

async function readSheet(
  { keptSheets }: Way,
  thread: Thread,
  project: Project,
  { sheet: id, columns }: NonNullable<Project['costs']>,
  few: boolean,
): Promise<Side | { refused: string }> {
  try {
    const earlier = few ? keptSheets.take(id) : null;
    const sheet = await thread.readSheet({ sheetId: id, columns, currency: project.currency, earlier });
    if (sheet.packed) keptSheets.keep(id, sheet.packed, earlier === null);
    const { missingRequired, missingOptional, rows, problems } = sheet;
    if (missingRequired.length > 0) {
      const titles = listed(missingRequired.map((title) => `“${title}”`));
      return {
        refused: `The sheet “${sheet.name}” (${id}) has no column ${titles}, and nothing can be reconciled without it. Add it to the sheet, or name the right title under costs.columns in projects.yml.`,
      };
    }
    // A column of ours beyond those the contract names is nobody's omission.
    const missingColumns = missingOptional.filter((title) => title !== columns.currency);
    const of = { id, name: sheet.name, url: sheet.permalink };
    return { sheet: of, rows, problems, missingColumns };
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.kind !== 'refused' || error.status !== 404) throw error;
    return {
      refused: `Smartsheet does not show me the sheet ${id} (${error.message}). Correct costs.sheet of ${project.code} in projects.yml, or share the sheet with the owner of Countersign's Smartsheet token.`,
    };
  }
}

async function findCustomer(
  { quickbooks }: Way,
  project: Project,
): Promise<{ id: string; name: string } | { refused: string }> {
  const wanted = project.quickbooks.customer;
  const [customer, ...others] = await quickbooks.findCustomers(wanted);
  if (customer && others.length === 0) return { id: customer.id, name: customer.fullyQualifiedName };
  if (customer) {
    const names = listed(
      [customer, ...others].map(({ id, fullyQualifiedName }) => `${fullyQualifiedName} (Id ${id})`),
    );
    return {
      refused: `QuickBooks has several customers “${wanted}”: ${names}. Write the Id of the right one in projects.yml.`,
    };
  }
  const near = await quickbooks.suggestCustomers(wanted);
  const hint = near.length > 0 ? ` Is it ${listed(near.map((name) => `“${name}”`))}?` : '';
  return { refused: `QuickBooks has no customer “${wanted}”.${hint} Correct it in projects.yml.` };
}
