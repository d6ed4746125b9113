import type { Account } from '../ledger-types.ts';
import { wireCustomer } from '../map-customer.ts';
import type { Batch } from './batch-answers.ts';
import { type Reading, readAll } from './pages.ts';
import { readRecord } from './readable.ts';
import { type WireAccount, wireAccount } from './wire.ts';

/** What a line's ids are looked up in. */
export interface Names {
  account(id: string): Account | null;
  accounts(): Account[];
  /** These customers and everything below them. */
  withChildren(customerIds: readonly string[]): Set<string>;
  customerName(id: string): string | null;
}

/** Names for one gathering: complete once its `readings` are, which go first among all that are read. */
export interface NamesInUse {
  /** Nothing where the names were read a few minutes ago. */
  readings: Reading[];
  names: Names;
  /** To be called when the readings are complete, so that others may use them. */
  keep(): void;
}

const KEPT_MS = 5 * 60_000;
const COSTS = new Set(['expense', 'other expense', 'cost of goods sold']);
const DEEPEST = 10; // QuickBooks allows five levels; a circle would have no end

export interface NamesCache {
  /** Names of its own for each caller, or complete ones: nobody reads from what another is still filling. */
  use(): NamesInUse;
  /** The last complete ones, however old; empty ones before the first. */
  known(): Names;
}

export function createNames(now: () => Date): NamesCache {
  let kept: { at: number; names: Names } | null = null;
  return {
    use() {
      if (kept && now().getTime() - kept.at < KEPT_MS) return { readings: [], names: kept.names, keep() {} };
      const { readings, names } = namesToRead();
      return {
        readings,
        names,
        keep() {
          kept = { at: now().getTime(), names };
        },
      };
    },
    known: () => kept?.names ?? namesToRead().names,
  };
}

/** The names as they are, or read now where that is some minutes ago. */
export async function readNow({ names, readings, keep }: NamesInUse, batch: Batch): Promise<Names> {
  if (readings.length > 0) await readAll(batch, readings, 'list the accounts and customers');
  keep();
  return names;
}

function namesToRead(): { readings: Reading[]; names: Names } {
  const accounts = new Map<string, WireAccount>();
  const sameName = new Map<string, number>();
  const customers = new Map<string, { name: string; parent: string | null }>();
  const toAccount = (wire: WireAccount) => accountOf(wire, (sameName.get(wire.Name) ?? 0) > 1);
  const accountReading: Reading = {
    entity: 'Account',
    conditions: ['where Active IN (true,false)', ''],
    take(record) {
      const account = readRecord(wireAccount, record, `account ${record.Id}`);
      accounts.set(account.Id, account);
      sameName.set(account.Name, (sameName.get(account.Name) ?? 0) + 1);
    },
    reset() {
      accounts.clear();
      sameName.clear();
    },
  };
  const customerReading: Reading = {
    entity: 'Customer',
    // Sub-customers and projects alone: whatever has none above it is found by its own id.
    conditions: ['where Job = true and Active IN (true,false)', 'where Active IN (true,false)'],
    take(record) {
      const customer = readRecord(wireCustomer, record, `customer ${record.Id}`);
      const name = customer.FullyQualifiedName ?? customer.DisplayName;
      customers.set(customer.Id, { name, parent: customer.ParentRef?.id ?? null });
    },
    reset: () => customers.clear(),
  };
  return {
    readings: [accountReading, customerReading],
    names: {
      account(id) {
        const wire = accounts.get(id);
        return wire ? toAccount(wire) : null;
      },
      accounts: () => [...accounts.values()].map(toAccount),
      customerName: (id) => customers.get(id)?.name ?? null,
      withChildren: (customerIds) => withChildren(new Set(customerIds), customers),
    },
  };
}

function accountOf(wire: WireAccount, ambiguous: boolean): Account {
  const name = wire.FullyQualifiedName ?? wire.Name;
  const number = wire.AcctNum?.trim() ?? '';
  const type = wire.AccountType ?? '';
  return {
    id: wire.Id,
    name,
    number,
    // People write the last part; where two accounts share it, that would not tell them apart.
    label: number === '' ? (ambiguous ? name : wire.Name) : `${number} ${wire.Name}`,
    type,
    active: wire.Active ?? true,
    cost: COSTS.has(type.toLowerCase()),
  };
}

function withChildren(
  wanted: Set<string>,
  customers: ReadonlyMap<string, { parent: string | null }>,
): Set<string> {
  const found = new Set(wanted);
  for (const id of customers.keys()) {
    let above: string | null = id;
    for (let depth = 0; above !== null && depth < DEEPEST; depth += 1) {
      if (wanted.has(above)) found.add(id);
      above = customers.get(above)?.parent ?? null;
    }
  }
  return found;
}
