import type { z } from 'zod';
import { VendorFailure } from '../../core/failure.ts';
import type { LedgerType } from '../ledger-line-types.ts';

/** For people: "vendor credit 12". */
export function spoken(type: LedgerType | 'TimeActivity', id: string): string {
  return `${type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()} ${id}`;
}

/** A record in its documented shape. Throws VendorFailure ('ours') that names the record and the place in it. */
export function readRecord<T>(schema: z.ZodType<T>, record: unknown, what: string): T {
  return readable(what, () => {
    const parsed = schema.safeParse(record);
    if (parsed.success) return parsed.data;
    throw unreadable(what, `${parsed.error.issues[0]?.path.join('.') || 'it'} is not as documented`);
  });
}

/** An amount beyond what core/money holds is said, never rounded. */
export function readable<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw unreadable(what, error.message);
    throw error;
  }
}

function unreadable(what: string, why: string): VendorFailure {
  return new VendorFailure({
    service: 'QuickBooks',
    kind: 'ours',
    message: `QuickBooks' ${what} could not be read: ${why}. Nothing was counted without it; look at it in QuickBooks.`,
  });
}
