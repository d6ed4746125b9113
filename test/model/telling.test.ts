import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWording } from '../../src/model/client.ts';
import type { Tellable } from '../../src/model/types.ts';
import { FaultSwitch } from '../../src/sandbox/faults.ts';
import { type Listening, listen } from '../../src/sandbox/http.ts';

const COMPARED = 'QuickBooks has $1,200.00 less than the sheet';
const OUTCOME = 'at completion the project is forecast $500.00 over its budget';
const tellable: Tellable = {
  facts: [
    'project: Website',
    'sheet total: $9,000.00',
    'QuickBooks total: $7,800.00',
    `totals compared: ${COMPARED}`,
    'to decide: 4',
    'missing in QuickBooks: 2 variances, $-1,150.00',
    `budget compared: ${OUTCOME}`,
  ].join('\n'),
  mustSay: COMPARED,
  maySay: OUTCOME,
};

let server: Listening;
let memo = '';

beforeEach(async () => {
  server = await listen({
    faults: new FaultSwitch(),
    handle: () => ({
      status: 200,
      body: {
        id: 'c-1',
        object: 'chat.completion',
        choices: [
          {
            index: 0,
            finish_reason: 'stop',
            message: { role: 'assistant', content: JSON.stringify({ lines: [], memo }) },
          },
        ],
      },
    }),
    faultResponse: () => ({ status: 500, body: {} }),
  });
});

afterEach(() => server.stop());

function told(sentences: string): Promise<string | null> {
  memo = sentences;
  const options = { apiKey: 'sk-test-key', model: 'm-1', baseUrl: `${server.url}/v1`, timeoutMs: 2_000 };
  return createWording(options).tell(tellable);
}

describe('what a model tells of a reconciliation', () => {
  test.each([
    `${COMPARED} with 4 to decide. Most of it is missing in QuickBooks: look at that first.`,
    `Of 4 to decide, quickbooks has $1,200.00 less than the sheet. Note that ${OUTCOME}.`,
  ])('is said where it compares in the words given: %s', async (sentences) => {
    expect(await told(sentences)).toBe(sentences);
  });

  test.each([
    ['turns the difference round', 'QuickBooks has $1,200.00 more than the sheet. Look at what is missing.'],
    ['says beside it the contrary', `${COMPARED}. The sheet is $1,200.00 below QuickBooks.`],
    ['turns the budget round', `${COMPARED}. The project is forecast $500.00 under its budget.`],
    ['leaves the difference out', 'There are 4 to decide. Most of it is missing in QuickBooks.'],
    ['compares in words of its own', `${COMPARED}. The spending exceeds the plan.`],
    ['has a figure of its own', `${COMPARED}. Most of it, $1,151.00, is missing in QuickBooks.`],
  ])('is not said where it %s', async (_why, sentences) => {
    expect(await told(sentences)).toBeNull();
  });
});
