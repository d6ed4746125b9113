import type { Books } from './books.ts';
import { entityName, type Fields, isFields, listAt, stamp, textAt } from './entity.ts';
import { asFault, fault, faultBody, missing } from './fault-shapes.ts';
import { remove, voidTransaction, write } from './operations.ts';
import { runQuery } from './query-run.ts';

/** Each item for itself, in order: one that fails leaves its Fault in its place and stops none of the others. */
export function runBatch(books: Books, body: Fields): Fields[] {
  const items = listAt(body, 'BatchItemRequest');
  if (items.length === 0) throw missing('BatchItemRequest');
  if (items.length > 30) throw fault('2050', 'A batch has at most 30 items', 'BatchItemRequest');
  return items.map((item) => {
    const bId = textAt(item, 'bId') ?? '';
    try {
      return { bId, ...runItem(books, item) };
    } catch (error) {
      return { bId, ...faultBody(asFault(error), stamp(books.now())), time: undefined };
    }
  });
}

function runItem(books: Books, item: Fields): Fields {
  const query = textAt(item, 'Query');
  if (query !== null) return { QueryResponse: runQuery(books.store, query) };
  const found = Object.entries(item).find(([key, value]) => entityName(key) !== null && isFields(value));
  const name = entityName(found?.[0] ?? '');
  const body = found?.[1];
  if (name === null || !isFields(body)) throw missing('BatchItemRequest entity');
  const options = textAt(item, 'optionsData') ?? '';
  if (item.operation === 'delete') return { [name]: remove(books, name, body) };
  if (options.includes('void')) return { [name]: voidTransaction(books, name, body) };
  return { [name]: write(books, name, body, options.includes('allowduplicatedocnum')) };
}
