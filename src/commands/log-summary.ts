import { existsSync, readFileSync } from 'node:fs';
import { type Logged, loggedBetween, loggedInFile } from '../log/logged.ts';
import { type Month, monthOf } from '../log/month.ts';
import { summarise } from '../log/summary.ts';
import { summaryParts } from '../log/summary-text.ts';
import { PROJECTS_FILE } from '../settings/env.ts';
import { nameAmong } from '../settings/people.ts';
import { parseProjects } from '../settings/projects.ts';
import type { Projects } from '../settings/types.ts';
import type { CommandContext } from './context.ts';
import { inStore } from './existing-store.ts';
import { verifiedChunks } from './verified.ts';

export interface SummaryRequest {
  /** "2026-10"; "" is last month. */
  month: string;
  /** An exported log; null: the database's. */
  log: string | null;
}

/** The month's decisions in figures, as text: what /countersign summary sends. Throws Error in words. */
export async function logSummary(request: SummaryRequest, context: CommandContext): Promise<number> {
  const projects = readProjects(context);
  if (!projects) return 1;
  const { timezone } = projects.company;
  const month = monthOf(request.month, context.now(), timezone);
  if (!month) throw new Error(`--month is “${request.month}”: write a month such as 2026-10.`);
  const entries =
    request.log === null ? await fromDatabase(month, context) : await fromFile(request.log, month);
  if (!entries) return 1;
  const nameOf = (who: string) => nameAmong(projects.people, who);
  const parts = summaryParts(summarise(entries, month.from, month.to), month.words, { timezone, nameOf });
  for (const [index, { heading, lines }] of parts.entries()) {
    if (index > 0) context.say('');
    context.say(heading);
    for (const line of lines) context.say(`  ${line}`);
  }
  return 0;
}

/** For the time zone and people's names. */
function readProjects({ env, complain }: CommandContext): Projects | null {
  const file = env.PROJECTS_FILE?.trim() || PROJECTS_FILE;
  if (!existsSync(file)) {
    complain(`${file} does not exist: set PROJECTS_FILE to the file that the bot runs with.`);
    return null;
  }
  const projects = parseProjects(readFileSync(file, 'utf8'), file);
  if (projects.ok) return projects.value;
  for (const error of projects.errors) complain(error);
  return null;
}

async function fromFile(file: string, { to }: Month): Promise<Logged[]> {
  const entries: Logged[] = [];
  for await (const entry of loggedInFile(await verifiedChunks(file)))
    if (Date.parse(entry.at) < to.getTime()) entries.push({ ...entry, data: withoutContent(entry.data) });
  return entries;
}

/** Whole drafts are most of a log, and nothing of them is counted. */
function withoutContent({ content: _, ...data }: Logged['data']): Logged['data'] {
  return data;
}

function fromDatabase({ from, to }: Month, context: CommandContext): Promise<Logged[] | null> {
  return inStore(context, ({ db }) => loggedBetween(db, from, to));
}
