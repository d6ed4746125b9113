import { z } from 'zod';
import type { QuickBooksStandIn } from './quickbooks/stand-in.ts';
import type { RecordPanel, RecordRow, RecordTable } from './slack/page-api.ts';
import type { RecordSource } from './slack/types.ts';
import type { SheetView } from './smartsheet/person.ts';
import type { SmartsheetStandIn } from './smartsheet/server.ts';

const Costed = z.looseObject({
  AccountRef: z.looseObject({ name: z.string().optional() }).optional(),
  CustomerRef: z.looseObject({ name: z.string().optional() }).optional(),
  PostingType: z.string().optional(),
});

const Wire = z.looseObject({
  Id: z.string(),
  DocNumber: z.string().optional(),
  TxnDate: z.string().optional(),
  DueDate: z.string().optional(),
  TotalAmt: z.number().optional(),
  Balance: z.number().optional(),
  VendorRef: z.looseObject({ name: z.string().optional() }).optional(),
  EntityRef: z.looseObject({ name: z.string().optional() }).optional(),
  EmailStatus: z.string().optional(),
  PrivateNote: z.string().optional(),
  CustomerRef: z.looseObject({ name: z.string().optional() }).optional(),
  Line: z
    .array(
      z.looseObject({
        Description: z.string().optional(),
        Amount: z.number().optional(),
        AccountBasedExpenseLineDetail: Costed.optional(),
        JournalEntryLineDetail: Costed.optional(),
        SalesItemLineDetail: z
          .looseObject({ Qty: z.number().optional(), UnitPrice: z.number().optional() })
          .optional(),
      }),
    )
    .optional(),
});

const NEWEST = 40;

/** The two panels beside the browser Slack: the records as their own screens would show them, the changed ones marked. */
export function recordPanels(quickbooks: QuickBooksStandIn, smartsheet: SmartsheetStandIn): RecordSource {
  const changed = new Set<string>();
  const listeners = new Set<() => void>();
  const note = (key: string) => {
    changed.add(key);
    for (const listener of listeners) listener();
  };
  quickbooks.onChange(({ entity, id }) => note(`${entity}:${id}`));
  smartsheet.onChange((change) => note('rowId' in change ? `row:${change.rowId}` : 'sheet'));
  return {
    quickbooks: () => booksPanel(quickbooks, changed),
    smartsheet: () => sheetsPanel(smartsheet, changed),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const dollars = (amount: number | undefined) =>
  amount === undefined ? '' : new Intl.NumberFormat('en-US', { minimumFractionDigits: 2 }).format(amount);

/** QuickBooks has no field for it: a voided invoice is one over nothing whose note says so. */
function statusOf({ EmailStatus, PrivateNote, TotalAmt, Balance }: z.infer<typeof Wire>): string {
  if (TotalAmt === 0 && PrivateNote?.startsWith('Voided')) return 'Voided';
  if (EmailStatus === 'EmailSent') return 'Sent';
  return (Balance ?? 0) > 0 ? 'Open' : 'Paid';
}

function booksPanel(books: QuickBooksStandIn, changed: ReadonlySet<string>): RecordPanel {
  const invoices = books
    .entities('Invoice')
    .map((entity) => Wire.parse(entity))
    .sort((a, b) => Number(b.DocNumber ?? b.Id) - Number(a.DocNumber ?? a.Id))
    .slice(0, NEWEST);
  const rows = invoices.map(
    (invoice): RecordRow => ({
      id: invoice.Id,
      cells: [
        invoice.DocNumber ?? '',
        invoice.CustomerRef?.name ?? '',
        dollars(invoice.TotalAmt),
        statusOf(invoice),
        invoice.TxnDate ?? '',
        invoice.DueDate ?? '',
      ],
      changed: changed.has(`Invoice:${invoice.Id}`),
      detail: [
        ...(invoice.Line ?? []).flatMap(
          ({ Description, Amount, SalesItemLineDetail: item }): [string, string][] =>
            item
              ? [[Description ?? '', `${item.Qty ?? ''} × ${dollars(item.UnitPrice)} = ${dollars(Amount)}`]]
              : [],
        ),
        ['Private note', invoice.PrivateNote ?? ''],
      ],
    }),
  );
  const columns = ['No.', 'Customer', 'Total', 'Status', 'Date', 'Due'];
  return { title: 'QuickBooks', tables: [{ name: 'Invoices', columns, rows }, costsTable(books, changed)] };
}

const COSTS = ['Bill', 'Purchase', 'VendorCredit', 'JournalEntry'] as const;

/** Bills and expenses, newest first, each with its lines' accounts. */
function costsTable(books: QuickBooksStandIn, changed: ReadonlySet<string>): RecordTable {
  const all = COSTS.flatMap((type) =>
    books.entities(type).map((entity) => ({ type, wire: Wire.parse(entity) })),
  ).sort((a, b) => (b.wire.TxnDate ?? '').localeCompare(a.wire.TxnDate ?? ''));
  const touched = ({ type, wire }: (typeof all)[number]) => changed.has(`${type}:${wire.Id}`);
  // What was written since the start shows, however old its date.
  const shown = [...all.filter(touched), ...all.filter((one) => !touched(one))].slice(0, NEWEST);
  return {
    name: 'Bills and expenses',
    columns: ['Type', 'No.', 'Vendor', 'Total', 'Date', 'Account'],
    rows: shown.map((one): RecordRow => {
      const { type, wire } = one;
      const accounts = (wire.Line ?? []).map(
        (line) => (line.AccountBasedExpenseLineDetail ?? line.JournalEntryLineDetail)?.AccountRef?.name ?? '',
      );
      return {
        id: `${type}-${wire.Id}`,
        cells: [
          type,
          wire.DocNumber ?? '',
          (wire.VendorRef ?? wire.EntityRef)?.name ?? '',
          dollars(wire.TotalAmt),
          wire.TxnDate ?? '',
          accounts[0] ?? '',
        ],
        changed: touched(one),
        detail: [
          ...(wire.Line ?? []).map((line, index): [string, string] => [
            line.Description ?? '',
            `${dollars(line.Amount)} ${accounts[index] ?? ''}`,
          ]),
          ['Private note', wire.PrivateNote ?? ''],
        ],
      };
    }),
  };
}

const BILLING = [
  'Task',
  'Status',
  'Invoice Status',
  'QuickBooks Invoice #',
  'Hours',
  'Rate',
  'Expenses',
  'Employee',
];
const COST = [
  'Description',
  'Vendor',
  'Actual Cost',
  'Reconciliation Status',
  'Reconciliation Notes',
  'QB Transaction ID',
  'Date',
  'GL Code',
];
const REVIEW = ['Reference', 'Project', 'Cause', 'Vendor', 'Difference', 'Status'];

/** The kind of sheet by the column that only it has. */
const KINDS = [
  { mark: 'Invoice Status', columns: BILLING },
  { mark: 'Reconciliation Status', columns: COST },
  { mark: 'Cause', columns: REVIEW },
];

function sheetsPanel(sheets: SmartsheetStandIn, changed: ReadonlySet<string>): RecordPanel {
  const all = sheets.sheets();
  return {
    title: 'Smartsheet',
    tables: KINDS.flatMap(({ mark, columns }) =>
      all
        .filter((sheet) => sheet.columns.some(({ title }) => title === mark))
        .map((sheet) => sheetTable(sheet, columns, changed)),
    ),
  };
}

function sheetTable(sheet: SheetView, columns: readonly string[], changed: ReadonlySet<string>): RecordTable {
  return {
    name: sheet.name,
    columns: ['#', ...columns],
    rows: sheet.rows
      .slice(-NEWEST)
      .reverse()
      .map((row) => ({
        id: String(row.id),
        cells: [
          String(row.rowNumber),
          ...columns.map((title) => row.display[title] ?? String(row.cells[title] ?? '')),
        ],
        changed: changed.has(`row:${row.id}`),
        detail: [
          ...Object.entries(row.display).filter(([title]) => !columns.includes(title)),
          ...row.comments.map(({ author, text }): [string, string] => [`Comment by ${author}`, text]),
        ],
      })),
  };
}
