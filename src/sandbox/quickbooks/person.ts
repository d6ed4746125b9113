import { refreshBalances } from './balances.ts';
import type { Books } from './books.ts';
import { type Entity, entityKind, type Fields } from './entity.ts';
import { prepare } from './operations.ts';

/** A person at QuickBooks' own screens: nothing is refused, what is missing is completed. */
export interface Person {
  add(name: string, fields: Fields): Entity;
  edit(name: string, id: string, patch: Fields): Entity;
  remove(name: string, id: string): void;
}

export function createPerson(books: Books): Person {
  const found = (name: string, id: string): Entity => {
    const old = entityKind(name) === null ? null : books.store.find(name, id);
    if (!old) throw new Error(`There is no ${name} ${id} in the books`);
    return old;
  };
  return {
    add(name, fields) {
      const prepared = prepare(books, name, structuredClone(fields), { old: null, strict: false });
      const entity = books.store.create(name, prepared, 'person');
      refreshBalances(books);
      return structuredClone(entity);
    },
    edit(name, id, patch) {
      const old = found(name, id);
      const prepared = prepare(books, name, { ...old, ...structuredClone(patch) }, { old, strict: false });
      // A balance that is given stands: how a person's payment or write-off looks from outside.
      const fields = patch.Balance === undefined ? prepared : { ...prepared, Balance: patch.Balance };
      const entity = books.store.replace(name, old, fields, 'Update', 'person');
      refreshBalances(books);
      return structuredClone(entity);
    },
    remove(name, id) {
      books.store.remove(name, found(name, id), 'person');
      refreshBalances(books);
    },
  };
}
