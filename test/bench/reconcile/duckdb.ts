import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';

/** `node duckdb.ts --sheet FILE.csv --ledger FILE.csv --out LINKS.csv`: the SQL beside this file, on two threads. */

const text = (path: string) => `'${path.replaceAll("'", "''")}'`;

const { values } = parseArgs({
  options: { sheet: { type: 'string' }, ledger: { type: 'string' }, out: { type: 'string' } },
});
const { sheet, ledger, out } = values;
if (!sheet || !ledger || !out) throw new Error('Say --sheet, --ledger and --out.');

const database = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await database.connect();
await connection.run(`SET VARIABLE sheet = ${text(sheet)}; SET VARIABLE ledger = ${text(ledger)};`);
const sql = readFileSync(new URL('duckdb.sql', import.meta.url), 'utf8').replace("'OUT_FILE'", text(out));
await connection.run(sql);
connection.closeSync();
database.closeSync();
