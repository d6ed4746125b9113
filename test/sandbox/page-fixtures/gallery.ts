import type { JsonObject } from '../../../src/sandbox/slack/page-api.ts';

const plain = (text: string) => ({ type: 'plain_text', text, emoji: true });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (value: string, text = value, description?: string) => ({
  value,
  text: plain(text),
  ...(description ? { description: plain(description) } : {}),
});

export const formatted =
  'Hi *bold* and _italic_ and ~gone~ and `a*b*c` with <https://example.com/a?b=1&amp;c=2|a link>, <@U0SHIRA>, <#C0FIN>, <!channel> :tada: :nosuch:\n' +
  '&gt; quoted &lt;b&gt;\n' +
  '```\nconst x = 1 &lt; 2;\n```\n' +
  'snake_case_name 2*3*4 &lt;script&gt;alert(1)&lt;/script&gt; &amp;lt; https://example.com/plain.';

/** One of each block, for a look at all of them. */
export const gallery: JsonObject[] = [
  { type: 'section', block_id: 'g1', text: mrkdwn(formatted) },
  { type: 'section', block_id: 'g2', text: plain('*plain* <@U0PAM> _stays_ <b>plain</b>') },
  {
    type: 'section',
    block_id: 'g3',
    fields: [mrkdwn('*Customer*\nAcme Corp'), mrkdwn('*Terms*\nNet 30'), mrkdwn('*Due*\nDecember 15')],
    accessory: {
      type: 'overflow',
      action_id: 'more',
      options: [option('open', 'Open in QuickBooks'), option('lines', 'Show all lines')],
    },
  },
  { type: 'divider' },
  {
    type: 'actions',
    block_id: 'g4',
    elements: [
      {
        type: 'static_select',
        action_id: 'pick',
        placeholder: plain('Pick a project'),
        options: [option('ACME-WEB', 'Acme website'), option('BLUE', 'Bluebird app')],
      },
      { type: 'datepicker', action_id: 'day', initial_date: '2026-11-14' },
    ],
  },
  {
    type: 'rich_text',
    block_id: 'g5',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Rich ' },
          { type: 'text', text: 'text', style: { bold: true, italic: true } },
          { type: 'text', text: ' for ' },
          { type: 'user', user_id: 'U0FIN' },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'ordered',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'first' }] },
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'second' }] },
        ],
      },
    ],
  },
  {
    type: 'markdown',
    block_id: 'g6',
    text: '## Summary\n**Three** variances, see [the sheet](https://example.com).\n\n- one\n- two\n\n| Cause | Amount |\n| --- | ---: |\n| tax | 12.50 |',
  },
  { type: 'alert', block_id: 'g7', level: 'warning', text: mrkdwn('Posting is *stopped* for this project.') },
  {
    type: 'card',
    block_id: 'g8',
    title: mrkdwn('*Bluebird app*'),
    subtitle: mrkdwn('2 drafts wait'),
    body: mrkdwn('The oldest since Tuesday.'),
    actions: [{ type: 'button', action_id: 'see', text: plain('See them') }],
  },
  {
    type: 'data_visualization',
    block_id: 'g9',
    title: 'Budget against actual',
    chart: {
      type: 'bar',
      series: [
        {
          name: 'Budget',
          data: [
            { label: 'Sep', value: 9000 },
            { label: 'Oct', value: 12000 },
            { label: 'Nov', value: 8000 },
          ],
        },
        {
          name: 'Actual',
          data: [
            { label: 'Sep', value: 8400 },
            { label: 'Oct', value: 13100 },
            { label: 'Nov', value: 4100 },
          ],
        },
      ],
      axis_config: { categories: ['Sep', 'Oct', 'Nov'], y_label: 'USD' },
    },
  },
  {
    type: 'data_visualization',
    block_id: 'g10',
    title: 'Variances by cause',
    chart: {
      type: 'pie',
      segments: [
        { label: 'tax', value: 45 },
        { label: 'timing', value: 30 },
        { label: 'amount', value: 25 },
      ],
    },
  },
  {
    type: 'data_visualization',
    block_id: 'g11',
    title: 'Days to approve',
    chart: {
      type: 'line',
      series: [
        {
          name: 'Median',
          data: [
            { label: 'Sep', value: 2.5 },
            { label: 'Oct', value: 1.2 },
            { label: 'Nov', value: 0.4 },
          ],
        },
      ],
      axis_config: { categories: ['Sep', 'Oct', 'Nov'] },
    },
  },
  {
    type: 'image',
    block_id: 'g12',
    image_url: 'https://example.com/photo.png',
    alt_text: 'A photo of the receipt',
    title: plain('Receipt'),
  },
  { type: 'hologram', block_id: 'g13' },
];
