import { expect, test } from 'vitest';
import { reconcile } from '../../src/reconciliation/reconcile.ts';
import type { Side } from '../../src/reconciliation/types.ts';
import { type DemoCompany, demoCompany } from '../../src/sandbox/company/company.ts';
import { accountName, vendorName } from '../../src/sandbox/company/costs.ts';
import { cents } from '../../src/sandbox/company/ledger.ts';
import { startSmartsheet } from '../../src/sandbox/smartsheet/server.ts';
import { COST_TITLES } from '../../src/settings/columns.ts';
import { createSmartsheet } from '../../src/smartsheet/client.ts';
import { resolveCostColumns } from '../../src/smartsheet/cost-columns.ts';
import { toCostRows } from '../../src/smartsheet/cost-rows.ts';

const DAYS = ['2026-11-22', '2026-01-01', '2024-02-29', '2027-03-09', '2025-12-31'];
const TOLERANCE = { amountMinor: 100, currency: 'USD', percent: 0.5, days: 7 };

type Row = Record<Exclude<keyof Side, 'day' | 'amountMinor'>, string> & { date: string; minor: number };

function sideOf(rows: readonly Row[]): Side {
  const column = (key: Exclude<keyof Row, 'minor'>) => rows.map((row) => row[key]);
  return {
    id: column('id'),
    day: Int32Array.from(rows, ({ date }) => Date.parse(date) / 86_400_000),
    amountMinor: Float64Array.from(rows, ({ minor }) => minor),
    currency: column('currency'),
    text: column('text'),
    vendor: column('vendor'),
    number: column('number'),
    po: column('po'),
    project: column('project'),
    account: column('account'),
    class: column('class'),
    type: column('type'),
  };
}

const BARE = { project: '', class: '', type: '' };

async function sheetRows({ smartsheet, projects }: DemoCompany): Promise<Row[]> {
  const standIn = await startSmartsheet({ seed: smartsheet, accessToken: 'token' });
  const client = createSmartsheet({ accessToken: 'token', apiUrl: standIn.baseUrl });
  const sheet = await client.getCostSheet(String(projects[0]?.costSheet), Object.values(COST_TITLES));
  await standIn.stop();
  const { rows, problems, planned } = toCostRows(sheet, resolveCostColumns(sheet).found, 'USD');
  expect([problems, planned.count]).toEqual([[], 3]);
  return rows.rowId.map((id, row) => ({
    ...BARE,
    id,
    date: rows.date[row] ?? '',
    minor: rows.amountMinor[row] ?? 0,
    currency: rows.currency[row] ?? '',
    text: rows.description[row] ?? '',
    vendor: rows.vendor[row] ?? '',
    number: rows.invoice[row] ?? '',
    po: rows.po[row] ?? '',
    account: rows.glCode[row] ?? '',
  }));
}

interface Detail {
  AccountRef: { value: string };
  CustomerRef?: { value: string };
  Entity?: { EntityRef: { value: string } };
  PostingType?: string;
}

const ref = (value: unknown) => (value as { value?: string } | undefined)?.value ?? '';

function ledgerRows({ quickbooks, ids }: DemoCompany): Row[] {
  return (['Bill', 'Purchase', 'JournalEntry'] as const).flatMap((type) =>
    (quickbooks[type] ?? []).flatMap((record) =>
      record.Line.flatMap((line): Row[] => {
        const detail = (line.AccountBasedExpenseLineDetail ?? line.JournalEntryLineDetail) as Detail;
        const customer = ref(detail.CustomerRef ?? detail.Entity?.EntityRef);
        if (customer !== ids.customer.acmeWebsite) return [];
        return [
          {
            ...BARE,
            type,
            id: record.Id,
            date: record.TxnDate,
            minor: cents(line.Amount) * (detail.PostingType === 'Credit' ? -1 : 1),
            currency: ref(record.CurrencyRef),
            text: line.Description ?? '',
            vendor: vendorName(ref(record.VendorRef ?? record.EntityRef)),
            number: String(record.DocNumber ?? ''),
            po: String(record.PrivateNote ?? '').startsWith('PO ') ? String(record.PrivateNote).slice(3) : '',
            account: accountName(detail.AccountRef.value),
          },
        ];
      }),
    ),
  );
}

test.each(DAYS)(
  'a reconciliation of the demo on %s finds every cause, each where it is designed',
  async (today) => {
    const company = demoCompany(today);
    const [year = 0, month = 1] = today.split('-').map(Number);
    // Last month and this one, with a margin before.
    const from = new Date(Date.UTC(year, month - 2, -9)).toISOString().slice(0, 10);
    const sheet = (await sheetRows(company)).filter(({ date }) => date >= from);
    const ledger = ledgerRows(company).filter(({ date }) => date >= from);
    const found = reconcile(sideOf(sheet), sideOf(ledger), TOLERANCE, { same: [], different: [] });
    const causes = new Map<string, string>();
    for (const match of found.matches) {
      for (const row of match.sheet) causes.set(sheet[row]?.id ?? '', match.cause);
      for (const row of match.ledger) causes.set(ledger[row]?.id ?? '', match.cause);
    }
    for (const { row, cause } of found.unmatched.sheet) causes.set(sheet[row]?.id ?? '', cause);
    for (const { row, cause } of found.unmatched.ledger) causes.set(ledger[row]?.id ?? '', cause);
    for (const { cause, what, rows, postings } of company.causes) {
      const all = [...rows.map(String), ...postings.map(({ id }) => id)].map((id) => causes.get(id));
      // The first of two twins belongs to the row, and is as it should be.
      const expected = cause === 'duplicate' ? ['none', 'none', 'duplicate'] : all.map(() => cause);
      expect(all, what).toEqual(expected);
    }
  },
);
