import { describe, expect, test } from 'vitest';
import type { Logged } from '../../src/log/logged.ts';
import { monthOf } from '../../src/log/month.ts';
import { type Summary, summarise } from '../../src/log/summary.ts';
import { duration, summaryParts } from '../../src/log/summary-text.ts';
import { entriesOf, nameOf, versionData } from './entries.ts';

const FROM = new Date('2026-10-01T05:00:00Z');
const TO = new Date('2026-11-01T05:00:00Z');
const MODEL = {
  kind: 'model',
  model: 'gpt-5-mini',
  promptVersion: 'invoice-lines.v1',
  promptHash: 'abcdef0123456789',
};
const at = (day: number, time: string) => `2026-10-${String(day).padStart(2, '0')}T${time}Z`;

function summary(entries: readonly Logged[]): Summary {
  return summarise(entries, FROM, TO);
}

/** One approval of its own: drafted, shown, decided. */
function one(
  id: string,
  more: { shown: string; decided: string; who?: string; data?: Record<string, unknown>; project?: string },
): Logged[] {
  const { shown, decided, who = 'U0FIN', data = {}, project = 'ACME-WEB' } = more;
  return entriesOf(
    { type: 'draft.made', actor: 'U0PAM', at: shown, data: versionData(data) },
    { type: 'card.shown', at: shown, data: { version: 1 } },
    { type: 'approval.given', actor: who, at: decided, data: { version: 1, final: true } },
  ).map((entry) => ({ ...entry, approvalId: id, project }));
}

describe('the month in figures', () => {
  test('decisions are counted in the month in which they fall, and an observed draft is none', () => {
    const rejected = entriesOf(
      { type: 'draft.made', at: '2026-09-30T20:00:00Z', data: versionData() },
      { type: 'approval.rejected', at: at(1, '09:00:00'), data: { version: 1, reason: 'no' } },
    ).map((entry) => ({ ...entry, approvalId: 'r' }));
    const late = one('late', { shown: at(31, '09:00:00'), decided: '2026-11-02T09:00:00Z' });
    const observed = entriesOf({ type: 'draft.observed', data: versionData() });
    const expired = entriesOf(
      { type: 'draft.made', data: versionData() },
      { type: 'approval.expired', data: {} },
    ).map((entry) => ({ ...entry, approvalId: 'x' }));
    const auto = entriesOf(
      { type: 'draft.made', data: versionData() },
      { type: 'approval.automatic', data: { final: true } },
      { type: 'undo.done', data: {} },
    ).map((entry) => ({ ...entry, approvalId: 'y' }));
    const withdrawn = entriesOf(
      { type: 'draft.made', data: versionData() },
      { type: 'approval.automatic', data: { final: true } },
      { type: 'automatic.withdrawn', data: { reason: 'the mode is propose by now' } },
    ).map((entry) => ({ ...entry, approvalId: 'z' }));
    expect(summary(withdrawn)).toMatchObject({ auto: 0, approved: 0 });
    expect(summary([...rejected, ...late, ...observed, ...expired, ...auto])).toMatchObject({
      approved: 0,
      rejected: 1,
      expired: 1,
      auto: 1,
      undone: 1,
    });
  });

  test('an approval that drift took back is decided when it is approved again', () => {
    const entries = entriesOf(
      { type: 'draft.made', at: at(5, '09:00:00'), data: versionData() },
      { type: 'approval.given', at: at(5, '10:00:00'), data: { version: 1, final: true } },
      {
        type: 'draft.drifted',
        at: at(5, '10:00:05'),
        data: versionData({ version: 2, author: { kind: 'drift' } }),
      },
      { type: 'approval.given', at: at(5, '12:00:00'), data: { version: 2, final: true } },
    );
    expect(summary(entries)).toMatchObject({ approved: 1, timeToDecide: { medianMs: 3 * 3_600_000 } });
    expect(summary(entries.slice(0, 3))).toMatchObject({ approved: 0, timeToDecide: null });
  });

  test('times to decide run from the first card: the median, and the slowest by name', () => {
    const entries = [
      ...one('a', { shown: at(5, '09:00:00'), decided: at(5, '09:10:00'), data: { number: 1 } }),
      ...one('b', { shown: at(6, '09:00:00'), decided: at(6, '09:20:00'), data: { number: 2 } }),
      ...one('c', { shown: at(7, '09:00:00'), decided: at(8, '09:00:00'), data: { number: 3 } }),
      ...one('d', { shown: at(9, '09:00:00'), decided: at(9, '10:00:00'), data: { number: 4 } }),
    ];
    expect(summary(entries).timeToDecide).toEqual({
      medianMs: 40 * 60_000,
      slowestMs: 24 * 3_600_000,
      slowest: 'approval 3',
    });
  });

  test('approvals within five seconds of their own version’s card are named, the rest are not', () => {
    const entries = [
      ...one('a', { shown: at(5, '09:00:00'), decided: '2026-10-05T09:00:04.999Z' }),
      ...one('b', { shown: at(6, '09:00:00'), decided: at(6, '09:00:05') }),
      ...one('c', { shown: at(7, '09:00:00'), decided: at(7, '09:00:02'), who: 'U0MEI' }),
    ];
    expect(summary(entries)).toMatchObject({
      approvalsGiven: 3,
      rubberStamps: [
        { name: 'U0FIN', count: 1 },
        { name: 'U0MEI', count: 1 },
      ],
    });
  });

  test('edit rates are by project and by version of the prompt; what was typed is counted, what follows is not', () => {
    const edited = entriesOf(
      { type: 'draft.made', data: versionData({ author: MODEL }) },
      {
        type: 'draft.edited',
        actor: 'U0FIN',
        data: versionData({
          version: 2,
          changes: [
            'Line 1 description',
            'Line 2 description',
            'Line 2 rate',
            'Line 2 amount',
            'Subtotal',
            'Memo',
          ].map((field) => ({ field, old: 'a', new: 'b' })),
        }),
      },
      { type: 'approval.given', data: { version: 2, final: true } },
    );
    const plain = one('b', { shown: at(6, '09:00:00'), decided: at(6, '09:30:00'), data: { author: MODEL } });
    const other = one('c', {
      shown: at(7, '09:00:00'),
      decided: at(7, '09:30:00'),
      data: { author: { ...MODEL, promptVersion: 'invoice-lines.v2', promptHash: '99' } },
      project: 'CAFE',
    });
    expect(summary([...edited, ...plain, ...other])).toMatchObject({
      editRates: [
        { name: 'ACME-WEB', drafts: 2, edited: 1, reworded: 1 },
        { name: 'CAFE', drafts: 1, edited: 0, reworded: 0 },
      ],
      changed: [
        { name: 'description', count: 1 },
        { name: 'memo', count: 1 },
        { name: 'rate', count: 1 },
      ],
      prompts: [
        { name: 'invoice-lines.v1 (abcdef01)', drafts: 2, edited: 1 },
        { name: 'invoice-lines.v2 (99)', drafts: 1, edited: 0 },
      ],
      wordedBy: [{ name: 'gpt-5-mini', count: 3 }],
    });
  });

  test('warnings that stood on what was approved are counted by code; on what was rejected they did their work', () => {
    const findings = [
      { code: 'unusual-total', severity: 'warn' },
      { code: 'blank-rate', severity: 'info' },
    ];
    const approved = one('a', { shown: at(5, '09:00:00'), decided: at(5, '10:00:00'), data: { findings } });
    const rejected = entriesOf(
      { type: 'draft.made', data: versionData({ findings }) },
      { type: 'approval.rejected', data: {} },
    ).map((entry) => ({ ...entry, approvalId: 'b' }));
    expect(summary([...approved, ...rejected]).overridden).toEqual([{ name: 'unusual-total', count: 1 }]);
  });

  test('it reads as text that a finance manager can forward', () => {
    const entries = [
      ...one('a', {
        shown: at(5, '09:00:00'),
        decided: at(5, '09:00:03'),
        data: { number: 1, author: MODEL },
      }),
      ...one('b', { shown: at(6, '09:00:00'), decided: at(6, '12:20:00'), data: { number: 2 } }),
    ];
    const parts = summaryParts(summary(entries), 'October 2026', { timezone: 'America/Chicago', nameOf });
    expect(parts.flatMap(({ heading, lines }) => [heading, ...lines])).toEqual([
      'Approvals in October 2026',
      '2 decisions: 2 approved, 0 rejected.',
      'Time to decide: 1 h 40 min in the median, 3 h 20 min for the slowest (approval 2).',
      'Approved within 5 seconds of the card being shown: 1 of 2 approvals (Finn 1).',
      'Edited before the decision',
      'ACME-WEB: 0 of 2 edited, 0%',
      'Warnings that were approved all the same',
      'None.',
      'What people changed most',
      'Nothing.',
      'Drafts made, by who worded them',
      'gpt-5-mini: 1',
      'template (no-key): 1',
      'Versions of the prompt, by how often their drafts were edited',
      'invoice-lines.v1 (abcdef01): 0 of 1 edited, 0% (0 in a description)',
      'Computed from the decision log alone. The month is counted in America/Chicago, times by the clock, nights and weekends included.',
    ]);
    const empty = summaryParts(summary([]), 'May 2026', { timezone: 'UTC', nameOf });
    expect(empty).toEqual([
      { heading: 'Approvals in May 2026', lines: ['Nothing was drafted and nothing was decided.'] },
    ]);
  });
});

test('a month is counted in the company’s time zone, and without one it is the last', () => {
  expect(monthOf('2026-10', new Date(), 'America/Chicago')).toEqual({
    name: '2026-10',
    words: 'October 2026',
    from: FROM,
    to: new Date('2026-11-01T05:00:00Z'),
  });
  expect(monthOf('', new Date('2026-11-01T04:00:00Z'), 'America/Chicago')?.name).toBe('2026-09');
  expect(monthOf('', new Date('2026-01-15T04:00:00Z'), 'UTC')?.name).toBe('2025-12');
  for (const wrong of ['2026-13', 'October', '2026-1', '2026'])
    expect(monthOf(wrong, new Date(), 'UTC')).toBeNull();
});

test('durations read as people say them', () => {
  expect([4_000, 600_000, 3_600_000, 12_000_000, 100 * 3_600_000].map(duration)).toEqual([
    '4 s',
    '10 min',
    '1 h',
    '3 h 20 min',
    '4 d 4 h',
  ]);
});
