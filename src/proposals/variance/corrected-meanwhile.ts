import { Temporal } from 'temporal-polyfill';
import type { Finding } from '../../core/finding.ts';
import type { KindContext } from '../context.ts';
import { listed, money } from '../say.ts';
import type { Doing } from './content.ts';
import { ledgerType } from './sides-now.ts';
import type { Subject } from './subject.ts';
import { postingName } from './words.ts';

/** Entries of a correction lie near what they correct, or near the day they are made. */
const AROUND_DAYS = 31;
const moved = (date: string, days: number) => Temporal.PlainDate.from(date).add({ days }).toString();

/**
 * What makes a journal entry wrong that was right when it was proposed: the posting that this one repeats is gone, or
 * somebody entered the same correction by hand. Throws VendorFailure.
 */
export async function meanwhileCorrected(
  action: Doing<'journal'>,
  subject: Subject,
  context: Pick<KindContext, 'quickbooks'>,
): Promise<Finding[]> {
  const [twins, entries] = await Promise.all([
    twinsGone(subject, context),
    enteredSince(action, subject, context),
  ]);
  return [...twins, ...entries];
}

/** Of what was entered twice: somebody may have deleted the other one, and then this is the only one. */
async function twinsGone(
  { twins = [], ledger: [posting] }: Subject,
  { quickbooks }: Pick<KindContext, 'quickbooks'>,
): Promise<Finding[]> {
  const read = await Promise.all(
    twins.map(async (id) => {
      const [kind = '', txnId = '', lineId = ''] = id.split(':');
      const type = ledgerType(kind);
      const now = type && (await quickbooks.getTransaction(type, txnId));
      const line = now?.lines.find((one) => one.lineId === lineId);
      const stands = line !== undefined && line.amountMinor === posting?.amountMinor;
      return stands ? [] : [postingName({ type: kind, number: now?.number ?? '', txnId })];
    }),
  );
  const gone = read.flat();
  if (gone.length === 0 || gone.length < twins.length) return [];
  return [
    {
      code: 'twin-gone',
      severity: 'block',
      message: `${listed(gone)}, which this repeats, is deleted or changed in QuickBooks: taking this one back as well would leave nothing of the cost.`,
      remedy: 'Run /reconcile again: it looks at what is left.',
    },
  ];
}

async function enteredSince(
  action: Doing<'journal'>,
  subject: Subject,
  { quickbooks }: Pick<KindContext, 'quickbooks'>,
): Promise<Finding[]> {
  const since = subject.seenAt ?? subject.foundAt;
  const [posting] = subject.ledger;
  if (since === undefined || !posting) return [];
  const days = [posting.date, action.date].sort();
  const { full, lines } = await quickbooks.changedLedger(new Date(since), {
    customerIds: [action.customer.id],
    from: moved(days[0] ?? action.date, -AROUND_DAYS),
    to: moved(days[1] ?? action.date, AROUND_DAYS),
    marginDays: 0,
  });
  if (full) return []; // nobody says what of it is new
  const effect = action.costSide === 'Credit' ? 0 - action.amountMinor : action.amountMinor;
  const found = lines.id.flatMap((id, line) => {
    const isIt =
      lines.amountMinor[line] === effect &&
      lines.currency[line] === action.currency &&
      ['', posting.vendorId].includes(lines.vendorId[line] ?? '') &&
      !subject.ledger.some((one) => one.id === id) &&
      !/\bCountersign apr_/.test(lines.memo[line] ?? ''); // decisions know of each other
    if (!isIt) return [];
    const [type, number, txnId] = [lines.type[line], lines.number[line], lines.txnId[line]];
    const name = postingName({ type: type ?? '', number: number ?? '', txnId: txnId ?? '' });
    return [`${name} · ${lines.date[line]}: ${money(effect, action.currency)}`];
  });
  if (found.length === 0) return [];
  return [
    {
      code: 'corrected-meanwhile',
      severity: 'block',
      message: `QuickBooks has ${listed(found)}, entered or changed since this was found: if that is this correction, a journal entry would make it twice.`,
      remedy:
        'If it is, run /reconcile again. If it is about something else, press Reject and run /reconcile again: its new card can be approved.',
    },
  ];
}
