import { causeOf } from '../cause.ts';
import type { Hardness } from '../dial.ts';
import { randomOf } from '../random.ts';
import { type Generated, linksOf } from '../truth.ts';
import { type Book, newBook, type Written } from './book.ts';
import * as buying from './buying.ts';
import { isWorking, YEAR_DAYS, YEAR_START } from './calendar.ts';
import * as cards from './cards.ts';
import * as contracts from './contracts.ts';
import * as deliveries from './deliveries.ts';
import { type Firm, makeFirm } from './firm.ts';
import { indistinct, partCoincidences } from './indistinct.ts';
import * as lines from './lines.ts';
import * as monthEnd from './month-end.ts';
import * as recurring from './recurring.ts';
import * as staff from './staff.ts';
import * as terms from './terms.ts';

/** How often each thing starts, of a thousand; README.md says why. What goes on for months writes many rows. */
function happenings({ noise }: Firm): readonly (readonly [buying.Happening, number])[] {
  return [
    [buying.bill, 330],
    [cards.card, 300],
    [deliveries.inParts, 45],
    [deliveries.statement, 30],
    [lines.orderLines, 35],
    [lines.spread, 20],
    [deliveries.deposit, 18],
    [contracts.progress, 9],
    [contracts.timesheets, 12],
    [recurring.hire, 16],
    [recurring.utility, 5],
    [monthEnd.voided, 7],
    [cards.parcels, 12],
    [cards.refund, 8],
    [cards.subscription, 7],
    [staff.trip, 14],
    [staff.perDiem, 9],
    [staff.pettyCash, 8],
    [terms.foreign, 14],
    [terms.earlyPaid, 7],
    [terms.sentBack, 18],
    [monthEnd.accrual, 14],
    [monthEnd.reclass, 9],
    [monthEnd.overhead, 14],
    [monthEnd.calledOff, noise.unbilled * 300],
    [buying.unbilled, noise.unbilled * 700],
    [buying.offSheet, noise.offSheet * 650],
    [cards.lostReceipt, noise.offSheet * 500],
  ];
}

/** A year at a firm: each working day things start, as many as the wanted rows leave room for. */
function live(firm: Firm, rows: number): Book {
  const book = newBook();
  const what = happenings(firm);
  for (let i = 0; i < YEAR_DAYS; i++) {
    const day = YEAR_START + i;
    if (!isWorking(day)) continue;
    const upTo = (rows * (i + 1)) / YEAR_DAYS;
    while ((book.rows.sheet + book.rows.ledger) / 2 < upTo) firm.random.weighted(what)(firm, book, day);
  }
  return book;
}

/** The order in which a list is read off: by date, and as it came. Ids say nothing of the other list. */
function numbered<Row extends { id: string; date: string }>(
  all: readonly Written<Row>[],
  prefix: string,
  from: number,
): Row[] {
  return all
    .map(({ row }) => row)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .map((row, i) => {
      row.id = `${prefix}${from + i}`;
      return row;
    });
}

/** The lists of a year of a services, construction and events firm. Deterministic by seed; no clock, no files. */
export function generate(seed: number, rows: number, hardness: Hardness = 'standard'): Generated {
  const random = randomOf(seed ^ 0x51a7);
  const firm = makeFirm(random, rows, hardness);
  const book = live(firm, rows);
  partCoincidences(book);
  const entered = [
    ...book.groups.flatMap((group) => group.sheet),
    ...book.loneSheet.map((lone) => lone.what),
  ];
  const posted = [
    ...book.groups.flatMap((group) => group.ledger),
    ...book.loneLedger.map((lone) => lone.what),
  ];
  const sheet = numbered(random.shuffle(entered), 'R', 1001);
  const ledger = numbered(random.shuffle(posted), '', 40_017);
  const groups = book.groups.map((group) => {
    const [own, theirs] = [group.sheet.map((one) => one.row), group.ledger.map((one) => one.row)];
    return {
      sheet: own.map((row) => row.id),
      ledger: theirs.map((row) => row.id),
      cause: causeOf(own, theirs, group.why),
      kind: group.kind,
    };
  });
  const lone = (all: Book['loneSheet'] | Book['loneLedger']) =>
    all.map(({ what, cause, kind }) => ({ id: what.row.id, cause, kind }));
  return {
    sheet,
    ledger,
    truth: {
      format: 'reconciliation-truth/1',
      generator: 'simulation',
      seed,
      hardness,
      rows: { sheet: sheet.length, ledger: ledger.length },
      links: linksOf(groups),
      groups,
      unmatched: { sheet: lone(book.loneSheet), ledger: lone(book.loneLedger) },
      twins: indistinct(book),
    },
  };
}
