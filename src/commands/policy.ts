import { existsSync, readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Otherwise, type Replayed, replay } from '../approval/replay.ts';
import { counted } from '../core/counted.ts';
import { formatMoney } from '../core/money.ts';
import { type Logged, loggedInDatabase, loggedInFile } from '../log/logged.ts';
import { parseProjects } from '../settings/projects.ts';
import type { CommandContext } from './context.ts';
import { inStore } from './existing-store.ts';
import { verifiedChunks } from './verified.ts';

const USAGE = `Write
  npm run policy -- test projects.new.yml [--log FILE.jsonl]`;

/**
 * Replays past decisions under the rules of another projects.yml. Returns the exit status: 0 also where some would have
 * gone otherwise, which is what it is asked for; 1 where the file or the log cannot be read.
 */
export async function policyCommand(args: readonly string[], context: CommandContext): Promise<number> {
  const wanted = readArguments(args);
  if ('problem' in wanted) {
    context.complain(`${wanted.problem}\n${USAGE}`);
    return 1;
  }
  try {
    return await testRules(wanted, context);
  } catch (error) {
    context.complain(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

interface Wanted {
  file: string;
  log: string | null;
}

function readArguments(args: readonly string[]): Wanted | { problem: string } {
  const [verb, ...rest] = args;
  if (verb !== 'test') return { problem: verb === undefined ? 'test what?' : `“${verb}” is not test.` };
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: { log: { type: 'string' } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return { problem: 'test takes one file of new rules.' };
    return { file, log: values.log?.trim() ?? null };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

async function testRules({ file, log }: Wanted, context: CommandContext): Promise<number> {
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  if (statSync(file).isDirectory()) throw new Error(`${file} is a folder, not a projects.yml.`);
  const projects = parseProjects(readFileSync(file, 'utf8'), file);
  if (!projects.ok) {
    for (const error of projects.errors) context.complain(error);
    return 1;
  }
  for (const warning of projects.warnings) context.say(`! ${warning}`);
  const entries = log === null ? await fromDatabase(context) : await fromFile(log);
  if (!entries) return 1;
  const { currency } = projects.value.company;
  for (const line of report(replay(entries, projects.value, projects.hash), file, currency))
    context.say(line);
  return 0;
}

async function fromFile(file: string): Promise<Logged[]> {
  return collected(loggedInFile(await verifiedChunks(file)));
}

function fromDatabase(context: CommandContext): Promise<Logged[] | null> {
  return inStore(context, ({ db }) => collected(loggedInDatabase(db)));
}

/** Of what is decided on, a draft's lines are not: they are most of a log, and are let go. */
async function collected(entries: AsyncIterable<Logged>): Promise<Logged[]> {
  const kept: Logged[] = [];
  for await (const entry of entries) {
    const { content } = entry.data;
    const short =
      typeof content === 'object' && content !== null ? { content: { ...content, lines: [] } } : {};
    if (entry.approvalId !== null) kept.push({ ...entry, data: { ...entry.data, ...short } });
  }
  return kept;
}

const HOW: Readonly<Record<Otherwise['how'], string>> = {
  'too-few': 'would have needed more approvals',
  'not-allowed': 'were decided by somebody who would not have been allowed to',
  sooner: 'would have been through with fewer approvals',
  'by-itself': 'would have gone by themselves',
  asked: 'went by themselves and would have been asked about',
  'not-known': 'are of projects that the new file does not name',
};

function report(replayed: readonly Replayed[], file: string, currency: string): string[] {
  if (replayed.length === 0) return ['The log has no decisions yet: there is nothing to replay.'];
  const others = replayed.filter(({ otherwise }) => otherwise !== null);
  const assumed = replayed.filter((one) => one.assumed !== null).length;
  const renamed = replayed.filter((one) => one.otherwise === null && one.was !== one.now).length;
  const lines = [
    `${counted(replayed.length, 'decision')} replayed under ${file}: ${replayed.length - others.length} would have gone the same way, ${others.length} otherwise.`,
  ];
  if (renamed > 0) lines.push(`  ${renamed} of the same would have gone under another rule.`);
  if (assumed > 0)
    lines.push(
      `  ${assumed} of them are from a log that does not say whether the customer was known: taken as known.`,
    );
  for (const how of Object.keys(HOW) as Otherwise['how'][]) {
    const some = others.filter(({ otherwise }) => otherwise?.how === how);
    if (some.length > 0)
      lines.push('', `${some.length} ${HOW[how]}:`, ...some.map((one) => line(one, currency)));
  }
  return lines;
}

function line(
  { name, project, version, amountMinor, was, now, otherwise }: Replayed,
  currency: string,
): string {
  const amount =
    amountMinor >= Number.MAX_SAFE_INTEGER ? 'another currency' : formatMoney({ amountMinor, currency });
  return `  ${name} v${version}, ${project}, ${amount}: ${otherwise?.why}. Was “${was}”, would be “${now}”.`;
}
