import { expect, test } from 'vitest';
import { allAttachments } from '../../src/quickbooks/ledger/attachments.ts';
import { createGathering, type Gathering } from '../../src/quickbooks/ledger/columns.ts';
import { createNames } from '../../src/quickbooks/ledger/names.ts';

/** As many bills of one line each as it takes for their own questions to be more than the pages of all attachments. */
const MANY = 90_000;

function gathered(): Gathering {
  const gathering = createGathering({
    ...{ names: createNames(() => new Date()).use().names, homeCurrency: 'USD' },
    ...{ from: '2026-10-01', to: '2026-10-31', isWanted: () => true, url: () => '' },
  });
  const { rows } = gathering;
  for (let index = 0; index < MANY; index += 1) {
    rows.type.push('Bill');
    rows.txnId.push(String(index));
    rows.amountMinor.push(1_000);
    rows.hasAttachment.push(null);
  }
  return gathering;
}

/** Answers how many there are; each page holds the same one attachment, of bill 7. */
async function asked(totalCount: number): Promise<{ whole: boolean; pages: number; gathering: Gathering }> {
  let pages = 0;
  const gathering = gathered();
  const batch: Parameters<typeof allAttachments>[0] = async (queries) =>
    queries.map((query) => {
      if (query.includes('count(')) return { response: { totalCount } };
      const start = Number(/STARTPOSITION (\d+)/.exec(query)?.[1]);
      pages += 1;
      const length = Math.min(1_000, totalCount - start + 1);
      const ref = { EntityRef: { type: 'Bill', value: '7' } };
      const Attachable = Array.from({ length }, (_, at) => ({
        Id: String(start + at),
        AttachableRef: [ref],
      }));
      return { response: { Attachable } };
    });
  const whole = await allAttachments(batch, gathering, 500);
  return { whole, pages, gathering };
}

test('all attachments are read where that takes fewer requests, as long as they are no more than is read whole', async () => {
  const { whole, pages, gathering } = await asked(200_000);
  expect([whole, pages]).toEqual([true, 200]);
  expect(gathering.rows.hasAttachment.slice(6, 9)).toEqual([false, true, false]);
});

test('a company with more attachments than are ever read whole is asked for those of the transactions', async () => {
  expect(await asked(200_001)).toMatchObject({ whole: false, pages: 0 });
});
