import { localDate } from '../core/instant.ts';
import { VERSION_TYPES } from '../log/data.ts';
import type { Logged } from '../log/logged.ts';
import { counted } from '../proposals/say.ts';
import { nameAmong } from '../settings/people.ts';
import type { Person, Projects } from '../settings/types.ts';
import { askedRule } from './asked-rule.ts';
import { autoRule, isSample, whyAsked } from './auto.ts';
import type { ChosenRule, Question } from './chosen-rule.ts';
import type { StandIn } from './places.ts';
import { refusal, type Situation, tally, withApproval } from './policy.ts';
import { type Decided, follow, type Past, pastOf, questionOf } from './replay-past.ts';

/** Past decisions under other rules. Pure: from log entries and a projects.yml alone. */

export interface Replayed {
  /** "approval 12"; the id where the log is older than numbers in it. */
  name: string;
  project: string;
  version: number;
  amountMinor: number;
  /** What it was decided under, and what would decide it now. */
  was: string;
  now: string;
  /** null: the same people's same clicks end the same way. */
  otherwise: Otherwise | null;
  /** Something that the policy asks about was not in the log yet, and was taken to be so. */
  assumed: string | null;
}

/** too-few: more approvals would be asked. not-allowed: somebody who decided would be refused. sooner: fewer would do. */
export interface Otherwise {
  how: 'too-few' | 'not-allowed' | 'sooner' | 'by-itself' | 'asked' | 'not-known';
  /** A sentence without its end. */
  why: string;
}

/** `entries`: oldest first. Each decided version comes once, in the order of the decisions. */
export function replay(entries: Iterable<Logged>, projects: Projects, settingsHash: string): Replayed[] {
  const pasts = new Map<string, Past>();
  const spent = new Map<string, number>();
  const replayed: Replayed[] = [];
  for (const entry of entries) {
    if (entry.approvalId === null) continue;
    const past = pasts.get(entry.approvalId);
    if (VERSION_TYPES.includes(entry.type)) {
      pasts.set(entry.approvalId, pastOf(past, entry));
      continue;
    }
    if (!past) continue;
    const decided = follow(past, entry);
    if (decided)
      replayed.push(judge(past, decided, { projects, settingsHash, spent, at: new Date(entry.at) }));
  }
  return replayed;
}

interface Under {
  projects: Projects;
  settingsHash: string;
  /** What went by itself, by day and kind. */
  spent: Map<string, number>;
  at: Date;
}

function judge(past: Past, decided: Decided, under: Under): Replayed {
  const { projects, settingsHash } = under;
  const { version } = past;
  const { question, assumed } = questionOf(past);
  const { ruleKind, atLeast } = version;
  const own = { ...(ruleKind ? { ruleKind } : {}), ...(atLeast ? { atLeast } : {}) };
  const rule = askedRule(projects.approvals, question, own, settingsHash);
  const auto = goesByItself(past.id, question, under);
  return {
    name: past.number === null ? past.id : `approval ${past.number}`,
    project: past.project,
    version: version.version,
    amountMinor: question.amountMinor,
    was: version.rule?.label ?? 'an unknown rule',
    now: auto ?? rule.label,
    otherwise: otherwise(past, decided, rule, auto, projects),
    assumed,
  };
}

/** The label of the rule that would let it through, and what it spent is counted; null where people are asked. */
function goesByItself(id: string, question: Question, { projects, spent, at }: Under): string | null {
  const project = projects.projects.find(({ code }) => code === question.project);
  const rule = project?.mode === 'auto' ? autoRule(projects.approvals, question) : null;
  if (!rule) return null;
  const { timezone, currency } = projects.company;
  // Of all projects and rules together, as the bot counts it.
  const day = `${localDate(at, timezone)} ${question.kind}`;
  const spentMinor = spent.get(day) ?? 0;
  const sample = isSample(id, rule.sampleOneIn);
  if (whyAsked(rule, question, { spentMinor, sample, stopped: false, currency }) !== null) return null;
  spent.set(day, spentMinor + question.amountMinor);
  return rule.label;
}

function otherwise(
  past: Past,
  decided: Decided,
  rule: ChosenRule,
  auto: string | null,
  { people, projects }: Projects,
): Otherwise | null {
  if (!projects.some(({ code }) => code === past.project))
    return { how: 'not-known', why: `the new file names no project ${past.project}` };
  if (decided === 'auto')
    return auto === null ? { how: 'asked', why: 'people would be asked, and it went by itself' } : null;
  if (auto !== null) return { how: 'by-itself', why: 'it would be posted without asking' };
  const at: Situation = {
    rule,
    requestedBy: past.requestedBy,
    editedBy: past.version.author.kind === 'person' ? String(past.version.author.who) : null,
    editors: past.editors,
    approvedBy: [],
    standIns: past.approvals.flatMap(({ who, standsFor }): StandIn[] =>
      standsFor.map((absent) => ({ absent, delegate: who })),
    ),
  };
  if (typeof decided === 'object') return rejection(decided.rejectedBy, at, people);
  return approval(past, at, people);
}

function rejection(who: string, at: Situation, people: readonly Person[]): Otherwise | null {
  const why = refusal('reject', who, at, people);
  return why === null ? null : { how: 'not-allowed', why: refusedWords(who, 'reject', why, people) };
}

/** The same people click in the same order, each as long as it is not enough. */
function approval(past: Past, start: Situation, people: readonly Person[]): Otherwise | null {
  let at = start;
  const refused: string[] = [];
  for (const [index, { who }] of past.approvals.entries()) {
    const why = refusal('approve', who, at, people);
    if (why !== null) refused.push(refusedWords(who, 'approve', why, people));
    else at = withApproval(at, who, people);
    if (!tally(at, people).enough) continue;
    if (index === past.approvals.length - 1) break;
    const { need } = tally(at, people);
    return {
      how: 'sooner',
      why: `${counted(need, 'approval')} would have been enough, and ${past.approvals.length} were given`,
    };
  }
  const { have, need, enough } = tally(at, people);
  if (enough) return null;
  const roles = rule(at);
  if (refused.length > 0) return { how: 'not-allowed', why: `${have} of ${need}: ${refused.join('; ')}` };
  return { how: 'too-few', why: `${have} of ${need}: it would also take ${roles}` };
}

function rule({ rule: { from, roles, needs } }: Situation): string {
  if (!from) return roles.join(' or ');
  return from.map((group) => group.join(' or ')).join(needs === 'any' ? ' or ' : ' and ');
}

function refusedWords(who: string, verb: string, why: string, people: readonly Person[]): string {
  const name = nameAmong(people, who);
  return `${name} would be refused to ${verb} (“${why.split('. ')[0]?.replace(/\.$/, '')}”)`;
}
