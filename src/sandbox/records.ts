import { z } from 'zod';
import type { QuickBooksStandIn } from './quickbooks/stand-in.ts';
import type { RecordPanel, RecordRow } from './slack/page-api.ts';
import type { RecordSource } from './slack/types.ts';
import type { SmartsheetStandIn } from './smartsheet/server.ts';

const Wire = z.looseObject({
  Id: z.string(),
  DocNumber: z.string().optional(),
  TxnDate: z.string().optional(),
  DueDate: z.string().optional(),
  TotalAmt: z.number().optional(),
  Balance: z.number().optional(),
  EmailStatus: z.string().optional(),
  PrivateNote: z.string().optional(),
  CustomerRef: z.looseObject({ name: z.string().optional() }).optional(),
  Line: z
    .array(
      z.looseObject({
        Description: z.string().optional(),
        Amount: z.number().optional(),
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
  return { title: 'QuickBooks', tables: [{ name: 'Invoices', columns, rows }] };
}

const SHEET_COLUMNS = [
  'Task',
  'Status',
  'Invoice Status',
  'QuickBooks Invoice #',
  'Hours',
  'Rate',
  'Expenses',
  'Employee',
];

function sheetsPanel(sheets: SmartsheetStandIn, changed: ReadonlySet<string>): RecordPanel {
  const billing = sheets
    .sheets()
    .filter(({ columns }) => columns.some(({ title }) => title === 'Invoice Status'));
  return {
    title: 'Smartsheet',
    tables: billing.map((sheet) => ({
      name: sheet.name,
      columns: ['#', ...SHEET_COLUMNS],
      rows: sheet.rows
        .slice(-NEWEST)
        .reverse()
        .map((row) => ({
          id: String(row.id),
          cells: [
            String(row.rowNumber),
            ...SHEET_COLUMNS.map((title) => row.display[title] ?? String(row.cells[title] ?? '')),
          ],
          changed: changed.has(`row:${row.id}`),
          detail: [
            ...Object.entries(row.display).filter(([title]) => !SHEET_COLUMNS.includes(title)),
            ...row.comments.map(({ author, text }): [string, string] => [`Comment by ${author}`, text]),
          ],
        })),
    })),
  };
}
