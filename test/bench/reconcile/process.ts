import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readAnswer } from './answer.ts';
import type { Paths } from './files.ts';
import { readLinks } from './links-answer.ts';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Who is measured: its file, and how its answer is read. Each takes `--sheet`, `--ledger` and `--out`. */
export const ENGINES = {
  countersign: { file: here('../../../src/reconcile-command.ts'), out: 'out.json', read: readAnswer },
  duckdb: { file: here('duckdb.ts'), out: 'links.csv', read: readLinks },
} as const;
export type Engine = keyof typeof ENGINES;

const Usage = z.object({ peakBytes: z.number(), cpuMilliseconds: z.number() });

export interface Ran extends z.infer<typeof Usage> {
  /** From the start of the process to its end, all of Node's own start included. */
  milliseconds: number;
  out: string;
}

/** Runs an engine on two files as a process of its own. Throws with what it said where it does not end well. */
export async function run(engine: Engine, paths: Pick<Paths, 'sheet' | 'ledger'>, dir: string): Promise<Ran> {
  const out = `${dir}/${ENGINES[engine].out}`;
  const usageFile = `${dir}/usage.json`;
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      `--import=${here('usage.ts')}`,
      ENGINES[engine].file,
      ...['--sheet', paths.sheet, '--ledger', paths.ledger, '--out', out],
    ],
    { env: { PATH: process.env.PATH ?? '', USAGE_FILE: usageFile }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const said: Buffer[] = [];
  child.stderr.on('data', (piece: Buffer) => said.push(piece));
  const [code] = await once(child, 'close');
  const milliseconds = performance.now() - started;
  if (code !== 0)
    throw new Error(`${engine} ended with ${code}: ${Buffer.concat(said).toString().slice(0, 2000)}`);
  return { milliseconds, ...Usage.parse(JSON.parse(readFileSync(usageFile, 'utf8'))), out };
}
