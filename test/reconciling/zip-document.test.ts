import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { RunDocument } from '../../src/reconciling/run.ts';
import { zipDocument } from '../../src/reconciling/zip-document.ts';

const row = (index: number) => ({
  id: `r${index}`,
  description: 'Ärger “mit” \n Zeilen',
  amountMinor: index,
});

test.each([0, 1, 1_000, 1_001, 2_500])(
  'a document with %i rows is stored as the JSON that it is, whatever pieces it was made of',
  async (count) => {
    const document = {
      format: 1,
      project: { code: 'P', name: 'Project' },
      sheetRows: Array.from({ length: count }, (_, index) => row(index)),
      checks: undefined,
      unmatched: { sheet: [], ledger: [] },
    } as unknown as RunDocument;
    const text = gunzipSync(await zipDocument(document)).toString('utf8');
    expect(text).toBe(JSON.stringify(document));
  },
);
