import type { Currency } from '../../core/money.ts';
import { nearest } from '../../core/nearest.ts';
import type { Call } from '../call.ts';
import type { Account, Ledger, Vendor } from '../ledger-types.ts';
import { lookUp } from '../lookup.ts';
import { wireCustomer } from '../map-customer.ts';
import { wireTag } from '../map-item.ts';
import { listed } from '../query.ts';
import type { Names } from './names.ts';
import { type WireVendor, wireVendor } from './wire.ts';

export type LedgerChoices = Pick<
  Ledger,
  | 'activeAccounts'
  | 'counterAccounts'
  | 'activeClasses'
  | 'activeCustomers'
  | 'findVendors'
  | 'suggestVendors'
>;

export interface ChoiceContext {
  call: Call;
  readNames: () => Promise<Names>;
  homeCurrency: () => Promise<Currency>;
  now: () => Date;
}

const KEPT_MS = 5 * 60_000;
const SUGGESTIONS = 5;

/** The closed lists that people choose from. */
export function ledgerChoices(context: ChoiceContext): LedgerChoices {
  const { call, now } = context;
  const classes = keptFor(now, async () => {
    const all = await listed(call, 'Class', wireTag);
    return all.filter(({ active }) => active).map(({ id, name }) => ({ id, name }));
  });
  const customers = keptFor(now, async () => {
    const all = await listed(call, 'Customer', wireCustomer, 'where Active = true');
    return all
      .filter(({ Active }) => Active)
      .map(({ Id, FullyQualifiedName, DisplayName }) => ({
        id: Id,
        name: FullyQualifiedName ?? DisplayName,
      }));
  });
  const accounts = async (wanted: (account: Account) => boolean) => {
    const names = await context.readNames();
    return names
      .accounts()
      .filter((account) => account.active && wanted(account))
      .sort((a, b) => compare(a.label, b.label) || compare(a.id, b.id));
  };
  const vendors = keptFor(now, () => listed(call, 'Vendor', wireVendor));
  return {
    activeAccounts: () => accounts(({ cost }) => cost),
    counterAccounts: () => accounts(({ type }) => type.toLowerCase() !== 'accounts receivable'),
    activeClasses: async () => (await classes()).toSorted(byName),
    activeCustomers: async () => (await customers()).toSorted(byName),
    async findVendors(nameOrId) {
      const home = await context.homeCurrency();
      const found = await lookUp(
        call,
        {
          entity: 'Vendor',
          schema: wireVendor,
          nameField: 'DisplayName',
          id: ({ Id }) => Id,
          names: ({ DisplayName }) => [DisplayName],
          everyone: vendors,
        },
        nameOrId,
      );
      return found.map((vendor) => toVendor(vendor, home));
    },
    async suggestVendors(name) {
      const home = await context.homeCurrency();
      const active = (await vendors()).filter(({ Active }) => Active ?? true);
      const byOwnName = Map.groupBy(active, ({ DisplayName }) => DisplayName);
      return nearest(name, [...byOwnName.keys()], SUGGESTIONS)
        .flatMap((near) => byOwnName.get(near) ?? [])
        .slice(0, SUGGESTIONS)
        .map((vendor) => toVendor(vendor, home));
    },
  };
}

/** A reading that is asked for once in a few minutes, however many want it; one that failed is asked for again. */
function keptFor<T>(now: () => Date, read: () => Promise<T>): () => Promise<T> {
  let kept: { at: number; reading: Promise<T> } | null = null;
  return () => {
    if (kept && now().getTime() - kept.at < KEPT_MS) return kept.reading;
    const mine = { at: now().getTime(), reading: read() };
    kept = mine;
    mine.reading.catch(() => {
      if (kept === mine) kept = null;
    });
    return mine.reading;
  };
}

function toVendor(wire: WireVendor, homeCurrency: Currency): Vendor {
  return {
    id: wire.Id,
    displayName: wire.DisplayName,
    active: wire.Active ?? true,
    currency: wire.CurrencyRef?.id ?? homeCurrency,
    termsId: wire.TermRef?.id ?? null,
  };
}

function byName(a: { id: string; name: string }, b: { id: string; name: string }): number {
  return compare(a.name, b.name) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
