import type { Entity, Fields } from './entity.ts';
import { stamp } from './entity.ts';

export type Operation = 'Create' | 'Update' | 'Delete' | 'Void' | 'Emailed';

export interface Change {
  entity: string;
  id: string;
  operation: Operation;
  /** Who did it: a program through the API, or a person in QuickBooks. */
  by: 'api' | 'person';
}

export type ChangeListener = (change: Change) => void;

/** Every record of one company, by entity name, in the order in which they were made. */
export interface Store {
  list(name: string): Entity[];
  /** Another number after every change of a record of this name. */
  revision(name: string): number;
  find(name: string, id: string): Entity | null;
  /** Puts a record as it is, without an event or a new SyncToken; for seeds and derived figures. */
  load(name: string, entity: Entity): void;
  create(name: string, fields: Fields, by: Change['by']): Entity;
  /** Replaces the record under the same Id with the next SyncToken. */
  replace(name: string, old: Entity, fields: Fields, operation: Operation, by: Change['by']): Entity;
  remove(name: string, old: Entity, by: Change['by']): void;
  /** Ids deleted since, for change data capture. */
  deleted(name: string): readonly { id: string; at: string }[];
  onChange(listener: ChangeListener): () => void;
}

export function createStore(now: () => Date): Store {
  const records = new Map<string, Map<string, Entity>>();
  const graves = new Map<string, { id: string; at: string }[]>();
  const revisions = new Map<string, number>();
  const listeners = new Set<ChangeListener>();
  let lastId = 0;

  const of = (name: string): Map<string, Entity> => {
    const found = records.get(name) ?? new Map<string, Entity>();
    records.set(name, found);
    return found;
  };
  const changed = (name: string) => revisions.set(name, (revisions.get(name) ?? 0) + 1);
  const tell = (change: Change): void => {
    for (const listener of listeners) listener(change);
  };
  const load = (name: string, entity: Entity): void => {
    if (/^\d+$/.test(entity.Id)) lastId = Math.max(lastId, Number(entity.Id));
    of(name).set(entity.Id, entity);
    changed(name);
  };

  return {
    list: (name) => [...of(name).values()],
    revision: (name) => revisions.get(name) ?? 0,
    find: (name, id) => of(name).get(id) ?? null,
    load,
    create(name, fields, by) {
      const time = stamp(now());
      const entity: Entity = {
        ...fields,
        Id: String(lastId + 1),
        SyncToken: '0',
        domain: 'QBO',
        sparse: false,
        MetaData: { CreateTime: time, LastUpdatedTime: time },
      };
      load(name, entity);
      tell({ entity: name, id: entity.Id, operation: 'Create', by });
      return entity;
    },
    replace(name, old, fields, operation, by) {
      const created = (old.MetaData as { CreateTime?: string } | undefined)?.CreateTime ?? stamp(now());
      const entity: Entity = {
        ...fields,
        Id: old.Id,
        SyncToken: String(Number(old.SyncToken) + 1),
        domain: 'QBO',
        sparse: false,
        MetaData: { CreateTime: created, LastUpdatedTime: stamp(now()) },
      };
      load(name, entity);
      tell({ entity: name, id: entity.Id, operation, by });
      return entity;
    },
    remove(name, old, by) {
      of(name).delete(old.Id);
      changed(name);
      graves.set(name, [...(graves.get(name) ?? []), { id: old.Id, at: stamp(now()) }]);
      tell({ entity: name, id: old.Id, operation: 'Delete', by });
    },
    deleted: (name) => graves.get(name) ?? [],
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
