import type { z } from 'zod';
import { VendorFailure } from '../core/failure.ts';
import type { Call } from './call.ts';
import { envelope } from './map-wire.ts';
import type { Sdk } from './sdk.ts';

type Get =
  | 'getInvoice'
  | 'getCustomer'
  | 'getItem'
  | 'getClass'
  | 'getDepartment'
  | 'getTerm'
  | 'getTaxCode'
  | 'getCompanyInfo'
  | 'getBill'
  | 'getPurchase'
  | 'getVendorCredit'
  | 'getJournalEntry';

/** One entity by its id; null where QuickBooks has none such. */
export async function readOne<T>(
  call: Call,
  get: Get & keyof Sdk,
  entity: string,
  schema: z.ZodType<T>,
  id: string,
): Promise<T | null> {
  const known = pathId(id);
  try {
    return await call({
      name: get,
      action: `read ${entity} ${known}`,
      write: false,
      ask: (sdk, done) => sdk[get](known, done),
      body: envelope(entity, schema),
    });
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** 610 is "object not found", which QuickBooks answers with a 400. */
function isMissing(error: unknown): boolean {
  if (!(error instanceof VendorFailure) || error.kind !== 'refused') return false;
  return error.code === '610' || error.status === 404;
}

/** An id as part of an address. The SDK does not encode it, so nothing that would need encoding may stand in it. */
export function pathId(id: string): string {
  if (/^[\w-]{1,50}$/.test(id)) return id;
  throw new VendorFailure({
    service: 'QuickBooks',
    kind: 'ours',
    message: `“${id.slice(0, 50)}” is not a QuickBooks id.`,
  });
}
