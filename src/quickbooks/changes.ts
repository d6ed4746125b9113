import { z } from 'zod';
import { VendorFailure } from '../core/failure.ts';
import type { Currency } from '../core/money.ts';
import type { Call } from './call.ts';
import { toInvoice, type WireInvoice, wireInvoice } from './map-invoice.ts';
import { wireId } from './map-wire.ts';
import { queryAll, quote } from './query.ts';
import type { QuickBooks } from './types.ts';

export type ChangeReadings = Pick<QuickBooks, 'changedInvoices'>;

/** QuickBooks answers with this many at most, and does not say that there are more. */
const MOST = 1_000;

const deletedInvoice = z.object({ status: z.literal('Deleted'), Id: wireId });
type DeletedInvoice = z.infer<typeof deletedInvoice>;
type Entry = DeletedInvoice | WireInvoice;

const cdcBody = z
  .object({
    CDCResponse: z.array(
      z.object({
        QueryResponse: z
          .array(z.object({ Invoice: z.array(z.union([deletedInvoice, wireInvoice])).nullish() }))
          .nullish(),
      }),
    ),
  })
  .transform(({ CDCResponse }): Entry[] =>
    CDCResponse.flatMap(({ QueryResponse }) => (QueryResponse ?? []).flatMap(({ Invoice }) => Invoice ?? [])),
  );

/** Change data capture in one request; where it has too much to say, or is not there, the plain query. */
export function changeReadings(call: Call, homeCurrency: () => Promise<Currency>): ChangeReadings {
  const captured = (since: string) =>
    call({
      name: 'changeDataCapture',
      action: 'list what changed',
      write: false,
      // In UTC: the SDK pastes it into the address as it is, and a "+" would become a space there.
      ask: (sdk, done) => sdk.changeDataCapture('Invoice', since, done),
      body: cdcBody,
    });
  const queried = (since: string) =>
    queryAll(call, 'Invoice', wireInvoice, [`where MetaData.LastUpdatedTime >= ${quote(since)}`]);
  return {
    changedInvoices: async (instant) => {
      const since = `${instant.toISOString().slice(0, 19)}Z`;
      const home = await homeCurrency();
      const entries = await captured(since).catch((error: unknown) => {
        if (error instanceof VendorFailure && !error.passing) return null;
        throw error;
      });
      const complete = entries !== null && entries.length < MOST;
      const deleted = (entries ?? []).filter(isDeleted).map(({ Id }) => Id);
      const changed = complete ? entries.filter(isThere) : await queried(since);
      return { changed: changed.map((wire) => toInvoice(wire, home)), deleted, complete };
    },
  };
}

function isThere(entry: Entry): entry is WireInvoice {
  return !('status' in entry);
}

function isDeleted(entry: Entry): entry is DeletedInvoice {
  return 'status' in entry;
}
