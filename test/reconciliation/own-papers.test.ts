import { expect, test } from 'vitest';
import { matched } from './beside.ts';
import { matchedAmongFew } from './few.ts';
import type { Row } from './sides.ts';

const date = '2026-04-08';
const project = 'P-7';
const paper = (id: string, vendor: string, number: string, amount: string): Row => ({
  id,
  date,
  project,
  vendor,
  number,
  amount,
});

test('bills of other vendors that come to a bill by chance are no part of it where each has its own posting', () => {
  const sheet = [
    paper('S1', 'Ironbridge Welding', '4573', '12.44'),
    paper('S2', 'Delta Fence', '4505', '91.11'),
    paper('S3', 'Granite Peak Hauling', '4755', '102.95'),
  ];
  const ledger = [
    paper('L1', 'Ironbridge Welding', '4573', '13.04'),
    paper('L2', 'Delta Fence', '4505', '91.71'),
    paper('L3', 'Granite Peak Hauling', '4755', '103.55'),
  ];
  const own = ['S1 = L1', 'S2 = L2', 'S3 = L3'];
  expect(matched(sheet, ledger)).toEqual(own);
  expect(matchedAmongFew(sheet, ledger).map((said) => said.replace(/ \w+$/, ''))).toEqual(own);
});
