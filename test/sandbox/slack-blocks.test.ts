import { describe, expect, test } from 'vitest';
import { filledIn, initialState } from '../../src/sandbox/slack/block-kit/state.ts';
import { validateBlocks } from '../../src/sandbox/slack/block-kit/validate.ts';
import { validateView } from '../../src/sandbox/slack/block-kit/view.ts';
import { button, mrkdwn, plain, section } from './slack-fixture.ts';

const long = (length: number) => 'x'.repeat(length);
const many = <Item>(length: number, item: (index: number) => Item) =>
  Array.from({ length }, (_, index) => item(index));
const options = (length: number) => many(length, (i) => ({ text: plain(`o${i}`), value: `v${i}` }));
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const select = (more: object) => ({ type: 'static_select', action_id: 's', ...more });
const input = (label: string, element: object) => ({ type: 'input', label: plain(label), element });
const cell = (text: string) => ({ type: 'raw_text', text });
const table = (rows: number, cells: number, text = 'x') => ({
  type: 'table',
  rows: many(rows, () => many(cells, () => cell(text))),
});

function faults(blocks: unknown, surface: 'message' | 'modal' | 'home' = 'message'): string[] {
  const verdict = validateBlocks(blocks, surface);
  return verdict.ok ? [] : verdict.messages;
}

describe('what is at its limit is fine', () => {
  test.each<[string, unknown]>([
    ['50 blocks', many(50, () => ({ type: 'divider' }))],
    ['a section of 3000 characters', [section(long(3000))]],
    ['ten fields of 1000', [{ type: 'section', fields: many(10, () => mrkdwn(long(1000))) }]],
    ['a header of 150', [{ type: 'header', text: plain(long(150)) }]],
    ['25 buttons', [actions(...many(25, (i) => button(`a${i}`, 'v')))]],
    ['a button value of 2000', [actions(button('a', long(2000)))]],
    ['100 options', [actions(select({ options: options(100) }))]],
    ['a table of 100 rows and 4 cells', [table(100, 4)]],
    ['a table of 20 cells', [table(2, 20)]],
    ['the same action_id in two blocks', [actions(button('a', '1')), actions(button('a', '2'))]],
  ])('%s', (_, blocks) => {
    expect(validateBlocks(blocks, 'message')).toMatchObject({ ok: true });
  });
});

describe('what is over a limit or malformed is named', () => {
  test.each<[string, unknown, string]>([
    [
      '51 blocks',
      many(51, () => ({ type: 'divider' })),
      'no more than 50 items allowed [json-pointer:/blocks]',
    ],
    [
      'a section of 3001 characters',
      [section(long(3001))],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['an empty text', [section('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    [
      'a section of nothing',
      [{ type: 'section' }],
      'missing required field: text or fields [json-pointer:/blocks/0]',
    ],
    [
      'eleven fields',
      [{ type: 'section', fields: many(11, () => mrkdwn('x')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'a field of 2001',
      [{ type: 'section', fields: [mrkdwn(long(2001))] }],
      'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    [
      'mrkdwn in a header',
      [{ type: 'header', text: mrkdwn('x') }],
      'must be plain_text [json-pointer:/blocks/0/text/type]',
    ],
    [
      'mrkdwn on a button',
      [actions({ ...button('a', 'v'), text: mrkdwn('x') })],
      'must be plain_text [json-pointer:/blocks/0/elements/0/text/type]',
    ],
    [
      '26 buttons',
      [actions(...many(26, (i) => button(`a${i}`, 'v')))],
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a button text of 76',
      [actions({ ...button('a', 'v'), text: plain(long(76)) })],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a button value of 2001',
      [actions(button('a', long(2001)))],
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'a confirm text of 301',
      [
        actions({
          ...button('a', 'v'),
          confirm: { title: plain('t'), text: plain(long(301)), confirm: plain('y'), deny: plain('n') },
        }),
      ],
      'must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]',
    ],
    [
      '101 options',
      [actions(select({ options: options(101) }))],
      'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'no options at all',
      [actions(select({}))],
      'exactly one of options and option_groups is required [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'an initial option that is not offered',
      [actions(select({ options: options(2), initial_option: { text: plain('z'), value: 'z' } }))],
      'must be one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]',
    ],
    [
      'eleven context elements',
      [{ type: 'context', elements: many(11, () => mrkdwn('x')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'two blocks with one id',
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
      'block_id a already exists [json-pointer:/blocks/1/block_id]',
    ],
    [
      'two elements of a block with one action_id',
      [actions(button('a', '1'), button('a', '2'))],
      'action_id a already exists in this block [json-pointer:/blocks/0]',
    ],
    ['an unknown block', [{ type: 'marquee' }], 'unsupported type: marquee [json-pointer:/blocks/0/type]'],
    ['a block without a type', [{}], 'missing required field: type [json-pointer:/blocks/0]'],
    [
      'a field that Slack does not know',
      [{ type: 'divider', colour: 'red' }],
      'invalid additional property: colour [json-pointer:/blocks/0]',
    ],
    [
      'an input in a message',
      [input('Reason', { type: 'plain_text_input' })],
      'unsupported type: input [json-pointer:/blocks/0/type]',
    ],
    ['a table of 101 rows', [table(101, 1)], 'no more than 100 items allowed [json-pointer:/blocks/0/rows]'],
    ['a row of 21 cells', [table(1, 21)], 'no more than 20 items allowed [json-pointer:/blocks/0/rows/0]'],
    [
      'an empty cell',
      [table(1, 1, '')],
      'must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]',
    ],
    ['two tables', [table(1, 1), table(1, 1)], 'only_one_table_allowed [json-pointer:/blocks/1]'],
    [
      'more than 10,000 characters in cells',
      [table(11, 1, long(1000))],
      'no more than 10000 characters in all cells [json-pointer:/blocks/0/rows]',
    ],
  ])('%s', (_, blocks, message) => {
    expect(faults(blocks)).toEqual([message]);
  });
});

describe('views', () => {
  const modal = (more: object) => ({ type: 'modal', title: plain('Edit'), blocks: [section('x')], ...more });
  const viewFaults = (view: unknown) => {
    const verdict = validateView(view);
    return verdict.ok ? [] : verdict.messages;
  };

  test.each<[string, object, string]>([
    [
      'a title of 25',
      modal({ title: plain(long(25)) }),
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    [
      'private metadata of 3001',
      modal({ private_metadata: long(3001) }),
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      '101 blocks',
      modal({ blocks: many(101, () => ({ type: 'divider' })) }),
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ],
    [
      'inputs without a submit button',
      modal({ blocks: [input('Reason', { type: 'plain_text_input' })] }),
      'missing required field: submit [json-pointer:/view]',
    ],
    [
      'a table',
      modal({ blocks: [table(1, 1)] }),
      'unsupported type: table [json-pointer:/view/blocks/0/type]',
    ],
    [
      'an initial value longer than allowed',
      modal({
        submit: plain('Save'),
        blocks: [input('Reason', { type: 'plain_text_input', max_length: 3, initial_value: 'four' })],
      }),
      'must be less than 4 characters [json-pointer:/view/blocks/0/element/initial_value]',
    ],
    [
      'an input on the Home tab',
      { type: 'home', blocks: [input('Reason', { type: 'plain_text_input' })] },
      'unsupported type: input [json-pointer:/view/blocks/0/type]',
    ],
  ])('%s is refused', (_, view, message) => {
    expect(viewFaults(view)).toEqual([message]);
  });

  test('100 blocks and a title of 24 are fine, and what has no id gets one', () => {
    const blocks = many(100, () => ({ type: 'divider' }));
    const verdict = validateView(modal({ title: plain(long(24)), blocks }));
    expect(verdict.ok && verdict.view.blocks.every((block) => typeof block.block_id === 'string')).toBe(true);
  });
});

test('untouched inputs have the state Slack sends, and what is picked by its value replaces it', () => {
  const menu = { type: 'static_select', action_id: 's', options: options(2), initial_option: options(1)[0] };
  const date = { type: 'datepicker', action_id: 'd', initial_date: '2026-03-01' };
  const blocks = [
    { block_id: 'm', ...input('Menu', menu) },
    { block_id: 'd', ...input('Date', date) },
    { block_id: 't', ...input('Text', { type: 'plain_text_input', action_id: 't' }) },
  ];
  expect(initialState(blocks)).toEqual({
    m: { s: { type: 'static_select', selected_option: options(1)[0] } },
    d: { d: { type: 'datepicker', selected_date: '2026-03-01' } },
    t: { t: { type: 'plain_text_input', value: null } },
  });
  expect(filledIn(menu, 'v1').selected_option?.value).toBe('v1');
  expect(filledIn(date, '2026-04-01')).toEqual({ type: 'datepicker', selected_date: '2026-04-01' });
  expect(() => filledIn(menu, 'v9')).toThrow('no option');
});
