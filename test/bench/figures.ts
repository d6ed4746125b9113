import { cpus, totalmem } from 'node:os';
import process from 'node:process';

/** The value below which the share of all lies: nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export interface Row {
  what: string;
  values: readonly number[];
  target?: string;
}

/** Milliseconds, a line each. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map(({ what, values, target = '' }) => [
    what,
    String(values.length),
    ...[0.5, 0.95, 0.99].map((share) => quantile(values, share).toFixed(share === 1 ? 0 : 1)),
    target,
  ]);
  const all = [['', 'runs', 'median', 'p95', 'p99', 'target'], ...lines];
  const width = (column: number) => Math.max(...all.map((line) => [...(line[column] ?? '')].length));
  return all
    .map((line) =>
      line
        .map((cell, i) => (i === 0 || i === 5 ? cell.padEnd(width(i)) : cell.padStart(width(i))))
        .join('  '),
    )
    .join('\n');
}

export function machine(): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${processors.length} × ${processors[0]?.model ?? 'CPU'}, ${memory} GB, ${process.platform}, Node ${process.version}`;
}
