import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hardness } from './dial.ts';
import { type Paths, writeFiles } from './files.ts';
import { generate } from './generate.ts';
import { renamed, sameShare } from './invariance.ts';
import { MAKERS } from './makers.ts';
import { ENGINES, type Engine, run } from './process.ts';
import { type Score, score } from './scoring.ts';
import { listOf, unsound } from './sound.ts';
import type { Generated } from './truth.ts';

/** One run of one engine on one pair of lists. */
export interface Measured {
  engine: Engine;
  maker: string;
  hardness: Hardness;
  rows: number;
  seed: number;
  milliseconds: number;
  /** User and system, all threads: what stays the same on a machine that others use too. */
  cpuMilliseconds: number;
  peakBytes: number;
  score: Score;
  /** What does not hold of the answer; [] where it is sound, and of baselines, which say links alone. */
  unsound: string[];
}

export async function inFolder<T>(what: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'reconcile-bench-'));
  try {
    return await what(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

type Case = Pick<Measured, 'maker' | 'hardness' | 'rows' | 'seed'>;

/** Both engines on one pair of lists, or those named: who goes first changes with the seed. */
export function measure(
  of: Case,
  engines: readonly Engine[] = ['countersign', 'duckdb'],
): Promise<Measured[]> {
  const make = MAKERS[of.maker];
  if (!make) throw new Error(`Nobody makes lists by the name of ${of.maker}.`);
  const made = make(of.seed, of.rows, of.hardness);
  return inFolder(async (dir) => {
    const paths = writeFiles(dir, made);
    const results: Measured[] = [];
    for (const engine of of.seed % 2 ? engines.toReversed() : engines) {
      const { out, ...ran } = await run(engine, paths, dir);
      const answer = ENGINES[engine].read(out);
      const wrong = engine === 'duckdb' ? [] : unsound(answer, listOf(paths.sheet), listOf(paths.ledger));
      results.push({ ...of, engine, ...ran, score: score(made.truth, answer), unsound: wrong });
    }
    return results;
  });
}

/** One way of the hot block: each engine's times, and the F1 of ours. */
export interface Block {
  countersign: number[];
  duckdb: number[];
  f1: number;
}

/** Times with a block of `hot` equal amounts at one vendor among the rows, and without: as many rows in all, in turns. */
export function hotBlock(
  seed: number,
  rows: number,
  hot: number,
  times = 3,
): Promise<{ with: Block; without: Block }> {
  const [block, plain] = [generate(seed, rows, 'standard', hot), generate(seed, rows)];
  return inFolder(async (dir) => {
    const ways = [
      {
        made: plain,
        paths: writeFiles(join(dir, 'without'), plain),
        block: { countersign: [], duckdb: [], f1: 0 },
      },
      {
        made: block,
        paths: writeFiles(join(dir, 'with'), block),
        block: { countersign: [], duckdb: [], f1: 0 },
      },
    ] satisfies { made: Generated; paths: Paths; block: Block }[];
    for (let i = 0; i < times; i++) {
      for (const way of ways) await once(way.made, way.paths, way.block, dir);
    }
    const [without, withBlock] = ways.map((way): Block => way.block);
    if (!without || !withBlock) throw new Error('Two ways went in.');
    return { with: withBlock, without };
  });
}

async function once(made: Generated, paths: Paths, block: Block, dir: string): Promise<void> {
  const { milliseconds, out } = await run('countersign', paths, dir);
  block.countersign.push(milliseconds);
  if (block.f1 === 0) block.f1 = score(made.truth, ENGINES.countersign.read(out)).links.f1;
  block.duckdb.push((await run('duckdb', paths, dir)).milliseconds);
}

/** Of the links and causes, the share that stays when the rows change places and ids. */
export async function invariance(of: Case): Promise<number> {
  const made = MAKERS[of.maker]?.(of.seed, of.rows, of.hardness);
  if (!made) throw new Error(`Nobody makes lists by the name of ${of.maker}.`);
  const other = renamed(made, of.seed + 1);
  const answerTo = (lists: Generated) =>
    inFolder(async (dir) =>
      ENGINES.countersign.read((await run('countersign', writeFiles(dir, lists), dir)).out),
    );
  return sameShare(made, await answerTo(made), await answerTo(other.made), other.back);
}
