import { expect, test } from 'vitest';
import { bothHistories } from '../../src/quickbooks/ledger/history.ts';

const habit = (accountId: string, lines: number) => ({ accountId, account: `Account ${accountId}`, lines });

test('two readings of different days are counted together, the commonest account of each vendor first', () => {
  const one = new Map([
    ['v1', [habit('a', 5), habit('b', 4)]],
    ['v2', [habit('a', 1)]],
  ]);
  const other = new Map([
    ['v1', [habit('b', 3), habit('c', 1)]],
    ['v3', [habit('d', 2)]],
  ]);
  expect([...bothHistories(one, other)]).toEqual([
    ['v1', [habit('b', 7), habit('a', 5), habit('c', 1)]],
    ['v2', [habit('a', 1)]],
    ['v3', [habit('d', 2)]],
  ]);
  expect(one.get('v1')).toEqual([habit('a', 5), habit('b', 4)]);
});
