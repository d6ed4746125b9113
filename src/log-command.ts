import process from 'node:process';
import { logCommand } from './commands/log.ts';

process.exitCode = await logCommand(process.argv.slice(2), {
  env: process.env,
  now: () => new Date(),
  say: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
});
