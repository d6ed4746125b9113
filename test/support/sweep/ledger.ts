import { expect } from 'vitest';
import { contentHash } from '../../../src/core/identity.ts';
import { type Doing, StoredContent } from '../../../src/proposals/variance/content.ts';
import type { Entity } from '../../../src/sandbox/quickbooks/entity.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { cents } from '../cents.ts';
import type { World } from '../world.ts';

const TYPES = ['Bill', 'Purchase', 'VendorCredit', 'JournalEntry'] as const;
type Type = (typeof TYPES)[number];
export type Ledger = ReadonlyMap<string, Entity>;

/** Every cost posting as it stands, by type and id. */
export function ledgerOf({ quickbooks }: Pick<Sandbox, 'quickbooks'>): Ledger {
  return new Map(
    TYPES.flatMap((type) => quickbooks.entities(type).map((one) => [`${type}:${one.Id}`, one] as const)),
  );
}

/**
 * What must hold of the books after variances were decided: these many new bills and journal entries, each exactly the
 * approved version with its note, these many lines recoded exactly as approved, and every other posting as it was.
 */
export async function expectLedger(
  world: World,
  before: Ledger,
  expected: { bills: number; journals: number; recoded: number },
): Promise<void> {
  const now = ledgerOf(world);
  expect(
    [...before.keys()].filter((key) => !now.has(key)),
    'postings that are gone',
  ).toEqual([]);
  const fresh = [...now].filter(([key]) => !before.has(key));
  const count = (type: Type) => fresh.filter(([key]) => key.startsWith(`${type}:`)).length;
  expect({ bills: count('Bill'), journals: count('JournalEntry'), all: fresh.length }).toEqual({
    bills: expected.bills,
    journals: expected.journals,
    all: expected.bills + expected.journals,
  });
  for (const [key, entity] of fresh) await expectAsDecided(world, key, entity);
  await expectRecoded(world, before, now, expected.recoded);
}

async function expectAsDecided(world: World, key: string, entity: Entity): Promise<void> {
  const match = /^Countersign (apr_\w+) v(\d+) \(approval (\d+)\), approved by (.+)$/.exec(
    String(entity.PrivateNote),
  );
  const [, id = '', version = '', number = '', names = ''] = match ?? [];
  const approval = await world.db.prisma.approval.findUniqueOrThrow({
    where: { id },
    include: { drafts: { where: { version: Number(version) } }, decisions: { where: { revokedAt: null } } },
  });
  const [draft] = approval.drafts;
  expect([approval.version, approval.number]).toEqual([Number(version), Number(number)]);
  expect(contentHash(draft?.content)).toBe(draft?.hash);
  const counting = approval.decisions.filter(
    (one) => one.verb === 'approve' && one.version === approval.version,
  );
  const said = counting.map(({ who }) => world.settings.projects.people.find((one) => one.id === who)?.name);
  expect(names.split(' and ').sort()).toEqual(said.sort());
  for (const { draftHash } of counting) expect(draftHash).toBe(draft?.hash);
  expect(approval.posting).toMatchObject({ id: entity.Id });
  const { action } = StoredContent.parse(draft?.content);
  if (action.do === 'bill') expect([key.split(':')[0], billIn(entity)]).toEqual(['Bill', billOf(action)]);
  else if (action.do === 'journal')
    expect([key.split(':')[0], journalIn(entity)]).toEqual(['JournalEntry', journalOf(action)]);
  else expect.fail(`${key} stands for an approval of “${action.do}”`);
}

interface Ref {
  value: string;
}
interface Line {
  Id: string;
  Amount: number;
  Description?: string;
  AccountBasedExpenseLineDetail?: { AccountRef?: Ref; CustomerRef?: Ref; ClassRef?: Ref };
  JournalEntryLineDetail?: {
    PostingType: string;
    AccountRef?: Ref;
    ClassRef?: Ref;
    Entity?: { EntityRef?: Ref };
  };
}

const value = (entity: Entity, name: string) => (entity[name] as Ref | undefined)?.value;

function billIn(entity: Entity): unknown {
  return {
    vendor: value(entity, 'VendorRef'),
    date: entity.TxnDate,
    number: entity.DocNumber ?? '',
    currency: value(entity, 'CurrencyRef'),
    total: cents(entity.TotalAmt),
    lines: (entity.Line as Line[]).map(({ Amount, Description, AccountBasedExpenseLineDetail: detail }) => ({
      amount: cents(Amount),
      description: Description ?? '',
      account: detail?.AccountRef?.value,
      customer: detail?.CustomerRef?.value,
      class: detail?.ClassRef?.value ?? null,
    })),
  };
}

function billOf(action: Doing<'bill'>): unknown {
  return {
    vendor: action.vendor.id,
    date: action.date,
    number: action.number,
    currency: action.currency,
    total: action.amountMinor,
    lines: [
      {
        amount: action.amountMinor,
        description: action.description,
        account: action.account.id,
        customer: action.customer.id,
        class: action.class?.id ?? null,
      },
    ],
  };
}

function journalIn(entity: Entity): unknown {
  return {
    date: entity.TxnDate,
    lines: (entity.Line as Line[]).map(({ Amount, JournalEntryLineDetail: detail }) => ({
      side: detail?.PostingType,
      amount: cents(Amount),
      account: detail?.AccountRef?.value,
      customer: detail?.Entity?.EntityRef?.value ?? null,
      class: detail?.ClassRef?.value ?? null,
    })),
  };
}

function journalOf(action: Doing<'journal'>): unknown {
  const side = (name: 'Debit' | 'Credit', account: string) => ({
    side: name,
    amount: action.amountMinor,
    account,
    customer: name === action.costSide ? action.customer.id : null,
    class: name === action.costSide ? (action.class?.id ?? null) : null,
  });
  return { date: action.date, lines: [side('Debit', action.debit.id), side('Credit', action.credit.id)] };
}

/** Whatever differs from before is one line of one approved recoding, written once. */
async function expectRecoded(world: World, before: Ledger, now: Ledger, expected: number): Promise<void> {
  const drafts = await world.db.prisma.draft.findMany({
    where: { approval: { kind: 'variance', status: 'done' } },
    include: { approval: { select: { version: true } } },
  });
  const recodings = drafts
    .filter(({ version, approval }) => version === approval.version)
    .map(({ content }) => StoredContent.parse(content).action)
    .filter((action) => action.do === 'recode');
  const changed = [...before].filter(([key, was]) => JSON.stringify(now.get(key)) !== JSON.stringify(was));
  expect(changed.map(([key]) => key).sort()).toEqual(
    recodings.map(({ type, txnId }) => `${type}:${txnId}`).sort(),
  );
  expect(changed.length, 'recoded').toBe(expected);
  for (const [key, was] of changed) {
    const is = now.get(key);
    const action = recodings.find(({ type, txnId }) => `${type}:${txnId}` === key);
    if (!is || !action) continue;
    expect(Number(is.SyncToken), 'written once').toBe(Number(was.SyncToken) + 1);
    const coded = (lines: unknown) =>
      (lines as Line[]).map((line) => {
        const { AccountBasedExpenseLineDetail: detail, ...rest } = line;
        const of = line.Id === action.lineId;
        return {
          ...rest,
          account: of && action.account ? action.account.toId : detail?.AccountRef?.value,
          class: of && action.class ? action.class.toId : (detail?.ClassRef?.value ?? ''),
          customer: of && action.customer ? action.customer.toId : detail?.CustomerRef?.value,
        };
      });
    const plain = (lines: unknown) =>
      (lines as Line[]).map(({ AccountBasedExpenseLineDetail: detail, ...rest }) => ({
        ...rest,
        account: detail?.AccountRef?.value,
        class: detail?.ClassRef?.value ?? '',
        customer: detail?.CustomerRef?.value,
      }));
    expect(plain(is.Line)).toEqual(coded(was.Line));
    expect([is.TotalAmt, is.TxnDate, is.DocNumber]).toEqual([was.TotalAmt, was.TxnDate, was.DocNumber]);
  }
}
