import type { KindContext } from '../context.ts';
import type { Drafted, StoredDraft } from '../draft.ts';
import type { FieldError } from '../kind.ts';
import { StoredBasis, StoredContent } from './content.ts';
import { chosenInstead, draftVariance } from './draft.ts';
import { readAdd } from './forms/add.ts';
import { ANYWAY, readAnyway } from './forms/anyway.ts';
import { readBill } from './forms/bill.ts';
import { readCorrect } from './forms/correct.ts';
import { readJournal } from './forms/journal.ts';
import { readRecode } from './forms/recode.ts';
import { readDifferent, readSame } from './forms/same.ts';
import { type Read, readSent } from './forms/sent.ts';

type Edited = { errors: FieldError[] } | { unchanged: true } | { drafted: Drafted };

/** What the form was sent with, as the next version's action; the version it was opened on is still the newest. */
export function edit(
  draft: StoredDraft,
  values: unknown,
  who: string,
  context: Pick<KindContext, 'project' | 'projects' | 'now'>,
): Edited {
  const { subject } = StoredBasis.parse(draft.basis);
  const before = StoredContent.parse(draft.content).action;
  const sent = readSent(values, draft.version);
  const read = sent?.action ? READ[sent.action] : undefined;
  if (!sent || !read)
    return {
      errors: [
        {
          blockId: `form:v${draft.version}`,
          message: 'This form is not one of ours. Press the button again.',
        },
      ],
    };
  const action = read(subject, sent, context, before);
  if ('errors' in action) return action;
  const changes = chosenInstead(before, action);
  if (changes.length === 0) return { unchanged: true };
  return { drafted: draftVariance(subject, action, { author: { kind: 'person', who }, changes }, context) };
}

const READ: Readonly<Record<string, Read>> = {
  accept: () => ({ do: 'accept' }),
  correct: readCorrect,
  add: readAdd,
  recode: readRecode,
  bill: readBill,
  journal: readJournal,
  same: readSame,
  different: readDifferent,
  [ANYWAY]: readAnyway,
};
