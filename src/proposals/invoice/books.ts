import { nearest } from '../../core/nearest.ts';
import type { Customer, Item, QuickBooks } from '../../quickbooks/types.ts';
import type { Project } from '../../settings/types.ts';
import type { Refusal } from '../draft.ts';

/** What of QuickBooks the project names, found. Anything unknown or ambiguous is refused: guessing would bill someone. */
export interface Named {
  customer: Customer;
  item: Item;
  expenseItem: Item;
  class: Tag | null;
  location: Tag | null;
}
type Tag = { id: string; name: string; active: boolean };

export async function findNamed(books: QuickBooks, project: Project): Promise<Named | Refusal> {
  const { customer, item, expenseItem, class: className, location } = project.quickbooks;
  const services = async () => (await books.activeServiceItems()).map(({ name }) => name);
  const found = await Promise.all([
    findCustomer(books, project, customer),
    item === null
      ? defaultItem(books, project)
      : findOne('item', project, item, (name) => books.findItems(name), services),
    expenseItem === null
      ? null
      : findOne('expense_item', project, expenseItem, (name) => books.findItems(name), services),
    className === null ? null : findOne('class', project, className, (name) => books.findClasses(name)),
    location === null ? null : findOne('location', project, location, (name) => books.findLocations(name)),
  ]);
  for (const one of found) if (one !== null && 'message' in one) return one;
  const [theCustomer, theItem, theExpenseItem, theClass, theLocation] = found as [
    Customer,
    Item,
    Item | null,
    Tag | null,
    Tag | null,
  ];
  return {
    customer: theCustomer,
    item: theItem,
    expenseItem: theExpenseItem ?? theItem,
    class: theClass,
    location: theLocation,
  };
}

async function findCustomer(
  books: QuickBooks,
  project: Project,
  wanted: string,
): Promise<Customer | Refusal> {
  const all = await books.findCustomers(wanted);
  const candidates = preferActive(all);
  const [only, ...others] = candidates;
  if (only && others.length === 0) return only;
  const fix = `Correct quickbooks.customer of ${project.code} in projects.yml.`;
  if (only) {
    const list = candidates
      .map(({ fullyQualifiedName, id }) => `“${fullyQualifiedName}” (Id ${id})`)
      .join(', ');
    return {
      message: `QuickBooks has ${candidates.length} customers called “${wanted}”: ${list}. Nothing was drafted. Name the one by its full name or Id: ${fix}`,
    };
  }
  const near = await books.suggestCustomers(wanted);
  const hint = near.length > 0 ? ` The nearest are ${near.map((name) => `“${name}”`).join(', ')}.` : '';
  return { message: `QuickBooks has no customer called “${wanted}”.${hint} Nothing was drafted. ${fix}` };
}

async function findOne<T extends { id: string; name: string; active: boolean }>(
  key: string,
  project: Project,
  wanted: string,
  find: (name: string) => Promise<T[]>,
  known?: () => Promise<string[]>,
): Promise<T | Refusal> {
  const candidates = preferActive(await find(wanted));
  const [only, ...others] = candidates;
  if (only && others.length === 0) return only;
  const fix = `Nothing was drafted. Correct quickbooks.${key} of ${project.code} in projects.yml`;
  if (!only) {
    const near = known ? nearest(wanted, await known()) : [];
    const hint = near.length > 0 ? ` The nearest are ${near.map((name) => `“${name}”`).join(', ')}.` : '';
    return { message: `QuickBooks has no ${key.replace('_', ' ')} called “${wanted}”.${hint} ${fix}.` };
  }
  const ids = candidates.map(({ name, id }) => `“${name}” (Id ${id})`).join(', ');
  return { message: `QuickBooks has several: ${ids}. ${fix}: give the Id.` };
}

/** Without a setting: QuickBooks' own default items, or the only active service there is. */
export async function defaultItem(books: QuickBooks, project: Project): Promise<Item | Refusal> {
  for (const name of ['Services', 'Hours']) {
    const [item, ...others] = preferActive(await books.findItems(name));
    if (item?.active && others.length === 0) return item;
  }
  const services = await books.activeServiceItems();
  const [only, ...others] = services;
  if (only && others.length === 0) return only;
  return {
    message: `${project.code} does not say which QuickBooks item its hours are billed as. Nothing was drafted. Set quickbooks.item in projects.yml, for example to ${
      services
        .slice(0, 5)
        .map(({ name }) => `“${name}”`)
        .join(', ') || 'a service item of yours'
    }.`,
  };
}

/** An inactive namesake does not make an active one ambiguous; where only inactive ones are left, a check says so. */
function preferActive<T extends { active: boolean }>(all: readonly T[]): T[] {
  const active = all.filter((one) => one.active);
  return active.length > 0 ? active : [...all];
}
