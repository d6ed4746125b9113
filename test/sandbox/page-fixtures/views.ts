import type { JsonObject, PageView } from '../../../src/sandbox/slack/page-api.ts';

const plain = (text: string) => ({ type: 'plain_text', text, emoji: true });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (value: string, text: string, description?: string) => ({
  value,
  text: plain(text),
  ...(description ? { description: plain(description) } : {}),
});

function view(
  id: string,
  type: 'modal' | 'home',
  blocks: JsonObject[],
  more: Partial<PageView> = {},
): PageView {
  return {
    id,
    type,
    callback_id: id,
    blocks,
    hash: '1',
    private_metadata: '',
    notify_on_close: true,
    errors: {},
    ...more,
  };
}

function input(block: string, label: string, element: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    type: 'input',
    block_id: block,
    label: plain(label),
    element: { action_id: 'value', ...element },
    ...more,
  };
}

const text = (value: string): JsonObject => ({ type: 'plain_text_input', initial_value: value });

export const editView: PageView = view(
  'V-EDIT',
  'modal',
  [
    {
      type: 'context',
      block_id: 'intro',
      elements: [mrkdwn('Saving makes *v2* and takes back approvals given to v1.')],
    },
    ...['Homepage and navigation', 'Checkout: payment step'].flatMap((words, index) => [
      input(`line${index + 1}-description`, `Line ${index + 1} description`, text(words)),
      input(`line${index + 1}-quantity`, `Line ${index + 1} quantity`, text(index === 0 ? '18.5' : '22')),
      input(`line${index + 1}-rate`, `Line ${index + 1} rate`, text('145.00')),
    ]),
    input(
      'memo',
      'Memo',
      { type: 'plain_text_input', multiline: true, placeholder: plain('What the customer reads') },
      { optional: true, hint: plain('Stands at the foot of the invoice.') },
    ),
    input('due', 'Due date', { type: 'datepicker', initial_date: '2026-12-15' }),
    input('deliver', 'Delivery', {
      type: 'radio_buttons',
      options: [
        option('email', 'QuickBooks mails it', 'To ap@acme.example'),
        option('none', 'Do not mail it'),
      ],
      initial_option: option('email', 'QuickBooks mails it'),
    }),
    input(
      'extras',
      'Attach',
      { type: 'checkboxes', options: [option('sheet', 'Timesheet'), option('notes', 'Notes')] },
      { optional: true },
    ),
    input(
      'watchers',
      'Tell when it is paid',
      { type: 'multi_users_select', placeholder: plain('People') },
      { optional: true },
    ),
    {
      type: 'actions',
      block_id: 'in-modal',
      elements: [{ type: 'button', action_id: 'history', text: plain('Show history') }],
    },
  ],
  { title: plain('Edit invoice draft'), submit: plain('Save as v2'), close: plain('Cancel') },
);

export const historyView: PageView = view(
  'V-HISTORY',
  'modal',
  [{ type: 'section', block_id: 'h1', text: mrkdwn('*v1* drafted by Countersign for <@U0OMAR>.') }],
  { title: plain('History'), close: plain('Back') },
);

export const rejectView: PageView = view(
  'V-REJECT',
  'modal',
  [input('reason', 'Reason', { type: 'plain_text_input', multiline: true })],
  { title: plain('Reject this draft?'), submit: plain('Reject'), close: plain('Cancel') },
);

export const homeView: PageView = view('V-HOME', 'home', [
  { type: 'header', block_id: 'h', text: plain('Waiting for you') },
  {
    type: 'section',
    block_id: 's',
    text: mrkdwn('*Acme website*, $7,200.00, since this morning'),
    accessory: { type: 'button', action_id: 'open', text: plain('Open') },
  },
  { type: 'divider' },
  { type: 'context', block_id: 'c', elements: [mrkdwn('Log key `ed25519:9f2c…`')] },
]);
