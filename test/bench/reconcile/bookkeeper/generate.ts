import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { csvOf } from '../files.ts';
import type { Generated } from '../truth.ts';
import { sheetRows } from './book.ts';
import { type Hardness, openFirm } from './firm.ts';
import { happen } from './happenings.ts';
import { printed } from './print.ts';
import { profileFor } from './profiles.ts';
import { chanceFrom } from './random.ts';
import { makeReadable } from './readable.ts';

/**
 * The second generator: fourteen months of one firm, as its project people typed them and its bookkeepers posted them.
 * About `rows` cost rows. The same arguments give the same lists. Throws RangeError for a profile nobody has.
 */
export function generate(seed: number, rows: number, hardness: Hardness, profile?: string): Generated {
  const kind = profileFor(seed, profile);
  const firm = openFirm(chanceFrom(seed), kind, hardness, rows);
  // Counted now and then: the more that is missing, the more may happen before it is worth counting again.
  for (let missing = rows; missing > 0; missing = rows - sheetRows(firm.book)) {
    for (let events = Math.ceil(missing / 20); events > 0; events--) happen(firm);
  }
  makeReadable(firm.book, kind.currency);
  return printed(firm, seed, hardness);
}

/** Only the columns this firm has: what is empty throughout is no column of its lists. */
function columnsOf(lines: readonly object[], required: readonly string[]): string[] {
  const filled = new Set<string>(required);
  const all = Object.keys(lines[0] ?? {});
  for (const line of lines)
    for (const [name, value] of Object.entries(line)) if (value !== '') filled.add(name);
  return all.filter((name) => filled.has(name));
}

export function writeBooks(dir: string, { sheet, ledger, truth }: Generated): void {
  mkdirSync(dir, { recursive: true });
  const required = ['id', 'date', 'amount'];
  writeFileSync(join(dir, 'sheet.csv'), csvOf(columnsOf(sheet, required), sheet));
  writeFileSync(join(dir, 'ledger.csv'), csvOf(columnsOf(ledger, required), ledger));
  writeFileSync(join(dir, 'truth.json'), JSON.stringify(truth));
}

function main(): void {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '7' },
      rows: { type: 'string', default: '20000' },
      hardness: { type: 'string', default: 'standard' },
      profile: { type: 'string' },
      out: { type: 'string' },
    },
  });
  if (!values.out) throw new RangeError('--out DIR says where to write');
  if (values.hardness !== 'standard' && values.hardness !== 'hard')
    throw new RangeError('--hardness is standard or hard');
  const made = generate(Number(values.seed), Number(values.rows), values.hardness, values.profile);
  writeBooks(values.out, made);
  console.log(
    `${made.truth.generator}: ${made.sheet.length} rows, ${made.ledger.length} postings in ${values.out}`,
  );
}

if (import.meta.main) main();
