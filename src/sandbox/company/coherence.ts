import { seedSchema } from '../quickbooks/seed.ts';
import type { DemoCompany } from './company.ts';
import { cents, centsOf, linesTotal } from './ledger.ts';
import { wrongBillings, wrongCells, wrongCosts, wrongPostings } from './sheet-coherence.ts';

/** Every way in which the company does not hang together, each a sentence. Empty: it does. */
export function incoherences(company: DemoCompany): string[] {
  return [
    ...danglingReferences(company),
    ...wrongTotals(company),
    ...wrongPayments(company),
    ...twins(company),
    ...company.smartsheet.sheets.flatMap(wrongCells),
    ...wrongBillings(company),
    ...wrongCosts(company),
    ...wrongPostings(company),
    ...strangers(company),
  ];
}

const TARGETS: Readonly<Record<string, keyof DemoCompany['quickbooks']>> = {
  CustomerRef: 'Customer',
  ItemRef: 'Item',
  ClassRef: 'Class',
  DepartmentRef: 'Department',
  SalesTermRef: 'Term',
  DefaultTerms: 'Term',
  VendorRef: 'Vendor',
  EmployeeRef: 'Employee',
  AccountRef: 'Account',
  IncomeAccountRef: 'Account',
  TaxCodeRef: 'TaxCode',
  DefaultTaxCodeRef: 'TaxCode',
  SalesTaxCodeRef: 'TaxCode',
};

function danglingReferences({ quickbooks }: DemoCompany): string[] {
  const parsed = seedSchema.safeParse(quickbooks);
  if (!parsed.success) return [`the books are no seed: ${parsed.error.message}`];
  const ids = (entity: keyof DemoCompany['quickbooks']) => {
    const list: unknown = quickbooks[entity];
    return new Set(Array.isArray(list) ? list.map(({ Id }: { Id: string }) => Id) : []);
  };
  const problems: string[] = [];
  const walk = (value: unknown, path: string, owner: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const target = key === 'ParentRef' ? (owner as keyof DemoCompany['quickbooks']) : TARGETS[key];
      const id = typeof inner === 'object' && inner !== null && 'value' in inner ? inner.value : null;
      if (target && !ids(target).has(String(id)))
        problems.push(`${path}.${key}: no ${target} has the Id ${id}`);
      walk(inner, `${path}.${key}`, path === '' ? key : owner);
    }
  };
  walk(quickbooks, '', '');
  return problems;
}

function wrongTotals({ quickbooks }: DemoCompany): string[] {
  return (quickbooks.Invoice ?? []).flatMap((invoice) => {
    const lines = invoice.Line.filter(({ Amount, SalesItemLineDetail: detail }) => {
      return cents(Amount) !== centsOf(detail?.Qty ?? 1, detail?.UnitPrice ?? 0);
    });
    const wrong = lines.map(
      (line) => `invoice ${invoice.DocNumber}: “${line.Description}” is not quantity × price`,
    );
    const adds = linesTotal(invoice) === cents(invoice.TotalAmt);
    return adds ? wrong : [...wrong, `invoice ${invoice.DocNumber}: the lines do not add up to its total`];
  });
}

function wrongPayments({ quickbooks }: DemoCompany): string[] {
  const paid = new Map<string, number>();
  for (const { Line } of quickbooks.Payment ?? []) {
    for (const { Amount, LinkedTxn } of Line as { Amount: number; LinkedTxn: { TxnId: string }[] }[]) {
      const id = LinkedTxn[0]?.TxnId ?? '';
      paid.set(id, (paid.get(id) ?? 0) + cents(Amount));
    }
  }
  return (quickbooks.Invoice ?? [])
    .filter(({ Id, TotalAmt, Balance }) => cents(TotalAmt) - cents(Balance ?? 0) !== (paid.get(Id) ?? 0))
    .map(({ DocNumber }) => `invoice ${DocNumber}: what is paid and what is owed do not make its total`);
}

function twins({ quickbooks, smartsheet }: DemoCompany): string[] {
  const once = (what: string, values: readonly unknown[]) =>
    new Set(values).size === values.length ? [] : [`${what} are not unique`];
  const { Invoice = [], Payment = [], Bill = [], Estimate = [], Customer, Vendor = [] } = quickbooks;
  const { Purchase = [], JournalEntry = [], PurchaseOrder = [] } = quickbooks;
  return [
    ...once(
      'ids of transactions',
      [...Invoice, ...Payment, ...Bill, ...Estimate, ...Purchase, ...JournalEntry, ...PurchaseOrder].map(
        ({ Id }) => Id,
      ),
    ),
    ...once(
      'invoice numbers',
      Invoice.map(({ DocNumber }) => DocNumber),
    ),
    ...once(
      'names',
      [...Customer, ...Vendor].map(({ DisplayName }) => DisplayName),
    ),
    ...once(
      'row ids',
      smartsheet.sheets.flatMap(({ rows }) => rows.map(({ id }) => id)),
    ),
    ...once(
      'column ids',
      smartsheet.sheets.flatMap(({ columns }) => columns.map(({ id }) => id)),
    ),
  ];
}

function strangers({ slack, roles, projects }: DemoCompany): string[] {
  const people = new Set([...slack.users.map(({ id }) => id), slack.botUser.id]);
  const members = slack.channels.flatMap(({ members: ids }) => ids);
  const channels = new Set(slack.channels.map(({ id }) => id));
  return [
    ...[...members, ...roles.map(({ id }) => id)]
      .filter((id) => !people.has(id))
      .map((id) => `nobody is ${id}`),
    ...projects.filter(({ channel }) => !channels.has(channel)).map(({ code }) => `${code} has no channel`),
  ];
}
