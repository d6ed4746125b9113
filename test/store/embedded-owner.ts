import process from 'node:process';
import { openEmbedded } from '../../src/store/embedded.ts';

// A process that holds an embedded database until it is killed. It says the address on its first line.
const { url } = await openEmbedded(process.argv[2] ?? '', { fast: true });
process.stdout.write(`${url}\n`);
process.stdin.resume();
