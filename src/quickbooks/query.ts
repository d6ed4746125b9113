import type { z } from 'zod';
import { VendorFailure } from '../core/failure.ts';
import type { Call } from './call.ts';
import { queryResponse } from './map-wire.ts';
import type { Sdk } from './sdk.ts';

const PAGE = 1000; // QuickBooks' largest
const MOST_PAGES = 100;

/** Entities that are listed, each with the SDK's method for it and the name a person knows it by. */
const ENTITIES = {
  Customer: { find: 'findCustomers', plural: 'customers' },
  Item: { find: 'findItems', plural: 'items' },
  Class: { find: 'findClasses', plural: 'classes' },
  Department: { find: 'findDepartments', plural: 'locations' },
  TaxCode: { find: 'findTaxCodes', plural: 'tax codes' },
  Invoice: { find: 'findInvoices', plural: 'invoices' },
  Estimate: { find: 'findEstimates', plural: 'estimates' },
  Vendor: { find: 'findVendors', plural: 'vendors' },
  Bill: { find: 'findBills', plural: 'bills' },
  JournalEntry: { find: 'findJournalEntries', plural: 'journal entries' },
  CompanyInfo: { find: 'findCompanyInfos', plural: 'company' },
} as const satisfies Record<string, { find: keyof Sdk; plural: string }>;
export type Entity = keyof typeof ENTITIES;

/**
 * Whether a text can stand in a query: QuickBooks documents no escape for a backslash, and the SDK escapes none, so
 * that one could end the literal early.
 */
export function canBeQuoted(text: string): boolean {
  return !/[\\\p{Cc}]/u.test(text);
}

/** A text as a literal of QuickBooks' query language. Throws VendorFailure ('ours') where it cannot be one. */
export function quote(text: string): string {
  if (!canBeQuoted(text)) {
    throw new VendorFailure({
      service: 'QuickBooks',
      kind: 'ours',
      message: `“${text}” cannot be looked up in QuickBooks: it holds a backslash or a control character.`,
    });
  }
  return `'${text.replaceAll("'", "\\'")}'`;
}

/**
 * Every entity that fits the first of `conditions` QuickBooks understands, over all pages. The later ones are plainer:
 * not every field can be asked for in every company. What comes back may be more than was asked for; callers filter.
 */
export async function queryAll<T extends { Id: string } | { id: string }>(
  call: Call,
  entity: Entity,
  schema: z.ZodType<T>,
  conditions: readonly string[],
): Promise<T[]> {
  const [condition = '', ...plainer] = conditions;
  try {
    return await allPages(call, entity, schema, condition);
  } catch (error) {
    if (plainer.length > 0 && isQueryRefused(error)) return queryAll(call, entity, schema, plainer);
    throw error;
  }
}

/**
 * Every record that fits `condition`, or more. An empty answer is not believed lightly: the plain list is asked for
 * then, in case the condition was one the server does not know.
 */
export async function listed<T extends { Id: string } | { id: string }>(
  call: Call,
  entity: Entity,
  schema: z.ZodType<T>,
  condition = 'where Active IN (true,false)',
): Promise<T[]> {
  const found = await queryAll(call, entity, schema, [condition, '']);
  return found.length > 0 ? found : queryAll(call, entity, schema, ['']);
}

/** Whether QuickBooks read the query and did not take it (400, or a Fault in a 200), so that a plainer one may do. */
export function isQueryRefused(error: unknown): boolean {
  if (!(error instanceof VendorFailure) || error.passing) return false;
  return error.status === 400 || (error.status === 200 && error.code !== null);
}

async function allPages<T extends { Id: string } | { id: string }>(
  call: Call,
  entity: Entity,
  schema: z.ZodType<T>,
  condition: string,
): Promise<T[]> {
  const { find, plural } = ENTITIES[entity];
  const found = new Map<string, T>();
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const criteria = `${condition} STARTPOSITION ${page * PAGE + 1} MAXRESULTS ${PAGE}`.trim();
    const rows = await call({
      name: find,
      action: `list ${plural}`,
      write: false,
      ask: (sdk, done) => sdk[find](criteria, done),
      body: queryResponse(entity, schema),
    });
    const before = found.size;
    for (const row of rows) found.set('Id' in row ? row.Id : row.id, row);
    // A page without anything new: a server that does not page.
    if (rows.length < PAGE || found.size === before) return [...found.values()];
  }
  throw new VendorFailure({
    service: 'QuickBooks',
    kind: 'ours',
    message: `QuickBooks has more than ${MOST_PAGES * PAGE} ${plural}, which is more than Countersign reads.`,
  });
}
