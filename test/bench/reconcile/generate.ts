import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Book } from './book.ts';
import { DIALS, type Event, type Hardness } from './dial.ts';
import { writeFiles } from './files.ts';
import { finish } from './finish.ts';
import { hotBlock } from './hot-block.ts';
import * as pairs from './pairs.ts';
import { randomOf } from './random.ts';
import * as sums from './sums.ts';
import * as troubles from './troubles.ts';
import type { Generated } from './truth.ts';
import { makeWorld } from './world.ts';

const HAPPENS: Readonly<Record<Event, (book: Book) => void>> = {
  plain: pairs.plain,
  credit: pairs.credit,
  recurring: pairs.recurring,
  tax: pairs.tax,
  foreign: pairs.foreign,
  retainage: pairs.retainage,
  discount: pairs.discount,
  freight: pairs.freight,
  mistyped: pairs.mistyped,
  'part-paid': pairs.partPaid,
  returned: pairs.returned,
  progress: sums.progress,
  lines: sums.lines,
  deposit: sums.deposit,
  'tax-line': sums.taxLine,
  'invoice-lines': sums.invoiceLines,
  statement: sums.statement,
  hours: sums.hours,
  'many-to-many': sums.manyToMany,
  'duplicate-ledger': troubles.duplicateLedger,
  'duplicate-sheet': troubles.duplicateSheet,
  accrual: troubles.accrual,
  void: troubles.voided,
  corrected: troubles.corrected,
  'sheet-reversed': troubles.sheetReversed,
  'look-alike': troubles.lookAlike,
  'only-sheet': troubles.onlySheet,
  'only-ledger': troubles.onlyLedger,
  'bank-charge': troubles.bankCharge,
};

/**
 * Two lists of about `rows` rows each (the sheet has at least that many), and what is true of them.
 * @param hot how many of the rows are one price at one vendor.
 */
export function generate(seed: number, rows: number, hardness: Hardness = 'standard', hot = 0): Generated {
  const random = randomOf(seed);
  const dial = DIALS[hardness];
  const book: Book = {
    random,
    dial,
    world: makeWorld(random, dial, rows),
    sheet: [],
    ledger: [],
    groups: [],
    unmatched: { sheet: [], ledger: [] },
    twins: { sheet: [], ledger: [] },
  };
  const events = Object.entries(dial.events) as [Event, number][];
  if (hot > 0) hotBlock(book, hot);
  while (book.sheet.length < rows) HAPPENS[random.weighted(events)](book);
  return finish(book, { generator: 'projects', seed, hardness });
}

const Options = z.object({
  seed: z.coerce.number().int().nonnegative(),
  rows: z.coerce.number().int().positive(),
  hardness: z.enum(['standard', 'hard']),
  hot: z.coerce.number().int().nonnegative(),
  out: z.string().min(1),
});

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      rows: { type: 'string', default: '10000' },
      hardness: { type: 'string', default: 'standard' },
      hot: { type: 'string', default: '0' },
      out: { type: 'string' },
    },
  });
  const { seed, rows, hardness, hot, out } = Options.parse(values);
  const made = generate(seed, rows, hardness, hot);
  writeFiles(out, made);
  const { truth } = made;
  console.log(
    `${out}: ${truth.rows.sheet} sheet rows, ${truth.rows.ledger} ledger rows, ${truth.links.length} true links, seed ${seed}, ${hardness}.`,
  );
}
