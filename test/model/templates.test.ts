import { expect, test } from 'vitest';
import { describeInvoice, describeLine } from '../../src/model/templates.ts';

const line = {
  key: '1:time',
  kind: 'time',
  task: 'Homepage wireframes',
  notes: '',
  comments: [],
  employee: 'Ana',
} as const;

test('time is described by its task and notes, or by who did it', () => {
  expect(describeLine({ ...line, notes: 'kickoff\nand sketches' })).toBe(
    'Homepage wireframes: kickoff and sketches',
  );
  expect(describeLine(line)).toBe('Homepage wireframes — Ana');
  expect(describeLine({ ...line, employee: '' })).toBe('Homepage wireframes');
});

test('expenses say that they are', () => {
  expect(describeLine({ ...line, kind: 'expenses', task: 'Travel' })).toBe('Expenses: Travel');
});

test('a row without words still has a description', () => {
  expect(describeLine({ ...line, task: ' ', employee: '' })).toBe('Services');
  expect(describeLine({ ...line, kind: 'expenses', task: '' })).toBe('Expenses');
});

test('a note of 4,000 characters is cut at a word', () => {
  const description = describeLine({ ...line, notes: 'sketches '.repeat(444) });
  expect(description.length).toBeLessThanOrEqual(500);
  expect(description).toMatch(/sketches…$/);
});

test('figures and markup stay as typed; overrides go', () => {
  expect(describeLine({ ...line, task: '<!channel> 3 pages\u202e', employee: '' })).toBe(
    '<!channel> 3 pages',
  );
});

test('the memo names the project', () => {
  expect(describeInvoice({ projectName: 'Acme website' })).toBe('Services for Acme website');
  expect(describeInvoice({ projectName: '' })).toBe('');
});
