import { VendorFailure } from '../core/failure.ts';
import type { Currency } from '../core/money.ts';
import type { Call } from './call.ts';
import { UNKNOWN_PREFERENCES, wireCompany, wirePreferences } from './map-company.ts';
import { wireTaxCode, wireTerm } from './map-item.ts';
import { envelope } from './map-wire.ts';
import { queryAll } from './query.ts';
import { readOne } from './read.ts';
import type { Preferences, QuickBooks, TaxCode } from './types.ts';

export type CompanyReadings = Pick<
  QuickBooks,
  'company' | 'preferences' | 'getTerm' | 'getTaxCode' | 'taxCodes'
> & {
  /** Read once: QuickBooks never changes it. */
  homeCurrency(): Promise<Currency>;
};

// The two codes of every US company that are not entities and cannot be read.
const US_TAX_CODES: Readonly<Record<string, TaxCode>> = {
  TAX: { id: 'TAX', name: 'TAX', active: true, taxable: true },
  NON: { id: 'NON', name: 'NON', active: true, taxable: false },
};

export function companyReadings(call: Call, realmId: string): CompanyReadings {
  let home: Promise<Currency> | null = null;
  const preferences = () => {
    const reading = readPreferences(call);
    if (!home) {
      home = reading.then((read) => read.homeCurrency);
      home.catch(() => {
        home = null; // asked again next time; whoever waits now is told by the reading itself
      });
    }
    return reading;
  };
  return {
    company: async () => {
      const company = await readOne(call, 'getCompanyInfo', 'CompanyInfo', wireCompany, realmId);
      if (company) return company;
      throw new VendorFailure({
        service: 'QuickBooks',
        kind: 'ours',
        code: '610',
        message: `QuickBooks has no company ${realmId}. Check QUICKBOOKS_REALM_ID.`,
      });
    },
    preferences,
    getTerm: (id) => readOne(call, 'getTerm', 'Term', wireTerm, id),
    getTaxCode: async (id) =>
      US_TAX_CODES[id] ?? (await readOne(call, 'getTaxCode', 'TaxCode', wireTaxCode, id)),
    taxCodes: () => queryAll(call, 'TaxCode', wireTaxCode, ['']),
    homeCurrency: async () => home ?? (await preferences()).homeCurrency,
  };
}

/** A company that hides its preferences has the cautious ones; one that is down has none. */
async function readPreferences(call: Call): Promise<Preferences> {
  try {
    return await call({
      name: 'getPreferences',
      action: 'read the preferences',
      write: false,
      ask: (sdk, done) => sdk.getPreferences(done),
      body: envelope('Preferences', wirePreferences),
    });
  } catch (error) {
    if (error instanceof VendorFailure && isHidden(error)) return UNKNOWN_PREFERENCES;
    throw error;
  }
}

function isHidden({ kind, status }: VendorFailure): boolean {
  return kind === 'refused' || (kind === 'ours' && status !== null && [400, 404, 405, 501].includes(status));
}
