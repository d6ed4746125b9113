import { z } from 'zod';
import { type Decimal, parseDecimal } from '../core/decimal.ts';

/** Ids are texts in QuickBooks; one that came as a number is the same id. Never empty. */
export const wireId = z.union([z.string().min(1), z.number().int().transform(String)]);

/** A JSON number as an exact decimal. */
export const wireDecimal = z.union([z.number(), z.string()]).transform((value, context): Decimal => {
  const decimal = parseDecimal(value);
  if (decimal === null) {
    context.addIssue({ code: 'custom', message: 'not a plain number' });
    return z.NEVER;
  }
  return decimal;
});

/** Missing, null and empty are the same in QuickBooks. */
export const optionalText = z
  .string()
  .nullish()
  .transform((value) => (value === undefined || value === '' ? null : value));

export const optionalDecimal = wireDecimal.nullish().transform((value) => value ?? null);

const ref = z.object({ value: wireId, name: z.string().nullish() });

export const requiredRef = ref.transform(({ value, name }) => ({ id: value, name: name ?? '' }));

/** A reference without a value is no reference. */
export const optionalRef = requiredRef
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

export const flag = (missing: boolean) =>
  z
    .boolean()
    .nullish()
    .transform((value) => value ?? missing);

/** `{"Invoice": {…}, "time": "…"}` */
export function envelope<T>(entity: string, schema: z.ZodType<T>): z.ZodType<T> {
  return z.object({ [entity]: schema }).transform((body) => body[entity] as T);
}

/** `{"QueryResponse": {"Invoice": […]}}`; an empty result has no key for the entity. */
export function queryResponse<T>(entity: string, schema: z.ZodType<T>): z.ZodType<T[]> {
  return z
    .object({ QueryResponse: z.object({ [entity]: z.array(schema).nullish() }).nullish() })
    .transform((body) => (body.QueryResponse?.[entity] as T[] | null | undefined) ?? []);
}
