import type { Currency } from '../../core/money.ts';
import type { Call } from '../call.ts';
import type { Ledger } from '../ledger-types.ts';
import type { Limit } from '../limits.ts';
import { ledgerActions } from './actions.ts';
import { createBatch, createUnreadBatch } from './batch.ts';
import { changeReading } from './changed.ts';
import { ledgerChoices } from './choices.ts';
import { gatherReadings } from './gather.ts';
import { linksAt } from './links.ts';
import { createNames, readNow } from './names.ts';

/** What reconciliation asks of QuickBooks, over one client's calls. */
export function createLedger(
  call: Call,
  homeCurrency: () => Promise<Currency>,
  now: () => Date,
  /** Of QuickBooks' own pages: "app.qbo.intuit.com". */
  host: string,
  limit: Limit,
): Ledger {
  const batch = createBatch(call, now, limit);
  const names = createNames(now);
  const transactionUrl = linksAt(host);
  const gathering = { batch, names: names.use, homeCurrency, url: transactionUrl };
  const readings = gatherReadings(gathering);
  const readNames = () => readNow(names.use(), batch);
  return {
    ...readings,
    ...changeReading(call, gathering, readings, now),
    ...ledgerActions({
      call,
      batch,
      homeCurrency,
      knownNames: names.known,
      readNames,
      url: transactionUrl,
    }),
    ...ledgerChoices({ call, readNames, homeCurrency, now }),
    transactionUrl,
    unreadBatch: createUnreadBatch(call, limit),
    ledgerFrame: async () => ({ homeCurrency: await homeCurrency(), host }),
  };
}
