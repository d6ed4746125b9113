import { readFileSync } from 'node:fs';
import process from 'node:process';
import { doctor } from './commands/doctor/doctor.ts';
import { manifestScopes } from './commands/doctor/manifest.ts';

const MANIFEST = new URL('../manifest.yml', import.meta.url);

process.exitCode = await doctor({
  env: process.env,
  readFile: (path) => readFileSync(path, 'utf8'),
  manifestScopes: manifestScopes(() => readFileSync(MANIFEST, 'utf8')),
  now: () => new Date(),
  say: (line) => process.stdout.write(`${line}\n`),
});
