import { z } from 'zod';
import { wireId } from '../map-wire.ts';
import { isQueryRefused, quote } from '../query.ts';
import { type Batch, MOST_ITEMS, type QueryAnswer } from './batch-answers.ts';
import type { Gathering } from './columns.ts';
import { MOST_PAGES, PAGES_AT_ONCE, readAll, rowsOf } from './pages.ts';
import { ACTION, groups, groupsOf, PAGE, type Question } from './question.ts';
import { readRecord } from './readable.ts';

const MOST_LOOKED_UP_ONE_BY_ONE = 300;

const wireAttachable = z.object({
  AttachableRef: z
    .array(
      z.object({
        EntityRef: z.object({ type: z.string().nullish(), value: wireId }).nullish().catch(null),
      }),
    )
    .nullish(),
});

interface Transaction {
  type: string;
  id: string;
  minor: number;
  /** Its lines' places. */
  rows: number[];
}

/** From this amount on. */
function largeOnes({ rows }: Gathering, fromMinor: number): Transaction[] {
  const sums = new Map<string, Transaction>();
  for (const [row, type] of rows.type.entries()) {
    const id = rows.txnId[row] ?? '';
    const known = sums.get(`${type}:${id}`) ?? { type, id, minor: 0, rows: [] };
    known.minor += rows.amountMinor[row] ?? 0;
    known.rows.push(row);
    sums.set(`${type}:${id}`, known);
  }
  return [...sums.values()].filter(({ minor }) => Math.abs(minor) >= fromMinor);
}

/** For fewer transactions than this their own questions are few enough. */
const MANY = 1_000;

/**
 * Reads every attachment of the company where that takes fewer requests than to ask for those of so many transactions;
 * whether it did. Throws VendorFailure.
 */
export async function allAttachments(
  batch: Batch,
  gathering: Gathering,
  fromMinor: number | null,
): Promise<boolean> {
  const large = fromMinor === null ? [] : largeOnes(gathering, fromMinor);
  if (large.length < MANY) return false;
  const [counted] = await batch(['select count(*) from Attachable'], ACTION);
  const count = counted && 'response' in counted ? counted.response.totalCount : null;
  if (typeof count !== 'number' || batchesOfPages(count) > batchesOfQuestions(large.length)) return false;
  // More than is ever read whole: no shorter period would make them fewer.
  if (count > MOST_PAGES * PAGE) return false;
  const held = new Set<string>();
  const take = (record: { Id: string }) => {
    for (const entity of entitiesOf(record)) held.add(entity);
  };
  await readAll(batch, [{ entity: 'Attachable', conditions: [''], take, reset: () => held.clear() }], ACTION);
  for (const { type, id, rows } of large)
    for (const row of rows) gathering.rows.hasAttachment[row] = held.has(`${type.toLowerCase()}:${id}`);
  return true;
}

const batchesOfPages = (count: number) => Math.ceil(count / PAGE / PAGES_AT_ONCE);
const batchesOfQuestions = (count: number) => Math.ceil(groupsOf(count) / MOST_ITEMS);

/** `again` takes the plainer questions, one for each transaction, where QuickBooks does not know IN for this. */
export function attachments(gathering: Gathering, fromMinor: number | null, again: Question[]): Question[] {
  if (fromMinor === null) return [];
  const large = largeOnes(gathering, fromMinor);
  const { rows } = gathering;
  const note = (asked: typeof large, answer: QueryAnswer | undefined): void => {
    const found = rowsOf('Attachable', answer, ACTION);
    const held = new Set(found.flatMap(entitiesOf));
    for (const { type, id, rows: its } of asked) {
      // A full page may have gone on: not finding it there says nothing.
      const has = held.has(`${type.toLowerCase()}:${id}`) || (found.length >= PAGE ? null : false);
      for (const row of its) rows.hasAttachment[row] = has;
    }
  };
  const query = (type: string, condition: string) =>
    `select * from Attachable where AttachableRef.EntityRef.Type = ${quote(type)} and AttachableRef.EntityRef.value ${condition} MAXRESULTS ${PAGE}`;
  return [...Map.groupBy(large, ({ type }) => type)].flatMap(([type, ofType]) =>
    groups(ofType).map((asked) => ({
      query: query(type, `IN (${asked.map(({ id }) => quote(id)).join(',')})`),
      use(answer) {
        if (!answer || !('failure' in answer) || !isQueryRefused(answer.failure)) return note(asked, answer);
        const single = asked.slice(0, Math.max(0, MOST_LOOKED_UP_ONE_BY_ONE - again.length));
        again.push(
          ...single.map((one) => ({
            query: query(type, `= ${quote(one.id)}`),
            use: (later: QueryAnswer | undefined) => note([one], later),
          })),
        );
      },
    })),
  );
}

function entitiesOf(record: { Id: string }): string[] {
  const { AttachableRef } = readRecord(wireAttachable, record, `attachment ${record.Id}`);
  return (AttachableRef ?? []).flatMap(({ EntityRef }) =>
    EntityRef ? [`${(EntityRef.type ?? '').toLowerCase()}:${EntityRef.value}`] : [],
  );
}
