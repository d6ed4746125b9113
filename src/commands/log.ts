import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { counted } from '../log/entry.ts';
import { isPublicKey } from '../log/head.ts';
import { type Verdict, verifyLog } from '../log/verify.ts';
import type { CommandContext } from './context.ts';
import { type ExportRequest, logExport } from './log-export.ts';
import { logState, type StateRequest } from './log-state.ts';
import { logSummary, type SummaryRequest } from './log-summary.ts';

const USAGE = `Write one of
  npm run log -- export [--project CODE] [--since 2026-01-31] --out FILE.jsonl
  npm run log -- verify FILE.jsonl [--key PUBLIC_KEY]
  npm run log -- state FILE.jsonl
  npm run log -- summary [--month 2026-10] [--log FILE.jsonl]`;

/** Exports, verifies, retells or sums up the decision log. Returns the exit status. */
export async function logCommand(args: readonly string[], context: CommandContext): Promise<number> {
  const wanted = readArguments(args);
  if ('problem' in wanted) {
    context.complain(`${wanted.problem}\n${USAGE}`);
    return 1;
  }
  try {
    if ('out' in wanted) return await logExport(wanted, context);
    if ('state' in wanted) return await logState(wanted, context);
    return 'month' in wanted ? await logSummary(wanted, context) : await verifyFile(wanted, context);
  } catch (error) {
    context.complain(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

interface VerifyRequest {
  file: string;
  key: string | null;
}
type Wanted = StateRequest | ExportRequest | VerifyRequest | SummaryRequest | { problem: string };

function readArguments(args: readonly string[]): Wanted {
  const [verb, ...rest] = args;
  try {
    if (verb === 'export') return readExport(rest);
    if (verb === 'verify') return readVerify(rest);
    if (verb === 'state') return readState(rest);
    if (verb === 'summary') return readSummary(rest);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
  return {
    problem:
      verb === undefined
        ? 'export, verify, state or summary?'
        : `“${verb}” is not export, verify, state or summary.`,
  };
}

function readExport(args: string[]): Wanted {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args, options: { project: text, since: text, out: text } });
  if (!values.out?.trim()) return { problem: '--out is missing: name the file to write.' };
  const since = values.since === undefined ? null : readInstant(values.since.trim());
  if (since !== null && Number.isNaN(since.getTime())) {
    return { problem: `--since is “${values.since}”: write a date such as 2026-01-31.` };
  }
  return { out: values.out, project: values.project?.trim() ?? null, since };
}

function readState(args: string[]): Wanted {
  const [file, ...more] = parseArgs({ args, allowPositionals: true }).positionals;
  if (file === undefined || more.length > 0) return { problem: 'state takes one exported file.' };
  return { file, state: true };
}

function readSummary(args: string[]): Wanted {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args, options: { month: text, log: text } });
  return { month: values.month?.trim() ?? '', log: values.log?.trim() ?? null };
}

/** A date is its first moment in UTC; with a time it may name its zone. */
function readInstant(text: string): Date {
  const [, date, time = 'T00:00:00', zone = 'Z'] =
    /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?(Z|[+-]\d{2}:\d{2})?$/.exec(text) ?? [];
  const midnight = new Date(`${date}T00:00:00Z`);
  // 30 February would be 2 March.
  const exists = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(`${date}T`);
  return new Date(exists ? `${date}${time}${zone}` : Number.NaN);
}

function readVerify(args: string[]): Wanted {
  const { values, positionals } = parseArgs({
    args,
    options: { key: { type: 'string' } },
    allowPositionals: true,
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) return { problem: 'verify takes one file.' };
  const key = values.key?.trim() ?? null;
  if (key !== null && !isPublicKey(key)) {
    return { problem: '--key is not a public key: copy the 44 characters that `npm run doctor` shows.' };
  }
  return { file, key };
}

async function verifyFile({ file, key }: VerifyRequest, { say, complain }: CommandContext): Promise<number> {
  const verdict = await readAndVerify(file);
  if (!verdict.ok) {
    complain(`✗ ${file} does not verify: ${verdict.reason}.`);
    return 1;
  }
  const { count, shown, head, publicKey } = verdict;
  if (key !== null && key !== publicKey) {
    complain(`✗ ${file} does not verify: it is signed with the key ${publicKey}, not with ${key}.`);
    return 1;
  }
  const partly = shown === count ? '' : `, ${shown} of them in full and the others as their hashes`;
  say(`✓ ${file}: ${counted(count)}${partly}. Each follows from the one before it, and the head is signed.`);
  say(`  exported ${head.at}`);
  say(`  public key ${publicKey}`);
  say(
    key === null
      ? '  The signature shows that whoever holds this key exported exactly these entries. Compare the key with the one that `npm run doctor` and App Home show, or give it as --key: anyone can sign a file with a key of their own.'
      : '  The signature was made with the key you gave: its holder exported exactly these entries.',
  );
  return 0;
}

async function readAndVerify(file: string): Promise<Verdict> {
  try {
    return await verifyLog(createReadStream(file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT') throw new Error(`✗ There is no file ${file}.`, { cause: error });
    if (code === 'EISDIR') throw new Error(`✗ ${file} is a folder, not an exported log.`, { cause: error });
    throw error;
  }
}
