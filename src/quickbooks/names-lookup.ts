import { VendorFailure } from '../core/failure.ts';
import type { Currency } from '../core/money.ts';
import { nearest } from '../core/nearest.ts';
import type { Call } from './call.ts';
import { lookUp } from './lookup.ts';
import { toCustomer, type WireCustomer, wireCustomer } from './map-customer.ts';
import { type Tag, wireItem, wireTag } from './map-item.ts';
import { listed } from './query.ts';
import { readOne } from './read.ts';
import type { QuickBooks } from './types.ts';

export type NameReadings = Pick<
  QuickBooks,
  | 'findCustomers'
  | 'suggestCustomers'
  | 'findItems'
  | 'activeServiceItems'
  | 'findClasses'
  | 'findLocations'
  | 'getCustomer'
  | 'getItem'
  | 'getClass'
  | 'getLocation'
>;

const SUGGESTIONS_FROM_MS = 60_000;

/** What people name in projects.yml, found by name or id. */
export function nameReadings(
  call: Call,
  homeCurrency: () => Promise<Currency>,
  now: () => Date,
): NameReadings {
  let reading: { at: number; customers: WireCustomer[] } | null = null;
  const everyCustomer = async () => {
    const customers = await listed(call, 'Customer', wireCustomer);
    reading = { at: now().getTime(), customers };
    return customers;
  };
  const readings = {
    findCustomers: async (nameOrId: string) => {
      const found = await lookUp(
        call,
        {
          entity: 'Customer',
          schema: wireCustomer,
          nameField: 'DisplayName',
          id: (customer) => customer.Id,
          names: (customer) => [customer.DisplayName, customer.FullyQualifiedName ?? customer.DisplayName],
          everyone: everyCustomer,
        },
        nameOrId,
      );
      if (found.length === 0) return [];
      const home = await homeCurrency();
      return found.map((customer) => toCustomer(customer, home));
    },
    suggestCustomers: async (name: string) => {
      // A mistyped name has just been looked for in the whole list; it is not read twice for one answer.
      const recent = reading && now().getTime() - reading.at < SUGGESTIONS_FROM_MS ? reading.customers : null;
      const customers = (recent ?? (await everyCustomer())).filter((customer) => customer.Active);
      return nearestCustomers(name, customers);
    },
    findItems: (nameOrId: string) =>
      lookUp(
        call,
        {
          entity: 'Item',
          schema: wireItem,
          nameField: 'Name',
          id: (item) => item.id,
          names: (item) => [item.name, item.fullyQualifiedName],
          everyone: () => listed(call, 'Item', wireItem),
        },
        nameOrId,
      ),
    activeServiceItems: async () => {
      const items = await listed(call, 'Item', wireItem, "where Type = 'Service' and Active = true");
      return items.filter((item) => item.active && item.type === 'Service').slice(0, 100);
    },
    findClasses: (nameOrId: string) => findTags(call, 'Class', nameOrId),
    findLocations: (nameOrId: string) => findTags(call, 'Department', nameOrId),
  };
  return {
    ...readings,
    getCustomer: (id) =>
      byId(
        id,
        async () => {
          const wire = await readOne(call, 'getCustomer', 'Customer', wireCustomer, id);
          return wire ? toCustomer(wire, await homeCurrency()) : null;
        },
        readings.findCustomers,
      ),
    getItem: (id) => byId(id, () => readOne(call, 'getItem', 'Item', wireItem, id), readings.findItems),
    getClass: (id) => byId(id, () => readOne(call, 'getClass', 'Class', wireTag, id), readings.findClasses),
    getLocation: (id) =>
      byId(id, () => readOne(call, 'getDepartment', 'Department', wireTag, id), readings.findLocations),
  };
}

/** In one request; where QuickBooks does not show it so, it is looked for as any other. */
async function byId<T extends { id: string }>(
  id: string,
  read: () => Promise<T | null>,
  find: (id: string) => Promise<T[]>,
): Promise<T | null> {
  try {
    const found = await read();
    if (found) return found;
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.passing) throw error;
  }
  return (await find(id)).find((one) => one.id === id) ?? null;
}

async function findTags(call: Call, entity: 'Class' | 'Department', nameOrId: string) {
  const tags = await lookUp<Tag>(
    call,
    {
      entity,
      schema: wireTag,
      nameField: 'Name',
      id: (tag) => tag.id,
      names: (tag) => [tag.name, tag.shortName],
      everyone: () => listed(call, entity, wireTag),
    },
    nameOrId,
  );
  return tags.map(({ id, name, active }) => ({ id, name, active }));
}

/** Near by the full name first; then by the last part of it, which is what people remember of a sub-customer. */
function nearestCustomers(name: string, customers: readonly WireCustomer[]): string[] {
  const fullNames = new Map(
    customers.map((customer) => [customer, customer.FullyQualifiedName ?? customer.DisplayName]),
  );
  const byFullName = nearest(name, [...fullNames.values()], 5);
  const leaves = new Set(
    nearest(
      name,
      customers.map((customer) => customer.DisplayName),
      5,
    ),
  );
  const byLeaf = customers
    .filter((customer) => leaves.has(customer.DisplayName))
    .map((customer) => fullNames.get(customer) ?? customer.DisplayName);
  return [...new Set([...byFullName, ...byLeaf])].slice(0, 5);
}
