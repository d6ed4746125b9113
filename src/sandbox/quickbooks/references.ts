import { type Books, isUnitedStates } from './books.ts';
import { type Entity, type Fields, isFields, textAt } from './entity.ts';
import { invalidReference } from './fault-shapes.ts';

const TARGETS: Readonly<Record<string, string>> = {
  CustomerRef: 'Customer',
  ProjectRef: 'Customer',
  ItemRef: 'Item',
  GroupItemRef: 'Item',
  ClassRef: 'Class',
  DepartmentRef: 'Department',
  SalesTermRef: 'Term',
  VendorRef: 'Vendor',
  EmployeeRef: 'Employee',
  AccountRef: 'Account',
  APAccountRef: 'Account',
  IncomeAccountRef: 'Account',
  ExpenseAccountRef: 'Account',
  AssetAccountRef: 'Account',
  DepositToAccountRef: 'Account',
  DiscountAccountRef: 'Account',
  TaxCodeRef: 'TaxCode',
  DefaultTaxCodeRef: 'TaxCode',
  SalesTaxCodeRef: 'TaxCode',
};
// Every company has these, whatever its list of tax codes says.
const US_CODES = new Set(['TAX', 'NON']);

export function displayName(name: string, entity: Entity): string {
  const short = textAt(entity, 'DisplayName') ?? textAt(entity, 'Name') ?? '';
  return name === 'Item' ? short : (textAt(entity, 'FullyQualifiedName') ?? short);
}

const PARTIES = ['Customer', 'Vendor', 'Employee'];

/** A journal line says beside the reference whose it is, a purchase within it; an attachment's are transactions. */
function partyOf(ref: unknown, around: Fields): string | undefined {
  const type = textAt(around, 'Type') ?? textAt(ref, 'type') ?? 'Vendor';
  return PARTIES.find((party) => party.toLowerCase() === type.toLowerCase());
}

/**
 * A copy in which every reference, at any depth, carries the name of what it points to.
 * `strict`: one that is unknown or inactive is fault 2500; otherwise it is left as it stands.
 */
export function resolveReferences(books: Books, owner: string, fields: Fields, strict: boolean): Fields {
  return walk(fields) as Fields;

  function walk(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(walk);
    if (!isFields(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, follow(key, inner, value)]));
  }

  function follow(key: string, value: unknown, around: Fields): unknown {
    const target = key === 'ParentRef' ? owner : key === 'EntityRef' ? partyOf(value, around) : TARGETS[key];
    const id = textAt(value, 'value');
    if (!target || !isFields(value)) return walk(value);
    if (target === 'TaxCode' && US_CODES.has(id ?? '') && isUnitedStates(books)) return value;
    const entity = id === null ? null : books.store.find(target, id);
    if (strict && (!entity || entity.Active === false)) throw invalidReference(key);
    return entity ? { ...value, value: entity.Id, name: displayName(target, entity) } : value;
  }
}
