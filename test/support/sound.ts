import { expect } from 'vitest';
import { contentHash } from '../../src/core/identity.ts';
import { exportLog } from '../../src/log/export.ts';
import { signingKey } from '../../src/log/signing-key.ts';
import { verifyLog } from '../../src/log/verify.ts';
import { StoredContent } from '../../src/proposals/invoice/stored.ts';
import type { InvoiceContent } from '../../src/proposals/invoice/types.ts';
import type { Entity } from '../../src/sandbox/quickbooks/entity.ts';
import { createLocks } from '../../src/store/locks.ts';
import { encryptionKey } from '../../src/store/secrets.ts';
import { cents } from './cents.ts';
import { atRest } from './deciding.ts';
import type { World } from './world.ts';

/**
 * What must hold after everything: the decision log verifies, QuickBooks has exactly these many new invoices, each is
 * the approved version to the line, and its note names approval, version and approvers. Answers the new invoices.
 */
export async function expectSound(
  world: World,
  expected: { invoices: number; voided?: number },
): Promise<Entity[]> {
  await atRest(world);
  const all = newInvoices(world);
  const [gone, fresh] = [all.filter(isVoided), all.filter((invoice) => !isVoided(invoice))];
  expect(fresh.length, 'new invoices in QuickBooks').toBe(expected.invoices);
  expect(gone.length, 'voided invoices in QuickBooks').toBe(expected.voided ?? 0);
  for (const invoice of gone) await expectUndone(world, invoice);
  for (const invoice of fresh) await expectAsApproved(world, invoice);
  const approvals = new Set(fresh.map((invoice) => noteOf(invoice).approvalId));
  expect(approvals.size, 'one invoice an approval').toBe(fresh.length);
  await expectLog(world);
  return fresh;
}

export function newInvoices(world: World): Entity[] {
  const seeded = new Set(world.company.quickbooks.Invoice?.map(({ Id }) => Id));
  return world.quickbooks.entities('Invoice').filter(({ Id }) => !seeded.has(Id));
}

function isVoided({ PrivateNote, TotalAmt }: Entity): boolean {
  return String(PrivateNote).startsWith('Voided') && TotalAmt === 0;
}

/** One that was taken back: its approval says so, holds no row any more, and the log has who asked and that it was done. */
async function expectUndone(world: World, invoice: Entity): Promise<void> {
  const approvalId = /apr_\w+/.exec(String(invoice.PrivateNote))?.[0] ?? '';
  const approval = await world.db.prisma.approval.findUniqueOrThrow({
    where: { id: approvalId },
    include: { claims: true, decisions: { where: { verb: 'undo' } } },
  });
  expect(approval).toMatchObject({ status: 'voided', undoUntil: null, claims: [] });
  expect(approval.posting).toMatchObject({ id: invoice.Id });
  const types = ['undo.asked', 'undo.done'];
  const told = await world.db.prisma.logEntry.findMany({ where: { approvalId, type: { in: types } } });
  expect(told.map(({ type }) => type).sort()).toEqual(types);
  expect(approval.decisions.map(({ who }) => who)).toEqual([
    told.find(({ type }) => type === types[0])?.actor,
  ]);
}

function noteOf(invoice: Entity): { approvalId: string; version: number; number: number; approvers: string } {
  const match =
    /^Countersign (apr_\w+) v(\d+) \(approval (\d+)\), (?:approved by (.+)|posted automatically under rule “.+”)$/.exec(
      String(invoice.PrivateNote),
    ) ?? [];
  const [, approvalId = '', version = '0', number = '0', approvers = ''] = match;
  return { approvalId, version: Number(version), number: Number(number), approvers };
}

async function expectAsApproved(world: World, invoice: Entity): Promise<void> {
  const { approvalId, version, number, approvers } = noteOf(invoice);
  const approval = await world.db.prisma.approval.findUniqueOrThrow({
    where: { id: approvalId },
    include: { drafts: { where: { version } }, decisions: true },
  });
  const [draft] = approval.drafts;
  const content = StoredContent.parse(draft?.content);
  const counting = approval.decisions.filter(
    (one) => one.verb === 'approve' && one.version === version && one.revokedAt === null,
  );
  const names = counting.map(
    ({ who }) => world.settings.projects.people.find(({ id }) => id === who)?.name ?? who,
  );
  expect(approvers.split(' and ').filter(Boolean).sort()).toEqual(names.sort());
  expect(new Set(counting.map(({ who }) => who)).size, 'nobody counts twice').toBe(counting.length);
  if (approval.auto) expect(counting).toEqual([]);
  else expect(counting.length).toBe((approval.rule as { approvals?: number }).approvals);
  expect(approvers === '', 'posted without anybody').toBe(approval.auto);
  expect([approval.version, approval.number]).toEqual([version, number]);
  expect(contentHash(draft?.content)).toBe(draft?.hash);
  for (const decision of counting) expect(decision.draftHash).toBe(draft?.hash);
  expect(approval.posting).toMatchObject({ id: invoice.Id, number: invoice.DocNumber });
  expect(inBooks(invoice)).toEqual(asApproved(content));
}

function asApproved(content: InvoiceContent): unknown {
  return {
    customer: content.customerId,
    date: content.txnDate,
    due: content.dueDate,
    terms: content.termsId,
    mail: content.billEmail,
    location: content.locationId,
    currency: content.currency,
    memo: content.memo,
    total: content.subtotalMinor,
    lines: content.lines.map((line) => ({
      description: line.description,
      quantity: line.quantity,
      rate: line.rate,
      amount: line.amountMinor,
      item: line.itemId,
      date: line.serviceDate,
      class: line.classId,
      tax: line.taxCodeId ?? 'none',
    })),
  };
}

interface BookLine {
  DetailType?: string;
  Description?: string;
  Amount?: number;
  SalesItemLineDetail?: {
    ItemRef?: { value: string };
    Qty?: number;
    UnitPrice?: number;
    ServiceDate?: string;
    ClassRef?: { value: string };
    TaxCodeRef?: { value: string };
  };
}

/** The other side of the comparison, read from QuickBooks' own words and not through the product's client. */
function inBooks(invoice: Entity): unknown {
  const value = (name: string) => (invoice[name] as { value?: string } | undefined)?.value;
  const lines = (invoice.Line as BookLine[]).filter(({ DetailType }) => DetailType === 'SalesItemLineDetail');
  return {
    customer: value('CustomerRef'),
    date: invoice.TxnDate,
    due: invoice.DueDate,
    terms: value('SalesTermRef'),
    mail: (invoice.BillEmail as { Address?: string } | undefined)?.Address ?? null,
    location: value('DepartmentRef'),
    currency: value('CurrencyRef'),
    memo: value('CustomerMemo') ?? '',
    total: cents(invoice.TotalAmt),
    lines: lines.map(({ Description, Amount, SalesItemLineDetail: detail }) => ({
      description: Description,
      quantity: String(detail?.Qty),
      rate: String(detail?.UnitPrice),
      amount: cents(Amount),
      item: detail?.ItemRef?.value,
      date: detail?.ServiceDate ?? null,
      class: detail?.ClassRef?.value ?? null,
      tax: detail?.TaxCodeRef?.value ?? 'none',
    })),
  };
}

export async function expectLog(world: {
  db: World['db'];
  settings: { env: Pick<World['settings']['env'], 'encryptionKey' | 'dataDir'> };
}): Promise<void> {
  const locks = createLocks(world.db.url, 1);
  try {
    const sealedUnder = encryptionKey(world.settings.env.encryptionKey, world.settings.env.dataDir);
    const key = await signingKey(world.db, locks, sealedUnder);
    const lines: Buffer[] = [];
    for await (const line of exportLog(world.db, key, { project: null, since: null }, new Date()))
      lines.push(Buffer.from(`${JSON.stringify(line)}\n`));
    expect(await verifyLog(lines)).toMatchObject({ ok: true, count: lines.length - 1 });
  } finally {
    await locks.close();
  }
}
