import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sha256 } from '../../src/core/identity.ts';
import { createWording, type WordingOptions } from '../../src/model/client.ts';
import { PROMPTS } from '../../src/model/prompts/prompts.ts';
import type { WordingInput } from '../../src/model/types.ts';
import { FaultSwitch } from '../../src/sandbox/faults.ts';
import { type Listening, listen, type SandboxRequest, type SandboxResponse } from '../../src/sandbox/http.ts';

const question = z.object({
  model: z.string(),
  response_format: z.looseObject({ type: z.string() }).optional(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
});

const input: WordingInput = {
  customerName: 'Acme Corp',
  projectName: 'Acme website',
  lines: [
    {
      key: '1:time',
      kind: 'time',
      task: 'Wireframes',
      notes: '3 sketches',
      comments: ['signed off'],
      employee: 'Ana',
    },
    { key: '2:expenses', kind: 'expenses', task: 'Travel', notes: '', comments: [], employee: 'Ana' },
  ],
};

let server: Listening;
let faults: FaultSwitch;
let answer: (request: SandboxRequest) => SandboxResponse;

beforeEach(async () => {
  faults = new FaultSwitch();
  server = await listen({
    faults,
    handle: (request) => answer(request),
    faultResponse: ({ kind }) => ({
      status: Number(kind.replace('status-', '')) || 401,
      body: { error: { message: 'no sk-test-key for you', code: 'x', type: 'x' } },
    }),
  });
});

afterEach(() => server.stop());

function wording(options: Partial<WordingOptions> = {}) {
  return createWording({
    apiKey: 'sk-test-key',
    model: 'm-1',
    baseUrl: `${server.url}/v1`,
    timeoutMs: 2_000,
    ...options,
  });
}

function says(content: unknown, rest: object = {}): SandboxResponse {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const choice = { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text }, ...rest };
  return { status: 200, body: { id: 'c', object: 'chat.completion', choices: [choice] } };
}

const good = {
  lines: [
    { key: '1:time', description: 'Three wireframe sketches, signed off' },
    { key: '2:expenses', description: 'Expenses: travel to your office' },
  ],
  memo: 'Thank you for working with us on the Acme website.',
};

const templates = new Map([
  ['1:time', 'Wireframes: 3 sketches'],
  ['2:expenses', 'Expenses: Travel'],
]);

describe('a model that behaves', () => {
  test('words the lines and the memo, and is named with prompt and input', async () => {
    answer = () => says(good);
    const { descriptions, memo, author, rejected } = await wording().wordInvoice(input);
    expect(Object.fromEntries(descriptions)).toEqual({
      '1:time': 'Three wireframe sketches, signed off',
      '2:expenses': 'Expenses: travel to your office',
    });
    expect(memo).toBe(good.memo);
    expect(rejected).toEqual([]);
    expect(author).toMatchObject({ kind: 'model', model: 'm-1', promptVersion: 'invoice-lines.v2' });
    expect(author.promptHash).toMatch(/^[0-9a-f]{64}$/);
    expect(author.inputHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is asked with one JSON object as data, by a strict schema', async () => {
    let body: unknown;
    answer = (request) => {
      body = JSON.parse(request.body.toString());
      return says(good);
    };
    await wording().wordInvoice(input);
    const asked = question.parse(body);
    expect(asked.response_format?.type).toBe('json_schema');
    expect(asked.messages.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(JSON.parse(asked.messages[1]?.content ?? '')).toEqual({
      customer: 'Acme Corp',
      project: 'Acme website',
      lines: [
        { key: '1:time', kind: 'time', task: 'Wireframes', notes: '3 sketches', comments: ['signed off'] },
        { key: '2:expenses', kind: 'expenses', task: 'Travel', notes: '', comments: [] },
      ],
      lessons: [],
    });
  });

  test('is told what people corrected before, and takes no figure from it', async () => {
    let body: unknown;
    answer = (request) => {
      body = JSON.parse(request.body.toString());
      return says({
        ...good,
        lines: [{ key: '1:time', description: 'Wireframes at the new rate of 180' }, ...good.lines.slice(1)],
        memo: 'Now billed at 180',
      });
    };
    const lessons = ['the rate was corrected from $150.00 to $180.00'];
    const { descriptions, memo, rejected } = await wording().wordInvoice({ ...input, lessons });
    expect(JSON.parse(question.parse(body).messages[1]?.content ?? '').lessons).toEqual(lessons);
    expect(descriptions.get('1:time')).not.toContain('180');
    expect(memo).not.toContain('180');
    expect(rejected.map(({ key }) => key)).toEqual(['1:time', 'memo']);
  });

  test('every prompt that a draft may name is kept, with the hash that it names', () => {
    expect(PROMPTS.map(({ version }) => version)).toEqual(['invoice-lines.v1', 'invoice-lines.v2']);
    for (const { text, hash } of PROMPTS) expect(hash).toBe(sha256(text));
  });

  test('without schemas is asked in words alone, and its JSON is found in what it says', async () => {
    answer = ({ body }) =>
      question.parse(JSON.parse(body.toString())).response_format
        ? { status: 400, body: { error: { message: 'response_format is not supported' } } }
        : says(`Sure!\n\`\`\`json\n${JSON.stringify(good)}\n\`\`\``);
    const { author, descriptions } = await wording().wordInvoice(input);
    expect(author.kind).toBe('model');
    expect(descriptions.get('1:time')).toBe('Three wireframe sketches, signed off');
  });

  test('is asked in parts where there are many lines, and not beyond a hundred', async () => {
    answer = ({ body }) => {
      const asked = question.parse(JSON.parse(body.toString()));
      const { lines } = z
        .object({ lines: z.array(z.object({ key: z.string() })) })
        .parse(JSON.parse(asked.messages[1]?.content ?? ''));
      return says({ memo: '', lines: lines.map(({ key }) => ({ key, description: 'Worded' })) });
    };
    const lines = Array.from({ length: 130 }, (_, at) => ({
      ...input.lines[0],
      key: `${at}:time`,
      kind: 'time' as const,
      task: 'Task',
      notes: '',
      comments: [],
      employee: '',
    }));
    const { descriptions, rejected } = await wording().wordInvoice({ ...input, lines });
    expect(server.requests).toHaveLength(4);
    expect([...descriptions.values()].filter((text) => text === 'Worded')).toHaveLength(100);
    expect(descriptions.get('129:time')).toBe('Task');
    expect(rejected).toHaveLength(30);
  });
});

describe('a model that does not', () => {
  test('a figure of its own costs it the line, and the line alone', async () => {
    answer = () =>
      says({
        ...good,
        lines: [{ key: '1:time', description: 'Wireframes, 40 hours at $900' }, good.lines[1]],
      });
    const { descriptions, author, rejected } = await wording().wordInvoice(input);
    expect(descriptions.get('1:time')).toBe(templates.get('1:time'));
    expect(descriptions.get('2:expenses')).toBe('Expenses: travel to your office');
    expect(author.kind).toBe('model');
    expect(rejected).toEqual([{ key: '1:time', why: 'it says 40, which is not in the row' }]);
  });

  test('a figure of another line does not pass, and neither does one in the memo', async () => {
    answer = () =>
      says({ lines: [good.lines[0], { key: '2:expenses', description: '3 trips' }], memo: 'Pay $5' });
    const { descriptions, memo, rejected } = await wording().wordInvoice(input);
    expect(descriptions.get('2:expenses')).toBe('Expenses: Travel');
    expect(memo).toBe('Services for Acme website');
    expect(rejected.map(({ key }) => key)).toEqual(['2:expenses', 'memo']);
  });

  test('lines it invents are ignored, those it leaves out are templates', async () => {
    answer = () => says({ lines: [{ key: '9:time', description: 'Extra' }, good.lines[0], 7], memo: null });
    const { descriptions, rejected } = await wording().wordInvoice(input);
    expect([...descriptions.keys()]).toEqual(['1:time', '2:expenses']);
    expect(rejected).toEqual([{ key: '2:expenses', why: 'the model left it out' }]);
  });

  test.each<[string, string, SandboxResponse]>([
    ['prose', 'unusable', says('I would rather not say.')],
    ['JSON of another shape', 'unusable', says({ invoice: [] })],
    ['an answer cut off', 'unusable', says('{"lines": [', { finish_reason: 'length' })],
    ['JSON that breaks off', 'unusable', says('{"lines": [{"key":')],
    [
      'nothing but bad lines',
      'unusable',
      says({ lines: [{ key: '1:time', description: 'http://x' }], memo: 'Hi' }),
    ],
    ['no choices', 'unusable', { status: 200, body: { choices: [] } }],
    ['a body that is not JSON', 'unusable', { status: 200, body: '{"choices": [' }],
    [
      'a web page',
      'unusable',
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<html></html>' },
    ],
    [
      'a refusal',
      'refused',
      says('', { message: { role: 'assistant', content: null, refusal: 'I cannot help with that.' } }),
    ],
    ['a content filter', 'refused', says('', { finish_reason: 'content_filter' })],
    ['an error of 422', 'refused', { status: 422, body: { error: { message: 'no' } } }],
  ])('%s leaves the templates: %s', async (_what, reason, response) => {
    answer = () => response;
    const { descriptions, memo, author } = await wording().wordInvoice(input);
    expect(descriptions).toEqual(templates);
    expect(memo).toBe('Services for Acme website');
    expect(author).toMatchObject({
      kind: 'template',
      reason,
      model: 'm-1',
      promptVersion: 'invoice-lines.v2',
    });
  });

  test.each([
    ['expired-token', 'refused'],
    ['status-429', 'down'],
    ['status-500', 'down'],
    ['status-503', 'down'],
    ['html', 'down'],
    ['drop-before', 'down'],
    ['drop-after', 'down'],
  ] as const)('%s leaves the templates: %s; the key is never told', async (kind, reason) => {
    answer = () => says(good);
    faults.set({ kind });
    const { descriptions, author } = await wording().wordInvoice(input);
    expect(descriptions).toEqual(templates);
    expect(author).toMatchObject({ kind: 'template', reason });
    expect(JSON.stringify(author)).not.toContain('sk-test-key');
  });

  test('one that hangs leaves the templates when its time is up', async () => {
    faults.set({ kind: 'hang' });
    const { descriptions, author } = await wording({ timeoutMs: 60 }).wordInvoice(input);
    expect(descriptions).toEqual(templates);
    expect(author).toMatchObject({ kind: 'template', reason: 'slow' });
  });

  test('one that begins an answer and never ends it leaves the templates too', async () => {
    const endless = createServer((_req, res) => {
      res.writeHead(200, { 'content-type': 'application/json' });
      res.write('{"choices": [');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => endless.once('listening', resolve));
    const baseUrl = `http://127.0.0.1:${(endless.address() as AddressInfo).port}/v1`;
    const { author } = await wording({ baseUrl, timeoutMs: 60 }).wordInvoice(input);
    expect(author).toMatchObject({ kind: 'template', reason: 'slow' });
    endless.closeAllConnections();
    endless.close();
  });
});

test('one blip is asked again', async () => {
  answer = () => says(good);
  faults.set({ kind: 'status-503', times: 1 });
  expect((await wording().wordInvoice(input)).author.kind).toBe('model');
});

describe('no model', () => {
  test('the templates word everything, and say that there is no key', async () => {
    const { descriptions, author } = await createWording(null).wordInvoice(input);
    expect(descriptions).toEqual(templates);
    expect(author).toMatchObject({ kind: 'template', reason: 'no-key', model: null, promptVersion: null });
  });

  test('an invoice without lines asks no one', async () => {
    const { author } = await wording().wordInvoice({ ...input, lines: [] });
    expect(author.kind).toBe('template');
    expect(server.requests).toEqual([]);
  });
});
