import type { Finding } from '../../core/finding.ts';
import { sumMinor } from '../../core/money.ts';
import type { KindContext } from '../context.ts';
import type { Author, Change, Drafted } from '../draft.ts';
import { actionLines } from './action-words.ts';
import { type Action, contentOf } from './content.ts';
import type { Subject } from './subject.ts';

/** Above this, in the company's currency's minor units, a journal entry takes two people, whatever the rules say. */
const TWO_PEOPLE_OVER_MINOR = 10_000_00;

/** One version: what is proposed for this variance, and what the policy is asked about it. Pure. */
export function draftVariance(
  subject: Subject,
  action: Action,
  how: { author: Author; changes: Change[]; findings?: Finding[] },
  { project, projects }: Pick<KindContext, 'project' | 'projects'>,
): Drafted {
  const { currency } = projects.company;
  const { amountMinor, currency: own } = atStake(subject, action);
  const amount = { amountMinor: own === currency ? amountMinor : Number.MAX_SAFE_INTEGER, currency };
  const journal = action.do === 'journal';
  return {
    content: contentOf(subject, action),
    basis: { subject },
    findings: how.findings ?? [],
    author: how.author,
    changes: how.changes,
    amount,
    customerNames: [project.quickbooks.customer],
    knownCustomer: true,
    claims: [],
    ...(journal ? { ruleKind: 'journal' as const } : {}),
    ...(journal && amount.amountMinor > TWO_PEOPLE_OVER_MINOR
      ? { atLeast: { people: 2, why: 'a journal entry over $10,000.00 always takes two people' } }
      : {}),
  };
}

/** What a rule's `over` and `up_to` are about: what is posted, else the difference, else the amount in question. */
function atStake(subject: Subject, action: Action): { amountMinor: number; currency: string } {
  if (action.do === 'bill' || action.do === 'journal') return action;
  if (action.do === 'add') return { ...action, amountMinor: Math.abs(action.amountMinor) };
  const { differenceMinor, currency, ledger, sheet } = subject;
  if (differenceMinor !== null && differenceMinor !== 0)
    return { amountMinor: Math.abs(differenceMinor), currency };
  const rows = ledger.length > 0 ? ledger : sheet;
  const amountMinor = Math.abs(sumMinor(rows.map((row) => row.amountMinor)));
  return { amountMinor, currency: rows[0]?.currency ?? currency };
}

/** From one proposal to another, as the card tells it. */
export function chosenInstead(before: Action, after: Action): Change[] {
  const [old, now] = [before, after].map((action) => actionLines(action).join('; '));
  return old === now ? [] : [{ field: 'Proposed', old: old ?? '', new: now ?? '' }];
}
