import type { Change } from '../draft.ts';
import type { Accounts } from '../kind.ts';
import { actionLines } from './action-words.ts';
import { type Action, StoredBasis, StoredContent, type VarianceContent } from './content.ts';
import { draftVariance } from './draft.ts';
import { CHOOSE_LABEL } from './fitting.ts';
import type { Subject } from './subject.ts';
import { postingLine, rowLine } from './words.ts';

/** As the card tells it: what was proposed is not proposed any more, because of another decision. */
export const DROPPED = 'No longer proposed';

/** Rows and postings are each decided on once from what one reconciliation saw, whichever card that is done on. */
export const accounts: Accounts = {
  takes(content) {
    const read = StoredContent.parse(content);
    return [...new Set([...about(read), ...used(read.action)])];
  },

  readAt({ content, basis }, id) {
    const { subject } = StoredBasis.parse(basis);
    const itself = about(StoredContent.parse(content)).includes(id);
    const at = itself ? (subject.seenAt ?? subject.foundAt) : subject.foundAt;
    return at === undefined ? null : new Date(at);
  },

  without(draft, { ids, number, content: theirs }, context) {
    const { subject } = StoredBasis.parse(draft.basis);
    const { action } = StoredContent.parse(draft.content);
    const their = StoredContent.parse(theirs).action;
    const by = `approval ${number} (${CHOOSE_LABEL[their.do]})`;
    const gone = [...subject.sheet, ...subject.ledger].some(({ id }) => ids.has(id));
    if (gone)
      return {
        settled: `Settled: ${namesOf(subject, action, ids)} was decided on with ${by}. What is left of it, the next reconciliation asks about.`,
      };
    const change: Change = {
      field: DROPPED,
      old: actionLines(action).join('; '),
      new: `dropped: ${namesOf(subject, action, ids)} was decided on with ${by}`,
    };
    const how = { author: { kind: 'drift' as const }, changes: [change] };
    return { drafted: draftVariance(offeringNot(subject, ids), { do: 'accept' }, how, context) };
  },
};

/** What the card is about, as it stood when it was decided on. */
function about({ rows, postings }: Pick<VarianceContent, 'rows' | 'postings'>): string[] {
  return [...rows, ...postings].map(({ id }) => id);
}

/** A match by hand takes whatever is put together, from whichever card. */
function used(action: Action): string[] {
  return action.do === 'same' ? [...action.sheet, ...action.ledger].map(({ id }) => id) : [];
}

function namesOf(subject: Subject, action: Action, ids: ReadonlySet<string>): string {
  const { sheet, ledger, near } = subject;
  const proposed = action.do === 'same' ? [...action.sheet, ...action.ledger] : [];
  const names = new Map([
    ...proposed.map(({ id, name }) => [id, name] as const),
    ...[...near.sheet, ...sheet].map((row) => [row.id, rowLine(row)] as const),
    ...[...near.ledger, ...ledger].map((posting) => [posting.id, postingLine(posting)] as const),
  ]);
  return [...ids].map((id) => names.get(id) ?? id).join('; ');
}

/** What is decided on is not offered to be matched by hand again. */
function offeringNot(subject: Subject, ids: ReadonlySet<string>): Subject {
  const { near } = subject;
  return {
    ...subject,
    near: {
      sheet: near.sheet.filter(({ id }) => !ids.has(id)),
      ledger: near.ledger.filter(({ id }) => !ids.has(id)),
    },
  };
}
