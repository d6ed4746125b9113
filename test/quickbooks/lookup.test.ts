import { afterEach, describe, expect, test } from 'vitest';
import type { SandboxRequest } from '../../src/sandbox/http.ts';
import { fault, type Scripted, scripted } from './support.ts';

let quickBooks: Scripted;
afterEach(() => quickBooks.server.stop());

const acme = { Id: '7', DisplayName: 'Acme Corp', FullyQualifiedName: 'Acme Corp', Active: true };
const website = {
  Id: '8',
  DisplayName: 'Website',
  FullyQualifiedName: 'Acme Corp:Website',
  Active: true,
  ParentRef: { value: '7' },
  PrimaryEmailAddr: { Address: 'pay@acme.test' },
  CurrencyRef: { value: 'EUR' },
  SalesTermRef: { value: '3' },
  Taxable: true,
  DefaultTaxCodeRef: { value: '2' },
};
const bakery = { Id: '2024', DisplayName: "L'été – 東京 Bäckerei", Active: false };
const year = { Id: '9', DisplayName: '2024', Active: true };
const everyone = [acme, website, bakery, year];

type Rows = Record<string, unknown>[];
const result = (entity: string, rows: Rows) => ({
  body: { QueryResponse: rows.length > 0 ? { [entity]: rows, maxResults: rows.length } : {} },
});
const queryOf = (request: SandboxRequest) => request.query.get('query') ?? '';

/** A server that ignores WHERE, as a careless one may. */
const careless = (entity: string, rows: Rows) => () => result(entity, rows);

/** One that understands equality alone. */
const strict = (entity: string, rows: Rows) => (request: SandboxRequest) => {
  const query = queryOf(request);
  if (/Active IN/i.test(query))
    return { status: 400, body: fault('4001', 'Invalid query', 'QueryValidationError') };
  const where = /where (\w+) = '(.*)' START/.exec(query);
  const value = where?.[2]?.replaceAll("\\'", "'");
  return result(entity, where ? rows.filter((row) => row[where[1] ?? ''] === value) : rows);
};

describe('finding a customer', () => {
  test.each([
    ['Acme Corp', ['7']],
    ['acme CORP', ['7']],
    [' Acme Corp:Website ', ['8']],
    ['Website', ['8']],
    ["L'été – 東京 Bäckerei", ['2024']],
    ['2024', ['2024', '9']],
    ['8', ['8']],
    ['Acme', []],
    ['', []],
  ])('“%s” is found by id, name or full name, case aside, and nothing else with it', async (name, ids) => {
    for (const server of [careless, strict]) {
      quickBooks = await scripted({ 'GET /query:customer': server('Customer', everyone) });
      const found = await quickBooks.client().findCustomers(name);
      expect(found.map(({ id }) => id).sort()).toEqual(ids);
      await quickBooks.server.stop();
    }
    quickBooks = await scripted({});
  });

  test('a sub-customer comes with its terms, currency, address and tax code, and one without a currency has the company’s', async () => {
    quickBooks = await scripted({ 'GET /query:customer': careless('Customer', everyone) });
    const client = quickBooks.client();
    expect(await client.findCustomers('Acme Corp:Website')).toEqual([
      {
        id: '8',
        displayName: 'Website',
        fullyQualifiedName: 'Acme Corp:Website',
        active: true,
        email: 'pay@acme.test',
        currency: 'EUR',
        termsId: '3',
        taxable: true,
        defaultTaxCodeId: '2',
        parentId: '7',
      },
    ]);
    expect(await client.findCustomers('7')).toMatchObject([{ currency: 'USD', email: null, active: true }]);
  });

  test('a name is asked for in one question, with its quotes escaped and inactive ones included', async () => {
    quickBooks = await scripted({ 'GET /query:customer': careless('Customer', everyone) });
    await quickBooks.client().findCustomers("L'été – 東京 Bäckerei");
    expect(quickBooks.queries()).toEqual([
      "select * from customer where DisplayName = 'L\\'été – 東京 Bäckerei' and Active IN (true,false) STARTPOSITION 1 MAXRESULTS 1000",
    ]);
  });

  test('a name with a backslash never reaches the query language', async () => {
    const odd = { Id: '11', DisplayName: "a\\' OR Id > '0", Active: true };
    quickBooks = await scripted({ 'GET /query:customer': careless('Customer', [...everyone, odd]) });
    const found = await quickBooks.client().findCustomers(odd.DisplayName);
    expect(found.map(({ id }) => id)).toEqual(['11']);
    expect(quickBooks.queries().filter((query) => query.includes('\\'))).toEqual([]);
  });

  test.each(['a&b#c%d+e=f<g>', '100% & more', "O'Neill; drop"])(
    '“%s” arrives as it was typed',
    async (name) => {
      quickBooks = await scripted({
        'GET /query:customer': strict('Customer', [{ Id: '12', DisplayName: name, Active: true }]),
      });
      expect(await quickBooks.client().findCustomers(name)).toHaveLength(1);
      expect(quickBooks.queries().at(-1)).toContain(`'${name.replaceAll("'", "\\'")}'`);
    },
  );

  test('a mistyped name is answered with the near ones, best first, from one reading of the list', async () => {
    quickBooks = await scripted({ 'GET /query:customer': strict('Customer', everyone) });
    const client = quickBooks.client();
    expect(await client.findCustomers('Acme Crop')).toEqual([]);
    const asked = quickBooks.queries().length;
    expect(await client.suggestCustomers('Acme Crop')).toEqual(['Acme Corp']);
    expect(await client.suggestCustomers('Websit')).toEqual(['Acme Corp:Website']);
    expect(quickBooks.queries()).toHaveLength(asked);
  });

  test('while QuickBooks is down no customer is called unknown', async () => {
    quickBooks = await scripted({ 'GET /query:customer': () => ({ status: 503, body: {} }) });
    await expect(quickBooks.client().findCustomers('Acme Corp')).rejects.toMatchObject({ kind: 'retry' });
  });

  test('a record without an id stops the reading instead of being guessed', async () => {
    quickBooks = await scripted({
      'GET /query:customer': careless('Customer', [{ DisplayName: 'Acme Corp' }]),
    });
    await expect(quickBooks.client().findCustomers('Acme Corp')).rejects.toMatchObject({ kind: 'ours' });
  });
});

test('a list longer than a page is read to its end', async () => {
  const many = Array.from({ length: 2300 }, (_, n) => ({
    Id: String(n + 1),
    DisplayName: `Customer ${n + 1}`,
  }));
  quickBooks = await scripted({
    'GET /query:customer': (request) => {
      const [, start = '1', size = '1'] = /STARTPOSITION (\d+) MAXRESULTS (\d+)/.exec(queryOf(request)) ?? [];
      const where = queryOf(request).includes('DisplayName =');
      return result('Customer', where ? [] : many.slice(Number(start) - 1, Number(start) - 1 + Number(size)));
    },
  });
  expect(await quickBooks.client().findCustomers('CUSTOMER 2300')).toMatchObject([{ id: '2300' }]);
});

describe('items, classes and locations', () => {
  test('an item comes with its price as an exact decimal', async () => {
    const item = {
      Id: '3',
      Name: 'Consulting',
      Type: 'Service',
      UnitPrice: 150.1,
      Active: true,
      Taxable: true,
    };
    quickBooks = await scripted({ 'GET /query:item': careless('Item', [item]) });
    expect(await quickBooks.client().findItems('consulting')).toEqual([
      {
        id: '3',
        name: 'Consulting',
        fullyQualifiedName: 'Consulting',
        active: true,
        type: 'Service',
        unitPrice: '150.1',
        taxable: true,
        salesTaxCodeId: null,
      },
    ]);
  });

  test('active services are listed, whatever the server makes of the question', async () => {
    const items = [
      { Id: '1', Name: 'Consulting', Type: 'Service', Active: true },
      { Id: '2', Name: 'Fax', Type: 'Service', Active: false },
      { Id: '3', Name: 'Paper', Type: 'Inventory', Active: true },
    ];
    const deaf = (request: SandboxRequest) => result('Item', queryOf(request).includes('where') ? [] : items);
    for (const server of [careless('Item', items), strict('Item', items), deaf]) {
      quickBooks = await scripted({ 'GET /query:item': server });
      expect((await quickBooks.client().activeServiceItems()).map(({ id }) => id)).toEqual(['1']);
      await quickBooks.server.stop();
    }
    quickBooks = await scripted({});
  });

  test('a class and a location are found by their full name or their own', async () => {
    const boston = { Id: '4', Name: 'Boston', FullyQualifiedName: 'East:Boston', Active: false };
    quickBooks = await scripted({
      'GET /query:class': careless('Class', [boston]),
      'GET /query:department': careless('Department', [boston]),
    });
    const client = quickBooks.client();
    const expected = [{ id: '4', name: 'East:Boston', active: false }];
    expect(await client.findClasses('east:boston')).toEqual(expected);
    expect(await client.findLocations('Boston')).toEqual(expected);
    expect(await client.findLocations('Chicago')).toEqual([]);
  });
});
