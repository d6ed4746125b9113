import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkKey, signText } from '../../src/core/signed-text.ts';
import type { ReportData } from '../../src/http/report/columnar.ts';
import { plainAmount } from '../../src/http/report/table.ts';
import { fingerprintOf } from '../../src/proposals/variance/subject.ts';
import { subjectsOf } from '../../src/reconciling/found.ts';
import { REPORT_LINK_DAYS, reportLink, reportToken } from '../../src/reconciling/report-link.ts';
import { approve, atRest } from '../support/deciding.ts';
import { freePort } from '../support/free-port.ts';
import { cardOf, costRow, reconciled } from '../support/reconciling.ts';
import { startWorld, type World } from '../support/world.ts';
import { documentOf, everyCause, HOSTILE, kept } from './report-runs.ts';
import { cellsOf, unzipped } from './unzipped.ts';

const KEY = linkKey(Buffer.alloc(32, 7));
const DAY_MS = 86_400_000;

describe('the report’s link', () => {
  const now = () => new Date('2026-11-22T12:00:00Z');

  test('leads to the public address, and is none where there is no such address', () => {
    const link = reportLink({ key: KEY, publicUrl: 'https://bot.example', now }, 12);
    expect(link).toMatch(/^https:\/\/bot\.example\/reports\/reconciliation\?token=[\w.-]+$/);
    expect(reportLink({ key: KEY, publicUrl: null, now }, 12)).toBeNull();
  });

  test('names the run and when it expires, and nothing else', () => {
    const [body = ''] = reportToken({ key: KEY, now }, 12).split('.');
    const said = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
    expect(said).toEqual({ data: { run: 12 }, until: now().getTime() + REPORT_LINK_DAYS * DAY_MS });
  });
});

describe('the report over HTTP', () => {
  let world: World;
  let now: Date;
  let run: number;
  beforeAll(async () => {
    now = new Date();
    world = await startWorld({ overrides: { now: () => now } });
    run = await kept(world.db, everyCause());
  });
  afterAll(() => world?.end());

  const token = (number = run) => reportToken({ key: KEY, now: () => now }, number);
  const get = (path: string, given = token(), headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${world.app.port}/reports/reconciliation${path}?token=${given}`, { headers });
  const PATHS = ['', '/data', '.csv', '.xlsx'];

  test('a forged, expired, foreign or missing token opens nothing, and says in words what to do', async () => {
    const [body = '', mark = ''] = token().split('.');
    const other = Buffer.from(
      JSON.stringify({ data: { run: run + 1 }, until: Date.now() + DAY_MS }),
    ).toString('base64url');
    const later = new Date(now.getTime() + DAY_MS);
    const wrong = [
      '',
      'nonsense',
      `${body}.`,
      `${body}.${mark.slice(0, -2)}`,
      `${other}.${mark}`,
      `${token()}.x`,
      reportToken({ key: Buffer.alloc(32, 8), now: () => now }, run),
      signText(KEY, 'quickbooks-connect', { run }, later),
      signText(KEY, 'reconciliation-report', { run: String(run) }, later),
      reportToken({ key: KEY, now: () => new Date(now.getTime() - REPORT_LINK_DAYS * DAY_MS) }, run),
    ];
    // Each wrong token once, each path at least once: who is refused too often is shut out for a minute.
    for (const [index, given] of wrong.entries()) {
      const path = PATHS[index % PATHS.length] ?? '';
      const answer = await get(path, given);
      expect(answer.status, `${path} ${given}`).toBe(403);
      expect(await answer.text()).toContain('Run /reconcile again');
    }
  });

  test('a link opens its report until its time is over, and not a moment longer', async () => {
    const given = token();
    const made = now;
    now = new Date(made.getTime() + REPORT_LINK_DAYS * DAY_MS - 1);
    expect((await get('', given)).status).toBe(200);
    now = new Date(made.getTime() + REPORT_LINK_DAYS * DAY_MS);
    expect((await get('', given)).status).toBe(403);
    now = made;
  });

  test('a link that expired says what it was for, until when, and what to type for a new one, and shows no figure', async () => {
    const given = token();
    const made = now;
    now = new Date(made.getTime() + 400 * DAY_MS);
    for (const path of PATHS) {
      const answer = await get(path, given);
      const html = await answer.text();
      expect([answer.status, answer.headers.get('location')]).toEqual([403, null]);
      expect(html).toContain('This link has expired');
      expect(html).toContain(`reconciliation ${run} (ACME-WEB, October 2026) until `);
      expect(html).toContain('<code>/reconcile ACME-WEB 2026-10</code>');
      // Neither what it comes to, nor whose it is, nor anything that does something or leads anywhere.
      expect(html).not.toMatch(/[$€]|549|Acme|token|<form|<a |<script|href|Atlas/);
      expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*form-action 'none'/);
      expect(answer.headers.get('cache-control')).toBe('private, no-store');
    }
    const [body = '', mark = ''] = given.split('.');
    const changed = Buffer.from(
      JSON.stringify({ data: { run: run + 1 }, until: made.getTime() + DAY_MS }),
    ).toString('base64url');
    for (const forged of [`${changed}.${mark}`, `${body}.x`, given.slice(0, -3)]) {
      const html = await (await get('', forged)).text();
      expect(html).toContain('This link opens no report');
      expect(html).not.toContain('ACME-WEB');
    }
    const gone = reportToken({ key: KEY, now: () => made }, 9_999);
    expect(await (await get('', gone)).text()).toContain('This link opens no report');
    now = made;
  });

  test('a run that is gone, not finished or failed is told in words', async () => {
    const running = await kept(world.db, null, 'running');
    const failed = await kept(world.db, null, 'failed');
    for (const path of PATHS) {
      const gone = await get(path, token(9_999));
      expect([gone.status, await gone.text()]).toEqual([404, expect.stringContaining('is gone')]);
      const early = await get(path, token(running));
      expect([early.status, await early.text()]).toEqual([409, expect.stringContaining('still being made')]);
      const without = await get(path, token(failed));
      expect([without.status, await without.text()]).toEqual([
        404,
        expect.stringContaining('ended without a result'),
      ]);
    }
  });

  test('nothing of it is kept by caches, framed, found by search engines or told to other addresses', async () => {
    for (const path of PATHS) {
      const { headers } = await get(path);
      expect(headers.get('cache-control'), path).toBe('private, no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-robots-tag')).toContain('noindex');
      const policy = headers.get('content-security-policy') ?? '';
      for (const rule of [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ])
        expect(policy).toContain(rule);
      expect(policy).not.toMatch(/unsafe|https?:|data:|\*/);
    }
  });

  test('the page has header, totals, causes and budget in itself, and no script or style inline', async () => {
    const html = await (await get('')).text();
    const { totals } = documentOf(everyCause()).document;
    for (const text of [
      'Acme website',
      'October 2026',
      'ACME-WEB',
      '$8,870.56',
      '$9,420.30',
      '$549.74',
      'more in QuickBooks',
      '€800.00',
      '6300 Subcontractors',
      'Missing in QuickBooks',
    ])
      expect(html, text).toContain(text);
    expect(totals.differenceMinor).toBe(54_974);
    // Texts of others are text; a link out of it to the posting in QuickBooks is the only address it names.
    const out =
      /<a href="https:\/\/app\.qbo\.intuit\.com\/[^"]*" target="_blank" rel="noopener noreferrer">/g;
    const tags = (html.replaceAll(out, '').match(/<[^>]*>/g) ?? []).join('\n');
    expect(tags).not.toMatch(/<script(?! type="module" src="\/reports\/)|<style| style=| on\w+=|https?:\/\//);
    for (const [, path = ''] of html.matchAll(/(?:src|href)="(\/reports\/[\w.]+\.(?:js|css|svg))"/g)) {
      const file = await fetch(`http://127.0.0.1:${world.app.port}${path}`);
      expect(file.status, path).toBe(200);
      const again = await fetch(file.url, { headers: { 'if-none-match': file.headers.get('etag') ?? '' } });
      expect(again.status).toBe(304);
    }
  });

  test('what is worth a look stands in the page, of each check how many and how much, each with its reason', async () => {
    const html = await (await get('')).text();
    const section = /<section class="panel checks"[\s\S]*?<\/section>/.exec(html)?.[0] ?? '';
    const sums = [
      ...section.matchAll(
        /<tr class="sum"><th[^>]*>([^<]*)<\/th><td[^>]*>([^<]*)<\/td><td[^>]*>(.*?)<\/td>/g,
      ),
    ].map(([, words, count, amount]) => [words, count, amount]);
    expect(sums).toEqual([
      ['May be paid twice', '1', '$684.30'],
      ['No receipt', '6', '$500.15<br>€50.00'],
      ['Unbilled labour', '2', '$25.00'],
    ]);
    for (const index of [1, 2, 3, 4, 5, 6])
      expect(section).toContain(`Bill ${4_000 + index} of Atlas Print has nothing attached`);
    expect(section).toContain('https://app.qbo.intuit.com/app/bill?txnId=4001');
    expect(section).not.toMatch(/javascript:|<img/);
  });

  test('more of a check than a summary keeps are counted all the same, and it says where they are', async () => {
    const many = everyCause();
    const [first] = many.checks ?? [];
    if (!first) throw new Error('no check');
    many.checks = Array.from({ length: 350 }, (_, index) => ({
      ...first,
      key: `k${index}`,
      amountMinor: 100,
    }));
    const html = await (await get('', token(await kept(world.db, many)))).text();
    expect(html).toMatch(/May be paid twice<\/th><td[^>]*>350<\/td><td[^>]*>\$350\.00</);
    expect(html).toContain('50 more of these are in the Excel and CSV files');
  });

  test('what is worth a look is in the downloads, each once, with its reason and no formula', async () => {
    const { checks = [] } = documentOf(everyCause()).document;
    const bytes = Buffer.from(await (await get('.csv')).arrayBuffer());
    const rows: Record<string, string>[] = parse(bytes, { bom: true, columns: true });
    const lines = rows.filter((row) => row.Check !== '');
    expect(lines.map((row) => row['Check reason'])).toEqual(
      checks.map(({ message }) => (message === HOSTILE.formula ? `'${message}` : message)),
    );
    expect(lines.map((row) => row['Check amount'])).toEqual(
      checks.map(({ amountMinor, currency }) => plainAmount(amountMinor, currency)),
    );
    expect(lines.every((row) => row['Sheet amount'] === '' && row['QuickBooks amount'] === '')).toBe(true);
    const files = unzipped(Buffer.from(await (await get('.xlsx')).arrayBuffer()));
    const cells = cellsOf(files, 4);
    expect([...cells].filter(([address]) => /^B\d/.test(address)).map(([, value]) => value)).toEqual([
      'Check amount',
      ...checks.map(({ amountMinor }) => amountMinor / 100),
    ]);
    expect([...cells.values()]).toContain(HOSTILE.formula);
    expect(JSON.stringify([...cells.values()])).not.toContain('javascript:');
  });

  test('its files are its own and no others', async () => {
    for (const path of [
      '/reports/../door.ts',
      '/reports/%2e%2e/door.ts',
      '/reports/door.ts',
      '/reports/',
      '/reports/page/report.js',
    ])
      expect(await rawStatus(world.app.port, path), path).toBe(404);
  });

  test('the data are columns, each row there once, and no link but to the web', async () => {
    const data = (await (await get('/data')).json()) as ReportData;
    const { document } = documentOf(everyCause());
    expect(data.rows.number).toHaveLength(document.sheetRows.length);
    expect(data.postings.type).toHaveLength(document.ledgerRows.length);
    expect(new Set(data.groups.rows.flat()).size).toBe(data.rows.number.length);
    expect(data.groups.rows.flat()).toHaveLength(data.rows.number.length);
    expect(data.groups.postings.flat()).toHaveLength(data.postings.type.length);
    expect(JSON.stringify(data)).not.toContain('javascript:');
  });

  test('what became of a variance since stands there; what is said of other figures is not', async () => {
    const { prisma } = world.db;
    const { document } = documentOf(everyCause());
    const [settled, snoozed, changed] = subjectsOf(document, 'USD');
    if (!settled || !snoozed || !changed) throw new Error('too few variances');
    const row = (subject: typeof settled) => ({
      ...{
        company: 'default',
        project: 'ACME-WEB',
        key: subject.key,
        run,
        cause: subject.cause,
        weightMinor: 1n,
      },
      ...{ fingerprint: fingerprintOf(subject), subject: {}, foundAt: now, changedAt: now },
    });
    await prisma.variance.createMany({
      data: [
        { ...row(settled), status: 'settled' },
        { ...row(snoozed), status: 'snoozed', snoozedUntil: new Date(now.getTime() + DAY_MS) },
        { ...row(changed), status: 'decided', fingerprint: 'another' },
      ],
    });
    const { groups, states, texts } = (await (await get('/data')).json()) as ReportData;
    const said = groups.state.slice(0, 4).map((state) => states[state]?.[0]);
    expect(said).toEqual(['settled', 'snoozed', 'changed', 'open']);
    expect(texts[groups.words[1] ?? 0]).toMatch(/^Until \d{4}-\d\d-\d\d$/);
    await prisma.variance.deleteMany();
  });

  test('the CSV has every row of both lists once, its columns add up, and no cell is a formula', async () => {
    const answer = await get('.csv');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="reconciliation-${run}-ACME-WEB-2026-10-01-2026-10-31.csv"`,
    );
    // By its bytes: a reader of text takes the mark away.
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows: Record<string, string>[] = parse(bytes, {
      bom: true,
      columns: true,
      record_delimiter: '\r\n',
    });
    const { sheetRows, ledgerRows, totals } = documentOf(everyCause()).document;
    expect(rows.filter((row) => row['Sheet row'] !== '')).toHaveLength(sheetRows.length);
    expect(rows.filter((row) => row['QuickBooks Id'] !== '')).toHaveLength(ledgerRows.length);
    const sum = (side: string) =>
      rows
        .filter(
          (row) =>
            row[`${side} currency`] === 'USD' &&
            row[side === 'Sheet' ? 'Sheet row in period' : 'QuickBooks in period'] === 'yes',
        )
        .reduce((all, row) => all + Number(row[`${side} amount`]?.replace('.', '')), 0);
    expect([sum('Sheet'), sum('QuickBooks')]).toEqual([totals.sheetMinor, totals.ledgerMinor]);
    for (const row of rows)
      for (const value of Object.values(row))
        expect(value, value).toMatch(/^(?:$|'|[^\s=+\-@＝]|-\d+(\.\d+)?$)/);
    const hostile = rows.flatMap((row) => Object.values(row)).filter((value) => value.startsWith("'"));
    for (const text of [HOSTILE.formula, HOSTILE.plus, HOSTILE.minus, HOSTILE.at, HOSTILE.wide])
      expect(hostile).toContain(`'${text}`);
  });

  test('the workbook has the same, amounts as numbers to the cent, and not one formula in its XML', async () => {
    const answer = await get('.xlsx');
    expect(answer.headers.get('content-type')).toContain('spreadsheetml.sheet');
    const files = unzipped(Buffer.from(await answer.arrayBuffer()));
    const sheets = [...files].filter(([path]) => path.startsWith('xl/worksheets/sheet'));
    expect(sheets).toHaveLength(5);
    for (const [path, xml] of sheets) expect(xml, path).not.toMatch(/<f[ >/]/);
    const cells = cellsOf(files, 2);
    const headings = [...cells].filter(([address]) => /^[A-Z]+1$/.test(address));
    const column = (title: string) =>
      headings.find(([, text]) => text === title)?.[0].replace(/\d+$/, '') ?? '';
    const values = (title: string) =>
      [...cells]
        .filter(([address, value]) => address.replace(/\d+$/, '') === column(title) && value !== title)
        .map(([, value]) => value);
    const { sheetRows, ledgerRows } = documentOf(everyCause()).document;
    const decimals = (rows: readonly { amountMinor: number }[]) =>
      rows.map(({ amountMinor }) => amountMinor / 100).sort();
    expect(values('Sheet amount').sort()).toEqual(decimals(sheetRows));
    expect(values('QuickBooks amount').sort()).toEqual(decimals(ledgerRows));
    expect(values('Sheet vendor')).toContain(HOSTILE.formula);
    expect(values('QuickBooks vendor')).toContain(HOSTILE.markup);
    expect(values('Sheet invoice #')).toContain(HOSTILE.minus);
    expect(files.get('xl/worksheets/sheet2.xml')).toMatch(/<autoFilter ref="A1:AE\d+"\/>/);
    expect(cellsOf(files, 1).get('B2')).toBe('Acme website (ACME-WEB)');
  });

  test('a report that cannot be built says so in words, and the reason is in the log', async () => {
    const broken = await kept(world.db, everyCause());
    await world.db.prisma.reconciliation.update({
      where: { number: broken },
      data: { document: new Uint8Array([1, 2, 3]) },
    });
    for (const path of ['/data', '.csv', '.xlsx']) {
      const answer = await get(path, token(broken));
      expect([answer.status, await answer.text()]).toEqual([
        500,
        expect.stringContaining('could not be shown'),
      ]);
    }
    expect(
      world.logged.some(({ msg, run: of }) => msg === 'a report could not be shown' && of === broken),
    ).toBe(true);
    expect((await get('/data')).status).toBe(200);
  });
});

describe('from the command to the report', () => {
  test('the summary’s link opens the run’s report, and a decision shows there with who took it', async () => {
    const port = await freePort();
    const world = await startWorld({
      env: { PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` },
    });
    try {
      await reconciled(world);
      const links = world.slack
        .messages('C0ACME')
        .flatMap(
          ({ blocks }) =>
            /http[^|"]*\/reports\/reconciliation\?token=[\w.-]+/.exec(JSON.stringify(blocks)) ?? [],
        );
      const link = new URL(links[0] ?? '');
      expect(await (await fetch(link)).text()).toContain('Acme website');
      await approve(world, 'U0FIN', cardOf(world, 'NP-117'));
      await atRest(world);
      const { comments } = costRow(world, 'Product photographs, spring range');
      const commented = comments.flatMap(({ text }) => /Report: (\S+)$/.exec(text)?.[1] ?? []);
      expect(commented.length).toBe(1);
      expect(await (await fetch(commented[0] ?? '')).text()).toContain('Acme website');
      link.pathname += '/data';
      const { groups, rows, states, texts } = (await (await fetch(link)).json()) as ReportData;
      const row = rows.invoice.findIndex((place) => texts[place] === 'NP-117');
      const group = groups.rows.findIndex((own) => own.includes(row));
      expect(states[groups.state[group] ?? 0]).toEqual(['decided', 'Decided']);
      expect(texts[groups.words[group] ?? 0]).toMatch(/^Accepted by Finn.* \(approval \d+\)$/);
    } finally {
      await world.end();
    }
  });
});

test('the page’s scripts make no markup of texts, and name no other address', () => {
  const folder = new URL('../../src/http/report/page/', import.meta.url);
  const forbidden =
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|setAttribute\('style|https?:\/\/(?!www\.w3\.org)\w/;
  const guilty = readdirSync(folder).filter((name) =>
    forbidden.test(readFileSync(new URL(name, folder), 'utf8')),
  );
  expect(guilty).toEqual([]);
});

test('amounts in the CSV have every digit of their currency and nothing between thousands', () => {
  expect(plainAmount(123_450, 'USD')).toBe('1234.50');
  expect(plainAmount(-5, 'USD')).toBe('-0.05');
  expect(plainAmount(0, 'USD')).toBe('0.00');
  expect(plainAmount(1_200, 'JPY')).toBe('1200');
  expect(plainAmount(-1_234, 'KWD')).toBe('-1.234');
});

/** As it is asked for, dots and all: fetch would tidy the path up. */
function rawStatus(port: number, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, path, host: '127.0.0.1' }, (res) => {
      res.resume();
      resolve(res.statusCode);
    });
    asked.on('error', reject);
    asked.end();
  });
}
