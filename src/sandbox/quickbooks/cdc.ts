import type { Books } from './books.ts';
import { entityName, type Fields, fieldsAt, textAt } from './entity.ts';
import { fault, missing } from './fault-shapes.ts';

const DAYS_30 = 30 * 86_400_000;
const MOST = 1000;

/** Every record of the entities asked for that changed since, whole; deleted ones as their Id and status alone. */
export function changesSince(books: Books, query: URLSearchParams): Fields[] {
  const asked = (query.get('entities') ?? '').split(',').filter((text) => text !== '');
  if (asked.length === 0) throw missing('entities');
  const since = Date.parse(query.get('changedSince') ?? '');
  if (Number.isNaN(since)) throw fault('2010', 'changedSince is not a date and time', 'changedSince');
  if (books.now().getTime() - since > DAYS_30) {
    throw fault('2010', 'changedSince must be within the last 30 days', 'changedSince');
  }
  // A thousand over all entities, and not a word of what did not fit.
  let left = MOST;
  return [
    {
      QueryResponse: asked.map((text) => {
        const { name, changes } = changesOf(books, text.trim(), since);
        const all = changes.slice(0, left);
        left -= all.length;
        return all.length === 0 ? {} : { [name]: all, startPosition: 1, maxResults: all.length };
      }),
    },
  ];
}

function changesOf(books: Books, text: string, since: number): { name: string; changes: Fields[] } {
  const name = entityName(text);
  if (name === null) throw fault('2170', `Invalid Enumeration : ${text}`, 'entities');
  const changed = books.store
    .list(name)
    .filter((entity) => Date.parse(textAt(fieldsAt(entity, 'MetaData'), 'LastUpdatedTime') ?? '') >= since);
  const deleted = books.store
    .deleted(name)
    .filter(({ at }) => Date.parse(at) >= since)
    .map(({ id, at }) => ({
      domain: 'QBO',
      status: 'Deleted',
      Id: id,
      MetaData: { LastUpdatedTime: at },
    }));
  return { name, changes: [...changed, ...deleted] };
}
