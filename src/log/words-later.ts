import { z } from 'zod';
import { localDay } from '../core/instant.ts';
import { undoneWords } from './step-words.ts';

/** What entries say of an approval's waiting, of talk about it, and of what became of it afterwards. */

const text = z.string().nullable().catch(null);
const texts = z.array(z.string()).catch([]);

const Later = z.looseObject({
  version: z.number().nullable().catch(null),
  rule: z
    .looseObject({ label: z.string().catch('') })
    .nullable()
    .catch(null),
  reason: text,
  escalatedTo: texts,
  /** Whom a notice reached. */
  tell: z.array(z.looseObject({ who: z.string(), for: texts })).catch([]),
  after: text,
  have: z.number().nullable().catch(null),
  need: z.number().nullable().catch(null),
  add: text,
  remove: text,
  text,
  changes: texts,
  before: texts,
  notes: texts,
  question: text,
  assignedTo: text,
  person: text,
  until: text,
  delegate: text,
  by: text,
  scope: text,
  step: text,
  date: text,
  /** Of a digest: how many of each it said, by project. */
  told: z
    .array(z.looseObject({ project: z.string(), counts: z.record(z.string(), z.number()).catch({}) }))
    .catch([]),
  /** Who could decide and was away or out, and who was told instead. */
  absent: z.array(z.looseObject({ who: z.string(), delegate: text })).catch([]),
});
type Later = z.infer<typeof Later>;
type Name = (who: string) => string;

/** By whose names people go, and by whose clock days are told. */
export interface Telling {
  /** IANA name: times are the company's. */
  timezone: string;
  nameOf: Name;
}

/** null where the type is none of these. */
export function laterWords(
  type: string,
  data: unknown,
  { nameOf, timezone }: Telling,
  action: string | null,
): string | null {
  if (type === 'undo.done') return undoWords(Later.parse(data), action);
  return WORDS[type]?.(Later.parse(data), nameOf, timezone) ?? null;
}

const WORDS: Readonly<Record<string, (data: Later, nameOf: Name, timezone: string) => string>> = {
  'approval.automatic': ({ version, rule }) =>
    `let v${version} through without asking, by the rule “${rule?.label ?? 'unknown'}”`,
  'automatic.withdrawn': ({ version, rule, reason }) =>
    `took v${version} back from going by itself, because ${reason}; rule: ${rule?.label ?? 'unknown'}`,
  'approval.held': ({ version }) => `holds v${version} back: what was read is read again before it is posted`,
  'reminder.sent': ({ tell, absent }, nameOf) =>
    `reminded ${people(tell, nameOf)}${absentWords(absent, nameOf)}`,
  'approval.escalated': ({ escalatedTo, tell, absent }, nameOf) =>
    `escalated it to ${escalatedTo.join(' and ')}, who may approve as well from now on; told ${people(tell, nameOf)}${absentWords(absent, nameOf)}`,
  'approval.expired': ({ after, have, need }) =>
    `gave it up as expired${after ? ` after ${after}` : ''}, with ${have ?? 0} of ${need ?? 1} approvals`,
  'approval.stuck': ({ reason }) =>
    `noticed that nobody can complete it and told the finance managers: ${reason}`,
  'approver.changed': ({ add, remove, reason }, nameOf) => {
    const added = add ? [`added ${nameOf(add)}`] : [];
    const off = remove ? [`took ${nameOf(remove)} off`] : [];
    return `${[...added, ...off].join(' and ')} as approver, because ${reason ?? 'no reason is given'}`;
  },
  'question.asked': ({ text: asked }) => `asked: ${asked}`,
  'question.answered': ({ text: answer, question }) =>
    `answered${question ? ` “${question}”` : ''}: ${answer}`,
  'away.set': ({ person, until, delegate }, nameOf, timezone) =>
    `said that ${nameOf(person ?? '')} is away until ${dayWords(until, timezone)}${delegate ? `, and that ${nameOf(delegate)} decides in their place` : ''}`,
  'away.ended': ({ person, delegate, by }, nameOf) =>
    `${by === 'time' ? `noted that ${nameOf(person ?? '')}’s time away is over` : `said that ${nameOf(person ?? '')} is back`}${delegate ? `, so ${nameOf(delegate)} no longer decides in their place` : ''}`,
  'approval.assigned': ({ assignedTo }, nameOf) => `assigned it to ${nameOf(assignedTo ?? '')}`,
  'approval.settled': ({ reason }) => `ended it without a decision: ${reason}`,
  'digest.posted': ({ date, told }) =>
    `posted the digest of ${date}: ${told.map(toldWords).join('; ') || 'nothing'}`,
  'digest.silent': ({ date }) => `had nothing to say on ${date}, and posted no digest`,
  'digest.missed': ({ date }) => `did not post the digest of ${date}: its day went by before Slack took it`,
  'digest.refused': ({ date }) => `did not post the digest of ${date}: Slack refused it`,
  'undo.closed': () => 'no longer offers Undo: its time is over',
  'undo.asked': ({ version }) => `pressed Undo on v${version}`,
  'undo.refused': ({ reason }) => `did not undo it: ${reason}`,
  'posting.changed': ({ changes }) =>
    changes.length === 0
      ? 'noticed that the document in QuickBooks is again as it was approved'
      : `noticed that the document was changed in QuickBooks: ${changes.join('; ')}`,
  'rows.changed': ({ changes }) =>
    changes.length === 0
      ? 'noticed that the sheet’s rows say again what was billed'
      : `noticed that rows were changed after they were billed: ${changes.join('; ')}`,
};

function undoWords({ notes }: Later, action: string | null): string {
  return `undid it: ${undoneWords(action)}${notes.length > 0 ? `; ${notes.join('; ')}` : ''}`;
}

function toldWords({ project, counts }: Later['told'][number]): string {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  return `${project} ${some.map(([what, count]) => `${count} ${TOLD[what] ?? what}`).join(', ')}`;
}

const TOLD: Readonly<Record<string, string>> = {
  fresh: 'new',
  checks: 'worth a look',
  withoutCard: 'without a card',
  budgets: 'budgets in danger',
};

function people(tell: Later['tell'], nameOf: Name): string {
  const words = tell.map(({ who, for: absent }) =>
    absent.length > 0 ? `${nameOf(who)} (for ${absent.map(nameOf).join(', ')})` : nameOf(who),
  );
  return words.join(', ') || 'nobody';
}

function absentWords(absent: Later['absent'], nameOf: Name): string {
  if (absent.length === 0) return '';
  const words = absent.map(({ who, delegate }) =>
    delegate === null ? nameOf(who) : `${nameOf(who)} (${nameOf(delegate)} instead)`,
  );
  return `; away: ${words.join(', ')}`;
}

/** The last day of an absence; `until` is the first moment after it. */
function dayWords(until: string | null, timezone: string): string {
  const end = Date.parse(until ?? '');
  return Number.isNaN(end) ? 'some day' : localDay(new Date(end - 1), timezone);
}
