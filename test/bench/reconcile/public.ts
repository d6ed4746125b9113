import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { writeFiles } from './files.ts';
import { inFolder } from './measure.ts';
import { ENGINES, run } from './process.ts';
import { columnOf, convert, delimiterOf, SETS, type Source } from './public-set.ts';
import { score } from './scoring.ts';

/**
 * A public labelled set, downloaded by hand, as the two lists and their truth. With --out it writes them there, for
 * `npm run reconcile`; without, it runs the command and the SQL on them and prints how each did:
 *
 *     node public.ts --set fodors-zagats --a tableA.csv --b tableB.csv --pairs train.csv --pairs valid.csv
 *       --pairs test.csv
 *     node public.ts --set dblp-acm --a DBLP2.csv --b ACM.csv --pairs DBLP-ACM_perfectMapping.csv
 *     node public.ts --set febrl --a dataset4a.csv --b dataset4b.csv --out DIR
 *
 * Leipzig's sets (perfectMapping), the Magellan ones (ltable_id, rtable_id, label) and those of pyJedAI (data/ccer:
 * gt.csv, other marks than commas) are read alike; Febrl says in its ids who is who. Such sets tell of restaurants,
 * papers and people: names in many hands, without amounts or dates worth the name. They test the reading of names.
 */

/** UTF-8 where it is that; Leipzig's files are Latin-1. */
function text(path: string): string {
  const bytes = readFileSync(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

const Rows = z.array(z.record(z.string(), z.string()));
const rowsOf = (path: string): Source => {
  const content = text(path);
  return Rows.parse(
    parse(content, {
      columns: (names: string[]) => names.map(columnOf),
      delimiter: delimiterOf(content),
      bom: true,
      trim: true,
      relax_quotes: true,
      relax_column_count_more: true,
    }),
  );
};

/** `gt.csv` has no id column to tell its mark by: two numbers with the mark between them. */
const pairsOf = (path: string): Source => {
  const content = text(path);
  const delimiter = /^D1([^\w\s])D2/.exec(content)?.[1] ?? ',';
  return Rows.parse(parse(content, { columns: true, delimiter, bom: true, trim: true, relax_quotes: true }));
};

const { values } = parseArgs({
  options: {
    set: { type: 'string' },
    a: { type: 'string' },
    b: { type: 'string' },
    pairs: { type: 'string', multiple: true, default: [] },
    out: { type: 'string' },
  },
});
const set = SETS[values.set ?? ''];
const { a, b, out } = values;
if (!set || !a || !b) {
  throw new Error(`Say --a, --b, the --pairs files, and --set, one of ${Object.keys(SETS).join(', ')}.`);
}
const made = convert(values.set ?? '', set, rowsOf(a), rowsOf(b), values.pairs.map(pairsOf));
const { rows, links } = made.truth;
console.log(`${rows.sheet} rows and ${rows.ledger} rows, ${links.length} true links.`);
if (out) writeFiles(out, made);
else {
  await inFolder(async (dir) => {
    const paths = writeFiles(dir, made);
    for (const engine of ['countersign', 'duckdb'] as const) {
      const ran = await run(engine, paths, dir);
      const { precision, recall, f1 } = score(made.truth, ENGINES[engine].read(ran.out)).links;
      const [p, r, f] = [precision, recall, f1].map((share) => share.toFixed(3).replace(/^0/, ''));
      const seconds = (ran.milliseconds / 1000).toFixed(1);
      console.log(`${engine}: precision ${p}, recall ${r}, F1 ${f}, ${seconds} s`);
    }
  });
}
