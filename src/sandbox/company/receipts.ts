import type { QuickBooksSeed } from '../quickbooks/seed.ts';
import type { SeedBill } from './costs.ts';
import type { DesignedBooks } from './designed-books.ts';

const FIRST_RECEIPT = 20_001;

/** A scan with every bill and purchase, but for those that are designed to lack it. */
export function receiptsOf(
  bills: readonly SeedBill[],
  designed: DesignedBooks,
): NonNullable<QuickBooksSeed['Attachable']> {
  const owners = [
    ...bills.map(({ Id }) => ({ type: 'Bill', id: Id })),
    ...designed.places.flat().filter(({ receipt }) => receipt),
  ];
  return owners.map(({ type, id }, index) => ({
    Id: String(FIRST_RECEIPT + index),
    FileName: `${type.toLowerCase()}-${id}.pdf`,
    ContentType: 'application/pdf',
    AttachableRef: [{ EntityRef: { type, value: id }, IncludeOnSend: false }],
  }));
}
