import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWording } from '../../src/model/client.ts';
import { foreignFigures } from '../../src/model/figures.ts';
import type { WordingInput, WordingModel } from '../../src/model/types.ts';
import { type ModelStandIn, startModel } from '../../src/sandbox/model/stand-in.ts';

let standIn: ModelStandIn;
let model: WordingModel;

const tasks = ['Wireframes', 'Copywriting', 'Travel', 'Hosting move', 'Review', 'Training', 'Retrospective'];
const input: WordingInput = {
  customerName: 'Acme Corp',
  projectName: 'Acme website',
  lines: tasks.map((task, at) => ({
    key: `${at}:time`,
    kind: 'time',
    task,
    notes: `${task} with the team. 3 rounds of it.`,
    comments: ['Client was <!channel> happy'],
    employee: 'Ana',
  })),
};

beforeEach(async () => {
  standIn = await startModel();
  model = createWording({ apiKey: 'sk-sandbox', model: 'sandbox', baseUrl: `${standIn.url}/v1` });
});

afterEach(() => standIn.stop());

test('a good model words every line', async () => {
  const { author, descriptions, rejected } = await model.wordInvoice(input);
  expect(author.kind).toBe('model');
  expect(rejected).toEqual([]);
  expect(descriptions.get('0:time')).toBe('Wireframes: Wireframes with the team');
});

test('a hostile model gets no figure, link, mention, key or hidden character through', async () => {
  standIn.behave('hostile');
  const { descriptions, memo } = await model.wordInvoice(input);
  expect([...descriptions.keys()]).toEqual(input.lines.map(({ key }) => key));
  for (const text of [...descriptions.values(), memo]) {
    expect(foreignFigures(text, '3 rounds of it')).toEqual([]);
    expect(text).not.toMatch(/https?:|<[!@]|evil|\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
    expect(text.length).toBeLessThanOrEqual(500);
  }
});

test.each([
  ['refuse', 'refused'],
  ['garbage', 'unusable'],
  ['truncated', 'unusable'],
  ['empty', 'unusable'],
] as const)('a model that answers with %s leaves the templates: %s', async (mode, reason) => {
  standIn.behave(mode);
  const { author, descriptions } = await model.wordInvoice(input);
  expect(author).toMatchObject({ kind: 'template', reason });
  expect(descriptions.get('0:time')).toBe('Wireframes: Wireframes with the team. 3 rounds of it.');
});

test('a spent quota is a refusal and is not asked twice', async () => {
  standIn.faults.set({ kind: 'status-429' });
  expect((await model.wordInvoice(input)).author).toMatchObject({ kind: 'template', reason: 'refused' });
  expect(standIn.requests).toHaveLength(1);
});
