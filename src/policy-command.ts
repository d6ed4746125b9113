import process from 'node:process';
import { policyCommand } from './commands/policy.ts';

process.exitCode = await policyCommand(process.argv.slice(2), {
  env: process.env,
  now: () => new Date(),
  say: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
});
