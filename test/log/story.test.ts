import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inTexts, storyOf } from '../../src/log/story.ts';
import { ACTION_NAMES } from '../../src/proposals/variance/content.ts';
import { entriesOf, nameOf, RULE, versionData } from './entries.ts';

const story = (...entries: Parameters<typeof entriesOf>) =>
  storyOf(entriesOf(...entries), { timezone: 'America/Chicago', nameOf });

test('each entry is a line that says when by the company’s clock, who, and what', () => {
  expect(
    story(
      { type: 'draft.made', actor: 'U0PAM', data: versionData() },
      { type: 'card.shown', data: { version: 1, ts: '1.1' } },
      {
        type: 'draft.edited',
        actor: 'U0FIN',
        data: versionData({
          version: 2,
          author: { kind: 'person', who: 'U0FIN' },
          changes: [{ field: 'Line 1 rate', old: '150', new: '180' }],
        }),
      },
      {
        type: 'approval.given',
        actor: 'U0MEI',
        data: { version: 2, have: 1, need: 1, rule: RULE, final: true },
      },
      { type: 'sources.unchanged', data: { version: 2 } },
      { type: 'step.intended', data: { version: 2, step: 'post', attempt: 2 } },
      {
        type: 'step.failed',
        data: {
          step: 'post',
          service: 'QuickBooks',
          code: '6210',
          message: 'Account Period Closed',
          passing: false,
        },
      },
      { type: 'retry.asked', actor: 'U0FIN', data: { version: 2 } },
      { type: 'step.done', data: { step: 'post', invoiceId: '145', docNumber: '1038', found: true } },
      { type: 'sheet.written', data: { version: 2, status: 'Invoiced', notes: [] } },
      { type: 'approval.done', data: {} },
    ),
  ).toEqual([
    '5 Oct 2026, 09:00 · Pam drafted v1 with 2 lines, $6,666.48, worded by template; rule: invoice: 1 approval by finance_manager',
    '5 Oct 2026, 09:01 · Countersign showed the card of v1',
    '5 Oct 2026, 09:02 · Finn edited it, v2, $6,666.48: Line 1 rate: 150 → 180; rule: invoice: 1 approval by finance_manager',
    '5 Oct 2026, 09:03 · Mei-Ling approved v2, 1 of 1 under “invoice: 1 approval by finance_manager”',
    '5 Oct 2026, 09:04 · Countersign read sheet and books again: unchanged since v2',
    '5 Oct 2026, 09:05 · Countersign begins: post to QuickBooks (try 2)',
    '5 Oct 2026, 09:06 · Countersign failed: post to QuickBooks: QuickBooks 6210: Account Period Closed; waits for Retry',
    '5 Oct 2026, 09:07 · Finn asked for another try of v2',
    '5 Oct 2026, 09:08 · Countersign done: post to QuickBooks, found from an earlier try, QuickBooks number 1038, Id 145',
    '5 Oct 2026, 09:09 · Countersign wrote “Invoiced” to the sheet',
    '5 Oct 2026, 09:10 · Countersign finished: everything is carried out',
  ]);
});

test('stops, reminders, escalation, expiry, changed approvers, questions and an undo are told in words', () => {
  const lines = story(
    { type: 'switch.stopped', actor: 'U0FIN', approvalId: null, data: { scope: '*', reason: 'month end' } },
    { type: 'switch.resumed', actor: 'U0FIN', approvalId: null, data: { scope: 'ACME-WEB', reason: '' } },
    { type: 'reminder.sent', data: { tell: [{ who: 'U0FIN' }, { who: 'U0MEI' }] } },
    { type: 'approval.escalated', data: { escalatedTo: ['owner'], tell: [] } },
    { type: 'approval.expired', data: { after: '5 working days', have: 1, need: 2 } },
    { type: 'approver.changed', actor: 'U0FIN', data: { add: 'U0MEI', remove: 'U0PAM', reason: 'holiday' } },
    { type: 'question.asked', actor: 'U0FIN', data: { text: 'Why 9 hours?' } },
    { type: 'undo.asked', actor: 'U0FIN', data: { version: 1 } },
    { type: 'undo.done', data: { notes: [] } },
  ).map((line) => line.slice(line.indexOf('·') + 2));
  expect(lines).toEqual([
    'Finn stopped everything: month end',
    'Finn resumed ACME-WEB',
    'Countersign reminded Finn, Mei-Ling',
    'Countersign escalated it to owner, who may approve as well from now on; told nobody',
    'Countersign gave it up as expired after 5 working days, with 1 of 2 approvals',
    'Finn added Mei-Ling and took Pam off as approver, because holiday',
    'Finn asked: Why 9 hours?',
    'Finn pressed Undo on v1',
    'Countersign undid it: the document is void and the sheet is cleared',
  ]);
});

test('a variance’s steps and its undo are told as what its action does', () => {
  const told = (action: string) =>
    story(
      { type: 'draft.made', data: versionData({ kind: 'variance', content: { action: { do: 'accept' } } }) },
      {
        type: 'draft.edited',
        data: versionData({ kind: 'variance', version: 2, content: { action: { do: action } } }),
      },
      { type: 'step.done', data: { step: 'post', transactionId: '9' } },
      { type: 'step.intended', data: { step: 'void', attempt: 1 } },
      { type: 'step.failed', data: { step: 'void-sheet', message: 'busy', passing: true } },
      { type: 'undo.done', data: { notes: [] } },
    )
      .slice(2)
      .map((line) => line.slice(line.indexOf('·') + 2));
  expect(told('bill')).toEqual([
    'Countersign done: create the bill in QuickBooks',
    'Countersign begins: delete the bill in QuickBooks',
    'Countersign failed: put the sheet’s status back: busy; is tried again',
    'Countersign undid it: the bill is deleted in QuickBooks, and the sheet’s status is put back',
  ]);
  expect(told('add').filter((line) => /QuickBooks|void/.test(line))).toEqual([]);
  expect(told('add')[1]).toBe('Countersign begins: delete the added row of the sheet');
  for (const name of ACTION_NAMES) {
    const lines = told(name).join('\n');
    expect(lines, name).not.toMatch(/void|undefined|do what was approved|take it back/);
  }
  // An action that this version does not know, and a log that does not name one.
  expect(told('merge')[1]).toBe('Countersign begins: take it back');
});

test('absences and delegates, what was held back, answers and later changes are told in words', () => {
  const until = '2026-12-02T06:00:00.000Z';
  const lines = story(
    { type: 'away.set', actor: 'U0MEI', data: { person: 'U0MEI', until, delegate: 'U0PAM' } },
    { type: 'away.ended', data: { person: 'U0MEI', until, delegate: 'U0PAM', by: 'time' } },
    {
      type: 'away.ended',
      actor: 'U0MEI',
      data: { person: 'U0MEI', until, delegate: null, by: 'themselves' },
    },
    {
      type: 'reminder.sent',
      data: {
        tell: [{ who: 'U0FIN' }, { who: 'U0PAM', for: ['U0MEI'] }],
        absent: [{ who: 'U0MEI', delegate: 'U0PAM' }],
      },
    },
    { type: 'question.answered', actor: 'U0PAM', data: { text: 'It rained', question: 'Why 9 hours?' } },
    { type: 'step.held', data: { step: 'post', scope: '*', reason: 'an audit' } },
    { type: 'approval.held', data: { version: 2 } },
    { type: 'automatic.withdrawn', data: { version: 1, rule: RULE, reason: 'the mode is propose by now' } },
    { type: 'undo.closed', data: { version: 1 } },
    { type: 'approval.assigned', actor: 'U0FIN', data: { assignedTo: 'U0PAM' } },
    { type: 'approval.settled', data: { reason: 'the row matches by now' } },
    { type: 'rows.changed', data: { changes: ['row 7, which was billed (“Design”), was deleted'] } },
  ).map((line) => line.slice(line.indexOf('·') + 2));
  expect(lines).toEqual([
    'Mei-Ling said that Mei-Ling is away until 1 Dec 2026, and that Pam decides in their place',
    'Countersign noted that Mei-Ling’s time away is over, so Pam no longer decides in their place',
    'Mei-Ling said that Mei-Ling is back',
    'Countersign reminded Finn, Pam (for Mei-Ling); away: Mei-Ling (Pam instead)',
    'Pam answered “Why 9 hours?”: It rained',
    'Countersign holds back: post to QuickBooks: everything is stopped, because an audit',
    'Countersign holds v2 back: what was read is read again before it is posted',
    `Countersign took v1 back from going by itself, because the mode is propose by now; rule: ${RULE.label}`,
    'Countersign no longer offers Undo: its time is over',
    'Finn assigned it to Pam',
    'Countersign ended it without a decision: the row matches by now',
    'Countersign noticed that rows were changed after they were billed: row 7, which was billed (“Design”), was deleted',
  ]);
});

test('every entry that an approval writes has words of its own', () => {
  const folder = new URL('../../src/approval/', import.meta.url);
  const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const types = new Set(sources.flatMap((text) => text.match(/(?<=')[a-z]+\.[a-z]+(?=')/g) ?? []));
  types.delete('projects.yml');
  expect(types.size).toBeGreaterThan(25);
  for (const type of types) {
    const [noun, verb] = type.split('.');
    expect(story({ type, data: {} })[0], type).not.toMatch(new RegExp(`Countersign ${noun} ${verb}$`));
  }
});

test('a type that this version does not know yet is told by its name and its short facts', () => {
  expect(
    story({
      type: 'credit.noted',
      actor: 'U0FIN',
      data: {
        version: 2,
        creditLimit: 500,
        agreedBy: 'U0MEI',
        hash: 'abc',
        whole: { deep: 1 },
        by: ['U0PAM'],
      },
    }),
  ).toEqual([
    '5 Oct 2026, 09:00 · Finn credit noted: version 2, credit limit 500, agreed by Mei-Ling, by Pam',
  ]);
  expect(story({ type: 'odd', data: {} })).toEqual(['5 Oct 2026, 09:00 · Countersign odd']);
  for (const type of ['draft.made', 'approval.given', 'step.failed', 'switch.stopped', 'approver.changed'])
    expect(story({ type, data: { version: 'x', findings: 3, changes: null } })[0]).toContain('·');
});

test('a line stays one line, however its text was typed, and texts stay within their length', () => {
  const [line = ''] = story({
    type: 'approval.rejected',
    data: { version: 1, reason: `a\nb\u202e${'c '.repeat(900)}` },
  });
  expect(line).toContain('rejected v1: a b');
  expect(line).not.toMatch(/[\n\u202e]/);
  expect(line.length).toBeLessThanOrEqual(700);
  const lines = Array.from({ length: 200 }, (_, index) => `${index} ${'x'.repeat(index)}`);
  const texts = inTexts(lines, 1_000);
  expect(texts.every(({ length }) => length <= 1_000)).toBe(true);
  expect(texts.join('\n')).toBe(lines.join('\n'));
});
