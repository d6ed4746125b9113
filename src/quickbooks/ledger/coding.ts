import { z } from 'zod';
import type { LedgerLine, Recoding } from '../ledger-transaction-types.ts';
import { unfit } from './words.ts';

type Fields = Record<string, unknown>;

const isObject = z.record(z.string(), z.unknown());

/** Whether the line is coded as asked already. */
export function isCodedSo(line: LedgerLine, { accountId, classId, customerId }: Recoding): boolean {
  if (accountId !== undefined && line.accountId !== accountId) return false;
  if (classId !== undefined && line.classId !== (classId ?? '')) return false;
  return customerId === undefined || line.customerId === customerId;
}

/**
 * The lines as QuickBooks gave them, with this one coded anew: nothing else in them differs, not even what Countersign
 * does not know. Throws VendorFailure ('ours') where the line cannot be coded so.
 */
export function recoded(lines: unknown, recoding: Recoding): unknown[] {
  if (!Array.isArray(lines)) return [];
  return lines.map((line: unknown): unknown => {
    const fields = isObject.safeParse(line).data;
    if (!fields) return line;
    if (String(fields.Id) === recoding.lineId) return recodedLine(fields, recoding);
    const group = isObject.safeParse(fields.GroupLineDetail).data;
    if (!group) return line;
    return { ...fields, GroupLineDetail: { ...group, Line: recoded(group.Line, recoding) } };
  });
}

const DETAILS = ['AccountBasedExpenseLineDetail', 'ItemBasedExpenseLineDetail', 'JournalEntryLineDetail'];

function recodedLine(line: Fields, recoding: Recoding): Fields {
  const key = DETAILS.find((name) => isObject.safeParse(line[name]).success);
  const detail = isObject.safeParse(line[key ?? '']).data;
  if (key === undefined || !detail)
    throw unfit('This line carries no account, class or customer that could be changed.');
  const { accountId, classId, customerId } = recoding;
  if (accountId !== undefined && key === 'ItemBasedExpenseLineDetail') {
    throw unfit(
      'This line is for an item, and its account follows from the item. Change the item’s account in QuickBooks, or put the line on an account there.',
    );
  }
  const { ClassRef, ...rest } = detail;
  return {
    ...line,
    [key]: {
      ...rest,
      ...(classId === undefined ? (ClassRef === undefined ? {} : { ClassRef }) : ref('ClassRef', classId)),
      ...(accountId === undefined ? {} : ref('AccountRef', accountId)),
      ...(customerId === undefined ? {} : customer(key, detail, customerId)),
    },
  };
}

function ref(name: string, id: string | null): Fields {
  return id === null ? {} : { [name]: { value: id } };
}

function customer(key: string, detail: Fields, customerId: string): Fields {
  if (key !== 'JournalEntryLineDetail') return { CustomerRef: { value: customerId } };
  const entity = isObject.safeParse(detail.Entity).data;
  if (entity && String(entity.Type).toLowerCase() !== 'customer') {
    throw unfit(
      'This side of the journal entry names a vendor or an employee, who would be lost for a customer. Change it in QuickBooks.',
    );
  }
  return { Entity: { Type: 'Customer', EntityRef: { value: customerId } } };
}
