import { z } from 'zod';
import { flag, optionalDecimal, optionalRef, optionalText, wireId } from './map-wire.ts';
import type { Item, Ref, TaxCode, Term } from './types.ts';

const days = z
  .number()
  .int()
  .nullish()
  .transform((value) => value ?? null);

const named = z.object({ Id: wireId, Name: z.string().min(1), Active: flag(true) });

export const wireItem = named
  .extend({
    FullyQualifiedName: optionalText,
    Type: optionalText,
    UnitPrice: optionalDecimal,
    // Said of every item in the US; where it is not said, the customer's tax code alone decides.
    Taxable: flag(true),
    SalesTaxCodeRef: optionalRef,
  })
  .transform(
    (wire): Item => ({
      id: wire.Id,
      name: wire.Name,
      fullyQualifiedName: wire.FullyQualifiedName ?? wire.Name,
      active: wire.Active,
      type: wire.Type ?? 'Service',
      unitPrice: wire.UnitPrice,
      taxable: wire.Taxable,
      salesTaxCodeId: wire.SalesTaxCodeRef?.id ?? null,
    }),
  );

/** A class or a location: `name` is the full one, "East:Boston", as people write it. */
export type Tag = Ref & { active: boolean; shortName: string };

export const wireTag = named.extend({ FullyQualifiedName: optionalText }).transform(
  (wire): Tag => ({
    id: wire.Id,
    name: wire.FullyQualifiedName ?? wire.Name,
    shortName: wire.Name,
    active: wire.Active,
  }),
);

export const wireTerm = named.extend({ DueDays: days, DayOfMonthDue: days }).transform(
  (wire): Term => ({
    id: wire.Id,
    name: wire.Name,
    active: wire.Active,
    dueDays: wire.DueDays,
    dayOfMonthDue: wire.DayOfMonthDue,
  }),
);

export const wireTaxCode = named
  .extend({ Taxable: flag(true) })
  .transform(
    (wire): TaxCode => ({ id: wire.Id, name: wire.Name, active: wire.Active, taxable: wire.Taxable }),
  );
