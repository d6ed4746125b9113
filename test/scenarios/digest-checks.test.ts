import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckName, RunCheck } from '../../src/reconciling/checks/finding.ts';
import { runDocument } from '../../src/reconciling/stored.ts';
import { reconciled } from '../support/reconciling.ts';
import { startWorld, textOf, type World } from '../support/world.ts';

/** The demo company has each of these once, and labour twice; see src/sandbox/company/causes.ts. */
describe('the checks after matching, on the demo company', () => {
  let world: World;
  let checks: RunCheck[];
  let message: string;
  beforeAll(async () => {
    world = await startWorld();
    message = textOf(await reconciled(world));
    const document = await runDocument(world.db.prisma, 1);
    checks = document?.checks ?? [];
  }, 60_000);
  afterAll(() => world.end());

  const of = (check: CheckName) => checks.filter((one) => one.check === check);
  const designed = (check: string) => {
    const found = world.company.causes.find((one) => one.check === check);
    if (!found) throw new Error(`no case for ${check}`);
    return found;
  };
  const transaction = (posting: string | undefined) => (posting ?? '').split(':').slice(0, 2).join(':');

  test('the second bill of a trip that was entered twice is named before it is paid', () => {
    const [paid, unpaid] = designed('duplicate-before-paid').postings;
    const found = of('duplicate-before-paid');
    expect(found.map(({ postings, amountMinor }) => [postings.map(transaction), amountMinor])).toEqual([
      [[`Bill:${unpaid?.id}`, `Bill:${paid?.id}`], 68_430],
    ]);
  });

  test('the one posting without a receipt is named, with its amount', () => {
    const [posting] = designed('missing-receipt').postings;
    const found = of('missing-receipt');
    expect(found.map(({ postings, amountMinor }) => [transaction(postings[0]), amountMinor])).toEqual([
      [`Purchase:${posting?.id}`, 18_740],
    ]);
  });

  test('the one bill over the limit that neither side has a purchase order for is named, with its row', () => {
    const [posting] = designed('missing-purchase-order').postings;
    const found = of('missing-purchase-order');
    expect(found.map(({ postings }) => transaction(postings[0]))).toEqual([`Bill:${posting?.id}`]);
    expect(found[0]).toMatchObject({ amountMinor: 315_000, sheet: 'costs', rowNumber: expect.any(Number) });
  });

  test('a bill in an account that its vendor never had is named, and one that the sheet has there too is not', () => {
    const [posting] = designed('coding-against-history').postings;
    const found = of('coding-against-history');
    expect(found.map(({ postings }) => transaction(postings[0]))).toEqual([`Bill:${posting?.id}`]);
    expect(found[0]?.message).toContain('5010 Subcontractors');
  });

  test('billable hours that are on no invoice and no row are named, and those that are billed are not', () => {
    expect(of('unbilled-labour').map(({ amountMinor }) => amountMinor)).toEqual([97_500, 48_750]);
  });

  test('all of it stands in the message of the run, shortly, and is the same in the next run', async () => {
    expect(message).toContain('Worth a look');
    for (const words of [
      'may be paid twice: 1',
      'no receipt: 1',
      'no purchase order: 1',
      'unbilled labour: 2',
    ])
      expect(message).toContain(words);
    await reconciled(world);
    const again = await runDocument(world.db.prisma, 2);
    expect(again?.checks).toEqual(checks);
  });
});
