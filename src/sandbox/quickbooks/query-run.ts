import { type Entity, entityKind, entityName, type Fields, fieldsAt, isFields, listAt } from './entity.ts';
import { fault } from './fault-shapes.ts';
import { type Condition, type Literal, parseQuery, type Query } from './query-parse.ts';
import type { Store } from './store.ts';

// Fields that QuickBooks sends and yet refuses in a WHERE clause.
const NOT_QUERYABLE = new Set(
  'PrivateNote CustomerMemo DepartmentRef AccountRef Line LinkedTxn BillEmail CustomField TxnTaxDetail EmailStatus'.split(
    ' ',
  ),
);
const KNOWN = new Set(
  `Id SyncToken MetaData Active DocNumber TxnDate DueDate Balance TotalAmt CustomerRef VendorRef DisplayName
  CompanyName GivenName FamilyName PrimaryEmailAddr PrintOnCheckName FullyQualifiedName Name ParentRef Type
  UnitPrice Sku AccountType AccountSubType Classification CurrentBalance TxnStatus ExpirationDate SalesTermRef
  ClassRef CurrencyRef Taxable Job DueDays PaymentType EntityRef EmployeeRef BillableStatus Description
  AttachableRef FileName POStatus`.split(/\s+/),
);

/** The body of `QueryResponse`: empty where nothing fits, inactive list entries only where Active is asked about. */
export function runQuery(store: Store, text: string): Fields {
  const query = parseQuery(text);
  const name = entityName(query.entity);
  if (name === null) {
    throw fault('4000', `QueryParserError: Invalid content. Metadata not found for Entity: ${query.entity}`);
  }
  if (query.max > 1000) {
    throw fault('4001', `QueryValidationError: value ${query.max} is too large. Max allowed value is 1000.`);
  }
  const found = findAll(store, name, query);
  if (query.count) return { totalCount: found.length };
  const page = found.slice(query.start - 1, query.start - 1 + query.max);
  if (page.length === 0) return {};
  return { [name]: page, startPosition: query.start, maxResults: page.length };
}

const answered = new WeakMap<Store, Map<string, { revision: number; found: Entity[] }>>();
/** Of a list that is being paged through; more are asked for in between only by other callers. */
const REMEMBERED = 20;

/** Everything that fits, in its order. The pages of one question are cut from one finding, until a record changes. */
function findAll(store: Store, name: string, query: Query): Entity[] {
  const key = JSON.stringify([name, query.where, query.order]);
  const revision = store.revision(name);
  const known = answered.get(store) ?? new Map<string, { revision: number; found: Entity[] }>();
  answered.set(store, known);
  const before = known.get(key);
  if (before?.revision === revision) return before.found;
  const records = store.list(name);
  for (const field of [...query.where, ...query.order]) checkField(name, field.field, records);
  const fitting = records.filter((entity) => visible(name, entity, query) && fits(entity, query.where));
  const found = query.order.length === 0 ? fitting : sorted(fitting, query);
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, { revision, found });
  return found;
}

function checkField(name: string, field: string, records: Entity[]): void {
  const [top = ''] = field.split('.');
  if (name !== 'Account' && NOT_QUERYABLE.has(top)) {
    throw fault('4001', `QueryValidationError: property '${field}' is not queryable`);
  }
  if (KNOWN.has(top) || records.some((entity) => top in entity)) return;
  throw fault('4001', `QueryValidationError: Property ${field} not found for Entity ${name}`);
}

function visible(name: string, entity: Entity, { where }: Query): boolean {
  return (
    entityKind(name) !== 'list' || entity.Active !== false || where.some(({ field }) => field === 'Active')
  );
}

/** What an attachment hangs on: both conditions are about one and the same of them. */
function fits(entity: Entity, conditions: Condition[]): boolean {
  const [linked, own] = [true, false].map((is) =>
    conditions.filter(({ field }) => field.startsWith('AttachableRef.') === is),
  );
  if (!linked || linked.length === 0) return holds(entity, conditions);
  const refs = listAt(entity, 'AttachableRef');
  return holds(entity, own ?? []) && refs.some((ref) => holds(attached(ref), linked));
}

function attached(ref: Fields): Fields {
  const { type, value } = fieldsAt(ref, 'EntityRef') ?? {};
  return { AttachableRef: { EntityRef: { Type: String(type).toLowerCase(), value } } };
}

function holds(entity: Fields, conditions: Condition[]): boolean {
  return conditions.every(({ field, operator, values }) => {
    const actual = valueAt(entity, field);
    const [first = ''] = field.endsWith('EntityRef.Type')
      ? values.map((value) => String(value).toLowerCase())
      : values;
    if (operator === 'IN') return values.some((value) => compare(actual, value) === 0);
    if (operator === 'LIKE') return typeof actual === 'string' && like(String(first)).test(actual);
    const order = compare(actual, first);
    if (order === null) return false;
    if (operator === '=') return order === 0;
    if (operator === '<') return order < 0;
    if (operator === '>') return order > 0;
    return operator === '<=' ? order <= 0 : order >= 0;
  });
}

/** A reference stands for its id, so that CustomerRef = '12' works. */
function valueAt(entity: Fields, field: string): unknown {
  let value: unknown = entity;
  for (const key of field.split('.')) value = isFields(value) ? value[key] : undefined;
  if (isFields(value)) return value.value ?? value.Address;
  return value;
}

/** Text case counts; instants compare as instants, numbers as numbers. null: not comparable, so never true. */
function compare(actual: unknown, wanted: Literal): number | null {
  if (actual === undefined || actual === null) return null;
  if (typeof actual === 'boolean') return String(actual) === String(wanted).toLowerCase() ? 0 : 1;
  if (typeof actual === 'number') return sign(actual - Number(wanted));
  const left = String(actual);
  const right = String(wanted);
  if (/^\d{4}-\d\d-\d\dT/.test(left)) return sign(Date.parse(left) - Date.parse(right));
  if (/^\d+$/.test(left) && /^\d+$/.test(right)) return sign(Number(left) - Number(right));
  return left === right ? 0 : left < right ? -1 : 1;
}

function sign(difference: number): number | null {
  return Number.isNaN(difference) ? null : Math.sign(difference);
}

function like(pattern: string): RegExp {
  const parts = pattern.split('%').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[\\s\\S]*')}$`);
}

function sorted(entities: Entity[], { order }: Query): Entity[] {
  return [...entities].sort((a, b) => {
    for (const { field, descending } of order) {
      const value = valueAt(b, field);
      const literal = typeof value === 'number' || typeof value === 'boolean' ? value : String(value ?? '');
      const result = compare(valueAt(a, field) ?? '', literal) ?? 0;
      if (result !== 0) return descending ? -result : result;
    }
    return 0;
  });
}
