import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { writeFiles } from './files.ts';
import { convert, SETS, type Source } from './public-set.ts';

/**
 * Turns a public labelled set, downloaded by hand, into the two lists and their truth:
 *
 *     node public.ts --set fodors-zagats --a tableA.csv --b tableB.csv --pairs train.csv --pairs valid.csv
 *       --pairs test.csv --out DIR
 *     node public.ts --set dblp-acm --a DBLP2.csv --b ACM.csv --pairs DBLP-ACM_perfectMapping.csv --out DIR
 *     node public.ts --set febrl --a dataset4a.csv --b dataset4b.csv --out DIR
 *
 * Leipzig's sets (perfectMapping) and the Magellan ones (ltable_id, rtable_id, label) are read alike; Febrl says in
 * its ids who is who. Then `npm run reconcile -- --sheet DIR/sheet.csv …` and `score.ts`. Such sets tell of restaurants,
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
const rowsOf = (path: string): Source =>
  Rows.parse(
    parse(text(path), {
      columns: (names: string[]) => names.map((name) => name.trim()),
      bom: true,
      trim: true,
      relax_quotes: true,
    }),
  );

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
if (!set || !a || !b || !out) {
  throw new Error(
    `Say --a, --b, --out, the --pairs files, and --set, one of ${Object.keys(SETS).join(', ')}.`,
  );
}
const made = convert(values.set ?? '', set, rowsOf(a), rowsOf(b), values.pairs.map(rowsOf));
writeFiles(out, made);
const { rows, links } = made.truth;
console.log(`${out}: ${rows.sheet} rows and ${rows.ledger} rows, ${links.length} true links.`);
