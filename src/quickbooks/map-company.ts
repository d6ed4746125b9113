import { z } from 'zod';
import { flag, optionalRef, optionalText } from './map-wire.ts';
import type { Company, Preferences } from './types.ts';

export const wireCompany = z
  .object({ CompanyName: optionalText, Country: optionalText })
  .transform(
    (wire): Company => ({ name: wire.CompanyName ?? 'QuickBooks company', country: wire.Country ?? 'US' }),
  );

/**
 * Where preferences are hidden, nothing is left out of an invoice on suspicion: classes and locations that a project
 * names are sent, and QuickBooks says so where it has none.
 */
export const UNKNOWN_PREFERENCES: Preferences = {
  homeCurrency: 'USD',
  multiCurrency: false,
  classTracking: 'line',
  locationTracking: true,
  automatedSalesTax: false,
  salesTax: null,
};

export const wirePreferences = z
  .object({
    CurrencyPrefs: z.object({ HomeCurrency: optionalRef, MultiCurrencyEnabled: flag(false) }).nullish(),
    AccountingInfoPrefs: z
      .object({
        ClassTrackingPerTxn: flag(false),
        ClassTrackingPerTxnLine: flag(false),
        TrackDepartments: flag(false),
      })
      .nullish(),
    TaxPrefs: z.object({ UsingSalesTax: flag(false), PartnerTaxEnabled: flag(false) }).nullish(),
  })
  .transform((wire): Preferences => {
    const accounting = wire.AccountingInfoPrefs;
    return {
      homeCurrency: wire.CurrencyPrefs?.HomeCurrency?.id ?? UNKNOWN_PREFERENCES.homeCurrency,
      multiCurrency: wire.CurrencyPrefs?.MultiCurrencyEnabled ?? UNKNOWN_PREFERENCES.multiCurrency,
      classTracking: accounting ? classTracking(accounting) : UNKNOWN_PREFERENCES.classTracking,
      locationTracking: accounting?.TrackDepartments ?? UNKNOWN_PREFERENCES.locationTracking,
      automatedSalesTax: wire.TaxPrefs?.PartnerTaxEnabled ?? UNKNOWN_PREFERENCES.automatedSalesTax,
      salesTax: wire.TaxPrefs?.UsingSalesTax ?? UNKNOWN_PREFERENCES.salesTax,
    };
  });

function classTracking(wire: { ClassTrackingPerTxn: boolean; ClassTrackingPerTxnLine: boolean }) {
  if (wire.ClassTrackingPerTxnLine) return 'line';
  return wire.ClassTrackingPerTxn ? 'transaction' : 'none';
}
