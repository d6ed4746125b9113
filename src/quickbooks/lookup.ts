import type { z } from 'zod';
import type { Call } from './call.ts';
import { foldName } from './names.ts';
import { canBeQuoted, type Entity, isQueryRefused, queryAll, quote } from './query.ts';

export interface Lookup<T> {
  entity: Entity;
  schema: z.ZodType<T>;
  /** The field of its own name: DisplayName of a customer, Name of anything else. */
  nameField: 'DisplayName' | 'Name';
  id(found: T): string;
  names(found: T): string[];
  /** Every one there is; asked only where exact questions found nothing. */
  everyone(): Promise<T[]>;
}

/**
 * Every record, active or not, whose id or name is `nameOrId`, case aside. One question in the usual case: a name with
 * a colon is a full one, and one without is both, for a record without a parent is fully called by its own name.
 */
export async function lookUp<T extends { Id: string } | { id: string }>(
  call: Call,
  lookup: Lookup<T>,
  nameOrId: string,
): Promise<T[]> {
  const wanted = nameOrId.trim();
  if (wanted === '') return [];
  const fits = (record: T) =>
    lookup.id(record) === wanted || lookup.names(record).some((name) => foldName(name) === foldName(wanted));
  const found = new Map<string, T>();
  for (const record of (await exactly(call, lookup, wanted)).filter(fits))
    found.set(lookup.id(record), record);
  if (found.size > 0) return [...found.values()];
  return (await lookup.everyone()).filter(fits);
}

async function exactly<T extends { Id: string } | { id: string }>(
  call: Call,
  lookup: Lookup<T>,
  wanted: string,
): Promise<T[]> {
  if (!canBeQuoted(wanted)) return [];
  const fields = wanted.includes(':') ? ['FullyQualifiedName'] : [lookup.nameField];
  if (/^\d{1,18}$/.test(wanted)) fields.push('Id');
  const answers = await Promise.all(
    fields.map(async (field) => {
      const condition = `where ${field} = ${quote(wanted)}`;
      try {
        return await queryAll(call, lookup.entity, lookup.schema, [
          `${condition} and Active IN (true,false)`,
          condition,
        ]);
      } catch (error) {
        if (isQueryRefused(error)) return []; // the field cannot be asked for there: the list will do
        throw error;
      }
    }),
  );
  return answers.flat();
}
