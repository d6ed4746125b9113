import { keyOf, type Subject, weightOf } from '../proposals/variance/subject.ts';
import { postingName } from '../proposals/variance/words.ts';
import type { Cause } from '../reconciliation/types.ts';
import type { LedgerRow, RunDocument, RunUnmatched, SheetRow } from './run.ts';
import { ratesOf, type Worth, worthIn, worthOf } from './worth.ts';

/** What a match may be and leave nothing to decide: amounts agree, whichever rows they stand in. */
export const AGREED: readonly Cause[] = ['none', 'split', 'combined'];
/** So many of each list are offered to be matched by hand. */
const NEAR = 12;
/** For so many variances more is looked for than the matcher itself saw. */
const LOOKED_AROUND = 300;

type Compared = Pick<RunDocument, 'sheetRows' | 'ledgerRows' | 'matches' | 'unmatched' | 'sheet' | 'period'>;
type About = Pick<
  Subject,
  'cause' | 'differenceMinor' | 'parts' | 'confidence' | 'why' | 'sheet' | 'ledger' | 'near'
>;

/** Everything of the period that is to be decided on, worst first. `currency`: the project's; `home`: the company's. */
export function subjectsOf(compared: Compared, currency: string, home: string = currency): Subject[] {
  const { sheet, period } = compared;
  const common = { sheetId: sheet.id, sheetName: sheet.name, run: 0, period };
  const inWords = namesOf(compared);
  const twins = twinsOf(compared);
  const worth = worthIn(home, ratesOf(compared.ledgerRows));
  const subjects = [...ofMatches(compared), ...ofUnmatched(compared)]
    .filter((about) => [...about.sheet, ...about.ledger].some(({ inPeriod }) => inPeriod))
    .map((about): Subject => {
      const key = keyOf(ids(about.sheet), ids(about.ledger));
      const own = [...about.sheet, ...about.ledger].map((row) => row.currency);
      const subject: Subject = {
        ...about,
        ...common,
        key,
        why: about.why.map(inWords),
        currency: own[0] ?? currency,
      };
      if (about.cause === 'duplicate' && about.ledger.length > 0) subject.twins = twins(about);
      return { ...subject, worthMinor: worthOf(subject, worth) };
    })
    .sort(
      (a, b) => weightOf(b) - weightOf(a) || size(b, worth) - size(a, worth) || a.key.localeCompare(b.key),
    );
  lookAround(compared, subjects.slice(0, LOOKED_AROUND));
  return subjects;
}

/** The matcher knows rows by their ids; people know them by number. */
function namesOf({ sheetRows, ledgerRows }: Compared): (why: string) => string {
  const names = new Map([
    ...sheetRows.map((row) => [row.id, `row ${row.rowNumber}`] as const),
    ...ledgerRows.map((posting) => [posting.id, postingName(posting)] as const),
  ]);
  return (why) => why.replace(ROW_ID, (word) => names.get(word) ?? word);
}

/** The matcher says of a duplicate what it repeats: by its id, among its reasons. */
function twinsOf({ ledgerRows }: Compared): (about: About) => string[] {
  const known = new Set(ledgerRows.map(({ id }) => id));
  return ({ why, ledger }) => {
    const named = why.flatMap((reason) => reason.match(ROW_ID) ?? []);
    return [...new Set(named)].filter((id) => known.has(id) && ledger.every((own) => own.id !== id));
  };
}

const ROW_ID = /[\w-]+(?::[\w-]+)*/g;
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
const size = ({ sheet, ledger }: Subject, worth: Worth) =>
  [...sheet, ...ledger].reduce((sum, { amountMinor, currency }) => sum + worth(amountMinor, currency), 0);

function ofMatches({ sheetRows, ledgerRows, matches }: Compared): About[] {
  return matches
    .filter(({ cause }) => !AGREED.includes(cause))
    .map(({ sheet, ledger, ...match }) => ({
      ...match,
      sheet: sheet.flatMap((place) => sheetRows[place] ?? []),
      ledger: ledger.flatMap((place) => ledgerRows[place] ?? []),
      near: { sheet: [], ledger: [] },
    }));
}

function ofUnmatched({ sheetRows, ledgerRows, unmatched }: Compared): About[] {
  const rows = unmatched.sheet.flatMap((one) => {
    const row = sheetRows[one.row];
    const near = { sheet: [], ledger: one.candidates.flatMap((place) => ledgerRows[place] ?? []) };
    return row ? [{ ...alone(one, -row.amountMinor), sheet: [row], ledger: [], near }] : [];
  });
  const postings = unmatched.ledger.flatMap((one) => {
    const row = ledgerRows[one.row];
    const near = { sheet: one.candidates.flatMap((place) => sheetRows[place] ?? []), ledger: [] };
    return row ? [{ ...alone(one, row.amountMinor), sheet: [], ledger: [row], near }] : [];
  });
  return [...together(rows), ...together(postings)];
}

function alone({ cause, why }: RunUnmatched, differenceMinor: number) {
  const parts = [{ cause, amountMinor: differenceMinor }];
  return { cause, why, differenceMinor, parts, confidence: null };
}

/** Entries of one side that cancel are one thing to decide on, not two. */
function together(found: readonly About[]): About[] {
  const rest = found.filter(({ cause }) => cause !== 'reversal');
  const ofVendor = paired(
    found.filter(({ cause }) => cause === 'reversal'),
    (row) => row.vendor.toLowerCase(),
    () => true,
  );
  // A journal entry that takes a bill back often names nobody.
  const ofNobody = paired(
    ofVendor.alone,
    () => '',
    (row, other) => row.vendor === '' || other.vendor === '',
  );
  return [...rest, ...ofVendor.pairs, ...ofNobody.pairs, ...ofNobody.alone];
}

type Entry = SheetRow | LedgerRow;

/** Each with the first before it that has the opposite amount, the same group, and fits. */
function paired(
  found: readonly About[],
  groupOf: (row: Entry) => string,
  fits: (row: Entry, other: Entry) => boolean,
): { pairs: About[]; alone: About[] } {
  const pairs: About[] = [];
  const open = new Map<string, { row: Entry; one: About }[]>();
  for (const one of found) {
    const row = [...one.sheet, ...one.ledger][0];
    if (!row) continue;
    const key = (amount: number) => `${groupOf(row)}|${row.currency}|${amount}`;
    const waiting = open.get(key(-row.amountMinor)) ?? [];
    const at = row.amountMinor === 0 ? -1 : waiting.findIndex((other) => fits(row, other.row));
    const [other] = at < 0 ? [] : waiting.splice(at, 1);
    if (other) pairs.push(cancelled(other.one, one));
    else open.set(key(row.amountMinor), [...(open.get(key(row.amountMinor)) ?? []), { row, one }]);
  }
  return { pairs, alone: [...open.values()].flatMap((waiting) => waiting.map(({ one }) => one)) };
}

function cancelled(one: About, other: About): About {
  return {
    ...one,
    sheet: [...one.sheet, ...other.sheet],
    ledger: [...one.ledger, ...other.ledger],
    differenceMinor: 0,
    parts: [],
    why: [...new Set([...one.why, ...other.why])],
  };
}

/** What is unmatched on either side and nearest in amount may belong to it, whatever the matcher thinks. */
function lookAround({ sheetRows, ledgerRows, unmatched }: Compared, subjects: readonly Subject[]): void {
  const sheet = byAmount(unmatched.sheet.flatMap(({ row }) => sheetRows[row] ?? []));
  const ledger = byAmount(unmatched.ledger.flatMap(({ row }) => ledgerRows[row] ?? []));
  for (const subject of subjects) {
    const amounts = (subject.sheet.length > 0 ? subject.sheet : subject.ledger).map(
      ({ amountMinor }) => amountMinor,
    );
    const target = Math.abs(subject.differenceMinor ?? 0) || amounts.reduce((sum, amount) => sum + amount, 0);
    const of = new Set([...ids(subject.sheet), ...ids(subject.ledger)]);
    subject.near = {
      sheet: nearest(sheet, target, subject.near.sheet, of),
      ledger: nearest(ledger, target, subject.near.ledger, of),
    };
  }
}

function byAmount<Row extends SheetRow | LedgerRow>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => a.amountMinor - b.amountMinor || a.id.localeCompare(b.id));
}

function nearest<Row extends SheetRow | LedgerRow>(
  rows: readonly Row[],
  target: number,
  first: readonly Row[],
  without: ReadonlySet<string>,
): Row[] {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.amountMinor ?? 0) < target) low = middle + 1;
    else high = middle;
  }
  const around = rows.slice(Math.max(0, low - NEAR * 2), low + NEAR * 2);
  const away = (row: Row) => Math.abs(row.amountMinor - target);
  const more = around.toSorted((a, b) => away(a) - away(b) || a.id.localeCompare(b.id));
  const all = new Map([...first, ...more].map((row) => [row.id, row]));
  return [...all.values()].filter(({ id }) => !without.has(id)).slice(0, NEAR);
}
