import type { Currency } from '../core/money.ts';
import type { Call } from './call.ts';
import { toInvoice, wireInvoice } from './map-invoice.ts';
import { toWireInvoice } from './map-new-invoice.ts';
import { envelope } from './map-wire.ts';
import { pathId } from './read.ts';
import type { QuickBooks } from './types.ts';

export type Postings = Pick<QuickBooks, 'createInvoice' | 'sendInvoice' | 'voidInvoice'>;

/**
 * What changes QuickBooks. The currency is known before anything is sent, so that no question that may fail stands
 * between a posting and its answer.
 */
export function postings(call: Call, homeCurrency: () => Promise<Currency>): Postings {
  const body = envelope('Invoice', wireInvoice);
  return {
    createInvoice: async (invoice, requestId) => {
      const currency = invoice.currency ?? (await homeCurrency());
      const build = () => toWireInvoice(invoice, currency, requestId);
      build(); // refuses here, before anything is sent
      const posted = await call({
        name: 'createInvoice',
        action: 'create the invoice',
        write: true,
        ask: (sdk, done) => sdk.createInvoice(build(), done),
        body,
      });
      return toInvoice(posted, currency);
    },
    sendInvoice: async (id, to) => {
      const home = await homeCurrency();
      const known = pathId(id);
      const sent = await call({
        name: 'sendInvoicePdf',
        action: `mail invoice ${known}`,
        write: true,
        // The SDK says "form", and pastes the address into the query as it is: "a+b@x" would go to "a b@x".
        contentType: 'application/octet-stream',
        ask: (sdk, done) => sdk.sendInvoicePdf(known, to === null ? null : encodeURIComponent(to), done),
        body,
      });
      return toInvoice(sent, home);
    },
    voidInvoice: async (id, syncToken, requestId) => {
      const home = await homeCurrency();
      const known = pathId(id);
      const voided = await call({
        name: 'voidInvoice',
        action: `void invoice ${known}`,
        write: true,
        // Given an object, the SDK keeps this SyncToken; given an id alone, it would read and take the newest.
        ask: (sdk, done) => sdk.voidInvoice({ Id: known, SyncToken: syncToken, requestId }, done),
        body,
      });
      return toInvoice(voided, home);
    },
  };
}
