import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { isatty } from 'node:tty';

// Compiling this many files takes several times as long as reading two lists of a hundred thousand rows: Node keeps what
// it compiled, by content, and goes on without where it may not write.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/countersign'));
const { reconcileCommand } = await import('./commands/reconcile/reconcile.ts');

const complain = (text: string) => void process.stderr.write(text);

process.exitCode = reconcileCommand(process.argv.slice(2), {
  say: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => complain(`${line}\n`),
  draw: isatty(2) ? complain : null,
  nowMs: () => performance.now(),
});
