import { type Books, currencyOf, homeCurrency } from './books.ts';
import { type Entity, type Fields, refId, textAt } from './entity.ts';
import { fault, missing } from './fault-shapes.ts';
import { displayName, resolveReferences } from './references.ts';
import type { WriteOptions } from './sales-form.ts';

const PEOPLE = ['Customer', 'Vendor', 'Employee'];
const WITH_FULL_NAME = new Set(['Customer', 'Item', 'Class', 'Department', 'Account']);

/** A customer, item, class, … with its full name; 2020 without a name, 6240 for one that is taken. */
export function prepareListEntity(
  books: Books,
  name: string,
  given: Fields,
  { old, strict }: WriteOptions,
): Fields {
  const form = resolveReferences(books, name, given, strict);
  const key = PEOPLE.includes(name) ? 'DisplayName' : 'Name';
  const own = textAt(form, key) ?? personName(form, key);
  if (own === null) throw missing(key);
  if (strict) checkName(own, key);
  const parentId = refId(form, 'ParentRef');
  const parent = parentId === null ? null : books.store.find(name, parentId);
  const fullName = parent ? `${displayFullName(name, parent)}:${own}` : own;
  if (strict) refuseTwin(books, name, own, fullName, old);
  return {
    Active: true,
    ...form,
    [key]: own,
    ...(WITH_FULL_NAME.has(name) ? { FullyQualifiedName: fullName } : {}),
    ...(parent ? { Level: fullName.split(':').length - 1 } : {}),
    ...(PEOPLE.includes(name) && name !== 'Employee'
      ? {
          CurrencyRef: {
            value: parent ? currencyOf(books, { ...parent, ...form }) : currencyOf(books, form),
          },
        }
      : {}),
    ...(name === 'Customer'
      ? { Balance: form.Balance ?? 0, BalanceWithJobs: form.BalanceWithJobs ?? 0 }
      : {}),
    ...(name === 'Account' ? { CurrencyRef: { value: homeCurrency(books) } } : {}),
  };
}

function personName(form: Fields, key: string): string | null {
  if (key !== 'DisplayName') return null;
  const parts = ['Title', 'GivenName', 'MiddleName', 'FamilyName', 'Suffix'].map((part) =>
    textAt(form, part),
  );
  const joined = parts.filter((part) => part !== null).join(' ');
  return joined === '' ? null : joined;
}

function checkName(own: string, key: string): void {
  if (own.length > 500) throw fault('2050', `Invalid String Length : Max 500 characters in ${key}`, key);
  if (/[:\t\n]/.test(own)) {
    throw fault(
      '2040',
      `Invalid String : ${key} contains characters that cannot be used (colon, tab, newline)`,
      key,
    );
  }
}

function displayFullName(name: string, entity: Entity): string {
  return textAt(entity, 'FullyQualifiedName') ?? displayName(name, entity);
}

/** People share one space of names; the other lists are unique by full name. */
function refuseTwin(books: Books, name: string, own: string, fullName: string, old: Entity | null): void {
  const same = (a: string | null, b: string): boolean => a?.toLowerCase() === b.toLowerCase();
  const people = PEOPLE.includes(name);
  const twin = (people ? PEOPLE : [name])
    .flatMap((list) => books.store.list(list))
    .find((other) =>
      other.Id === old?.Id
        ? false
        : people
          ? same(textAt(other, 'DisplayName'), own)
          : same(textAt(other, 'FullyQualifiedName') ?? textAt(other, 'Name'), fullName),
    );
  if (!twin) return;
  const what = people ? 'customer, vendor or employee' : name.toLowerCase();
  throw fault(
    '6240',
    `The name supplied already exists. : Another ${what} is already using this name. Please use a different name. Id=${twin.Id}`,
  );
}
