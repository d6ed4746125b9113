import type { SeedColumn, SeedSheet, SeedValue } from '../smartsheet/seed.ts';
import type { DemoCompany } from './company.ts';
import { cents, centsOf, linesTotal } from './ledger.ts';

export function wrongCells({ name, columns, rows }: SeedSheet): string[] {
  return rows.flatMap(({ id, cells }) =>
    Object.entries(cells)
      .filter(([title, value]) => {
        const column = columns.find((candidate) => candidate.title === title);
        return !column || !fits(column, value);
      })
      .map(([title, value]) => `“${name}”, row ${id}: “${value}” does not fit “${title}”`),
  );
}

function fits({ type, options, contactOptions }: SeedColumn, value: SeedValue): boolean {
  if (type === 'DATE') return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  if (type === 'CHECKBOX') return typeof value === 'boolean';
  if (type === 'PICKLIST') return (options ?? []).includes(String(value));
  if (type === 'CONTACT_LIST') return (contactOptions ?? []).some(({ email }) => email === value);
  return value !== '' && String(value).length <= 4000;
}

export function wrongBillings(company: DemoCompany): string[] {
  return company.projects.flatMap(({ billingSheet, customer, item }) => {
    const sheet = company.smartsheet.sheets.find(({ id }) => id === billingSheet);
    const sums = new Map<string, number>();
    for (const { cells } of sheet?.rows ?? []) {
      const key = `${cells['QuickBooks Invoice #']}/${cells['QB Transaction ID']}/${cells['Invoice Date']}`;
      const time = centsOf(Number(cells.Hours ?? 0), Number(cells.Rate ?? item.price));
      if (cells['Invoice Status'] !== undefined) {
        sums.set(key, (sums.get(key) ?? 0) + time + cents(cells.Expenses ?? 0));
      }
    }
    const invoices = (company.quickbooks.Invoice ?? []).filter(
      ({ CustomerRef }) => CustomerRef.value === customer,
    );
    const books = new Map(
      invoices.map((one) => [`${one.DocNumber}/${one.Id}/${one.TxnDate}`, linesTotal(one)]),
    );
    return [...new Set([...sums.keys(), ...books.keys()])]
      .filter((key) => sums.get(key) !== books.get(key))
      .map(
        (key) =>
          `“${sheet?.name}”: ${key} is ${sums.get(key)} on the sheet and ${books.get(key)} in the books`,
      );
  });
}

/** Postings whose lines do not make their total, entries that do not balance, and links that lead nowhere. */
export function wrongPostings({ quickbooks }: DemoCompany): string[] {
  const { Bill = [], Purchase = [], JournalEntry = [], PurchaseOrder = [], Attachable = [] } = quickbooks;
  const sum = (lines: readonly { Amount: number }[]) =>
    lines.reduce((total, { Amount }) => total + cents(Amount), 0);
  const totals = [...Bill, ...Purchase, ...PurchaseOrder]
    .filter(({ Line, TotalAmt }) => sum(Line) !== cents(TotalAmt))
    .map(({ Id }) => `transaction ${Id}: the lines do not add up to its total`);
  const sides = JournalEntry.filter(({ Line }) => {
    const side = (type: string) =>
      sum(Line.filter((line) => JSON.stringify(line).includes(`"PostingType":"${type}"`)));
    return side('Debit') !== side('Credit');
  }).map(({ Id }) => `journal entry ${Id}: debits and credits differ`);
  const orders = new Set(PurchaseOrder.map(({ Id }) => Id));
  const links = Bill.flatMap(({ Id, LinkedTxn }) =>
    ((LinkedTxn ?? []) as { TxnId: string }[])
      .filter(({ TxnId }) => !orders.has(TxnId))
      .map(({ TxnId }) => `bill ${Id}: there is no purchase order ${TxnId}`),
  );
  const known = new Set([
    ...Bill.map(({ Id }) => `Bill ${Id}`),
    ...Purchase.map(({ Id }) => `Purchase ${Id}`),
    ...JournalEntry.map(({ Id }) => `JournalEntry ${Id}`),
  ]);
  const scans = Attachable.flatMap(({ Id, AttachableRef }) =>
    AttachableRef.filter(({ EntityRef: { type, value } }) => !known.has(`${type} ${value}`)).map(
      ({ EntityRef: { type, value } }) => `attachment ${Id}: there is no ${type} ${value}`,
    ),
  );
  return [...totals, ...sides, ...links, ...scans];
}

export function wrongCosts(company: DemoCompany): string[] {
  const bills = new Map((company.quickbooks.Bill ?? []).map((bill) => [bill.Id, cents(bill.TotalAmt)]));
  return company.projects.flatMap(({ costSheet }) => {
    const sheet = company.smartsheet.sheets.find(({ id }) => id === costSheet);
    return (sheet?.rows ?? [])
      .filter(({ cells }) => cells['Reconciliation Status'] === 'Matched')
      .filter(({ cells }) => bills.get(String(cells['QB Transaction ID'])) !== cents(cells['Actual Cost']))
      .map(({ id }) => `“${sheet?.name}”, row ${id}: is matched to no bill of its amount`);
  });
}
