import { z } from 'zod';
import type { Currency } from '../core/money.ts';
import { flag, optionalDecimal, optionalRef, optionalText, wireId } from './map-wire.ts';
import type { Customer } from './types.ts';

export const wireCustomer = z.object({
  Id: wireId,
  DisplayName: z.string().min(1),
  FullyQualifiedName: optionalText,
  Active: flag(true),
  PrimaryEmailAddr: z.object({ Address: optionalText }).nullish().catch(null),
  CurrencyRef: optionalRef,
  SalesTermRef: optionalRef,
  Taxable: z.boolean().nullish().catch(null),
  DefaultTaxCodeRef: optionalRef,
  ParentRef: optionalRef,
  Balance: optionalDecimal,
});
export type WireCustomer = z.infer<typeof wireCustomer>;

/** A company with one currency does not name it on its customers. */
export function toCustomer(wire: WireCustomer, homeCurrency: Currency): Customer {
  return {
    id: wire.Id,
    displayName: wire.DisplayName,
    fullyQualifiedName: wire.FullyQualifiedName ?? wire.DisplayName,
    active: wire.Active,
    email: wire.PrimaryEmailAddr?.Address ?? null,
    currency: wire.CurrencyRef?.id ?? homeCurrency,
    termsId: wire.SalesTermRef?.id ?? null,
    taxable: wire.Taxable ?? (wire.DefaultTaxCodeRef !== null && wire.DefaultTaxCodeRef.id !== 'NON'),
    defaultTaxCodeId: wire.DefaultTaxCodeRef?.id ?? null,
    parentId: wire.ParentRef?.id ?? null,
  };
}
