import type { JsonObject } from '../../../src/sandbox/slack/page-api.ts';

const plain = (text: string) => ({ type: 'plain_text', text, emoji: true });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const text = (words: string) => ({ type: 'raw_text', text: words });

const LINES = [
  ['Homepage and navigation: responsive build', '18.5', '$145.00', '$2,682.50'],
  ['Checkout: payment step, error states', '22', '$145.00', '$3,190.00'],
  ['Accessibility review <b>with fixes</b> <!channel>', '6.25', '$160.00', '$1,000.00'],
  ['Stock photography (expenses)', '1', '$327.50', '$327.50'],
];

const buttons: JsonObject[] = [
  {
    type: 'button',
    action_id: 'approve',
    style: 'primary',
    text: plain('Approve'),
    value: 'A1:1',
    confirm: {
      title: plain('Approve $7,200.00?'),
      text: mrkdwn('This posts the invoice to QuickBooks for *Acme Corp*. 4 lines, due December 15.'),
      confirm: plain('Approve'),
      deny: plain('Not yet'),
    },
  },
  { type: 'button', action_id: 'edit', text: plain('Edit'), value: 'A1:1' },
  { type: 'button', action_id: 'reject', style: 'danger', text: plain('Reject'), value: 'A1:1' },
];

/** The card that waits when the page opens. */
export const waitingCard: JsonObject[] = [
  { type: 'header', block_id: 'head', text: plain('Invoice draft · Acme Corp · $7,200.00') },
  {
    type: 'section',
    block_id: 'what',
    text: mrkdwn('*Acme website* &amp; shop, work from October 27 to November 14. Asked for by <@U0OMAR>.'),
  },
  {
    type: 'context',
    block_id: 'findings',
    elements: [
      mrkdwn('🟡 *Row 14:* rate $160.00 differs from the item’s $145.00'),
      mrkdwn(
        '🟡 Acme has an open estimate <https://app.qbo.intuit.com/app/estimate?txnId=88|#1007>, $6,500.00',
      ),
    ],
  },
  {
    type: 'table',
    block_id: 'lines',
    column_settings: [{ is_wrapped: true }, { align: 'right' }, { align: 'right' }, { align: 'right' }],
    rows: [
      ['Description', 'Qty', 'Rate', 'Amount'].map(text),
      ...LINES.map((line) => line.map(text)),
      ['', '', 'Subtotal', '$7,200.00'].map((words) => ({
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [{ type: 'text', text: words || ' ', style: { bold: true } }],
          },
        ],
      })),
    ],
  },
  {
    type: 'context',
    block_id: 'small',
    elements: [
      mrkdwn('Net 30, due Dec 15 · rows 11–14 · v1 · needs 1 project manager or finance manager (0 of 1)'),
    ],
  },
  { type: 'actions', block_id: 'decide', elements: buttons },
];

export const decidedCard: JsonObject[] = [
  {
    type: 'section',
    block_id: 'done',
    text: mrkdwn(
      ':white_check_mark: *Invoice <https://app.qbo.intuit.com/app/invoice?txnId=145|#1042>* for Acme Corp, $7,200.00, is in QuickBooks.',
    ),
  },
  {
    type: 'context',
    block_id: 'done-small',
    elements: [mrkdwn('Approved by <@U0PAM> (v1) · sheet updated, rows 11–14 · mailed to ap@acme.example')],
  },
];
