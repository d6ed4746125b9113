import { z } from 'zod';

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
  tell: z.array(z.looseObject({ who: z.string() })).catch([]),
  after: text,
  have: z.number().nullable().catch(null),
  need: z.number().nullable().catch(null),
  add: text,
  remove: text,
  text,
  changes: texts,
  before: texts,
  notes: texts,
});
type Later = z.infer<typeof Later>;
type Name = (who: string) => string;

/** null where the type is none of these. */
export function laterWords(type: string, data: unknown, nameOf: Name): string | null {
  return WORDS[type]?.(Later.parse(data), nameOf) ?? null;
}

const WORDS: Readonly<Record<string, (data: Later, nameOf: Name) => string>> = {
  'approval.automatic': ({ version, rule }) =>
    `let v${version} through without asking, by the rule “${rule?.label ?? 'unknown'}”`,
  'reminder.sent': ({ tell }, nameOf) => `reminded ${people(tell, nameOf)}`,
  'approval.escalated': ({ escalatedTo, tell }, nameOf) =>
    `escalated it to ${escalatedTo.join(' and ')}, who may approve as well from now on; told ${people(tell, nameOf)}`,
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
  'question.answered': ({ text: answer }) => `answered: ${answer}`,
  'undo.asked': ({ version }) => `pressed Undo on v${version}`,
  'undo.refused': ({ reason }) => `did not undo it: ${reason}`,
  'undo.done': ({ notes }) =>
    `undid it: the document is void and the sheet is cleared${notes.length > 0 ? `; ${notes.join('; ')}` : ''}`,
  'posting.changed': ({ changes }) =>
    changes.length === 0
      ? 'noticed that the document in QuickBooks is again as it was approved'
      : `noticed that the document was changed in QuickBooks: ${changes.join('; ')}`,
  'rows.changed': ({ changes }) =>
    changes.length === 0
      ? 'noticed that the sheet’s rows say again what was billed'
      : `noticed that rows were changed after they were billed: ${changes.join('; ')}`,
};

function people(tell: Later['tell'], nameOf: Name): string {
  return tell.map(({ who }) => nameOf(who)).join(', ') || 'nobody';
}
