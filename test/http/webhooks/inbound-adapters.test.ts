import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asana } from '../../../src/http/webhooks/adapters/asana.ts';
import { general } from '../../../src/http/webhooks/adapters/general.ts';
import { harvest } from '../../../src/http/webhooks/adapters/harvest.ts';
import { quickBooksTime } from '../../../src/http/webhooks/adapters/quickbooks-time.ts';
import { shopify } from '../../../src/http/webhooks/adapters/shopify.ts';

const fixture = (name: string) =>
  JSON.parse(readFileSync(`test/fixtures/inbound/${name}.json`, 'utf8')) as Record<string, unknown>;

describe('what other systems send', () => {
  test('Harvest: an approved entry counts for its project on the day of its work; one that is not approved does not', () => {
    const page = fixture('harvest-time-entries') as { time_entries: Record<string, unknown>[] };
    const approved = {
      id: 'time-entry:636708574:2017-06-27T16:47:14Z',
      event: 'timesheet.approved',
      theirs: ['14308069', 'Online Store - Phase 1'],
      at: '2017-03-01',
    };
    expect(harvest(page)).toEqual([approved]);
    expect(harvest(page.time_entries[0])).toEqual([approved]);
    expect(harvest({ time_entry: page.time_entries[0] })).toEqual([approved]);
    const { approval_status: _, ...older } = page.time_entries[0] ?? {};
    expect(harvest(older)).toEqual([approved]);
    expect(harvest({ ...older, is_closed: false })).toEqual([]);
    expect(harvest({ ...older, approval_status: 'submitted' })).toEqual([]);
  });

  test('QuickBooks Time: time up to the day that its user is approved to counts, for the jobcode and the one above', () => {
    const answer = fixture('quickbooks-time-timesheets');
    expect(quickBooksTime(answer)).toEqual([
      {
        id: 'timesheet:135288482:1970-01-01T00:00:00+00:00',
        event: 'timesheet.approved',
        theirs: ['18080900', 'Customer10', '17288279', 'Asm'],
        at: '2018-07-16',
      },
    ]);
    expect(quickBooksTime({ ...answer, supplemental_data: { users: '', jobcodes: [] } })).toEqual([]);
    expect(quickBooksTime({ results: { timesheets: [] } })).toEqual([]);
  });

  test('Asana: a project that was completed counts, its tasks do not; a heartbeat says nothing', () => {
    const events = asana(fixture('asana-project-completed'));
    expect(events).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{64}$/),
        event: 'project.completed',
        theirs: ['1202461773653662'],
        at: '2026-10-31T23:30:00.123Z',
      },
    ]);
    expect(asana({ events: [] })).toEqual([]);
  });

  test('Shopify: a fulfilled order counts for its tags and its customer, and for nothing that a buyer can write', () => {
    const order = fixture('shopify-order-fulfilled');
    expect(shopify(order)).toEqual([
      {
        id: 'order:820982911946154508:255858046',
        event: 'order.fulfilled',
        theirs: ['115310627314723954', 'ACME-2021', 'VIP'],
        at: '2022-01-01T23:30:00-05:00',
      },
    ]);
    // Another topic of the same shop is signed with the same secret.
    expect(shopify({ ...order, fulfillment_status: 'partial' })).toEqual([]);
    expect(shopify({ ...order, fulfillment_status: null })).toEqual([]);
    expect(shopify({ ...order, cancelled_at: '2022-01-03T00:00:00Z' })).toEqual([]);
  });

  test('any other: our own shape, one or a list', () => {
    const told = { id: 7, event: 'project.completed', project: 'Acme', date: '2026-10-05' };
    const read = { id: '7', event: 'project.completed', theirs: ['Acme'], at: '2026-10-05' };
    expect(general(told)).toEqual([read]);
    expect(general({ events: [told, { ...told, id: '8', date: undefined }] })).toEqual([
      read,
      { ...read, id: '8', at: null },
    ]);
    for (const wrong of [
      { ...told, event: 'project.deleted' },
      { ...told, id: '' },
      { ...told, date: '2026-02-30' },
    ])
      expect(general(wrong)).toBeNull();
  });

  test('none of them fails, whatever the body', () => {
    const adapters = [harvest, quickBooksTime, asana, shopify, general];
    const bodies = [
      'harvest-time-entries',
      'quickbooks-time-timesheets',
      'asana-project-completed',
      'shopify-order-fulfilled',
    ].map(fixture);
    const mangled = fc
      .tuple(fc.constantFrom(...bodies), fc.infiniteStream(fc.jsonValue()), fc.infiniteStream(fc.nat(20)))
      .map(([body, values, chances]): unknown =>
        JSON.parse(JSON.stringify(body), (_key, value: unknown) =>
          chances.next().value === 0 ? values.next().value : value,
        ),
      );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.constant(undefined), mangled), (body) => {
        for (const adapter of adapters)
          for (const { at, theirs } of adapter(body) ?? []) {
            expect(at === null || /^\d{4}-\d{2}-\d{2}/.test(at)).toBe(true);
            expect(theirs.every((name) => name.trim() !== '')).toBe(true);
          }
      }),
      { numRuns: 500 },
    );
  });
});
