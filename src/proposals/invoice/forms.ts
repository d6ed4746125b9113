import type { KnownBlock, View } from '@slack/types';
import { z } from 'zod';
import { plain, small } from '../../slack/blocks/parts.ts';
import { cut } from '../../slack/blocks/text.ts';
import { ACTIONS, VIEWS } from '../decision-buttons.ts';
import type { StoredDraft } from '../draft.ts';
import type { FieldError } from '../kind.ts';
import { counted } from '../say.ts';
import type { EditError, EditInput } from './edit.ts';
import { StoredContent } from './stored.ts';
import type { InvoiceContent } from './types.ts';

/** Three inputs a line, and Slack takes 100 blocks in a modal. */
const LINES_A_PAGE = 30;

/** Every line's Description, Qty and Rate as inputs; memo and due date; beyond 30 lines, in pages. */
export function editForm(draft: StoredDraft, privateMetadata: string, page: number): View {
  const content = StoredContent.parse(draft.content);
  const first = page * LINES_A_PAGE;
  const lines = content.lines.slice(first, first + LINES_A_PAGE);
  const inputs = lines.flatMap((line, index): KnownBlock[] => {
    const number = first + index + 1;
    return [
      input(
        id(draft, number, 'description'),
        `Line ${number} description`,
        line.description,
        line.description.length > 60,
      ),
      input(id(draft, number, 'quantity'), `Line ${number} quantity`, line.quantity),
      input(id(draft, number, 'rate'), `Line ${number} rate`, line.rate),
    ];
  });
  return {
    type: 'modal',
    callback_id: VIEWS.edit,
    private_metadata: privateMetadata,
    title: plain(`Edit draft v${draft.version}`, 24),
    submit: plain('Save new version', 24),
    close: plain('Cancel', 24),
    blocks: [
      small(
        `Saving makes v${draft.version + 1} and takes back approvals given to v${draft.version}. Amounts are computed from quantity and rate, in ${content.currency}.`,
      ),
      ...pages(content, page),
      ...inputs,
      input(`memo:v${draft.version}`, 'Memo', content.memo, true, true),
      dueDate(draft.version, content.dueDate),
    ],
  };
}

function pages(content: InvoiceContent, page: number): KnownBlock[] {
  const count = Math.ceil(content.lines.length / LINES_A_PAGE);
  if (count < 2) return [];
  const options = Array.from({ length: Math.min(count, 100) }, (_, index) => ({
    text: plain(
      `Lines ${index * LINES_A_PAGE + 1}–${Math.min((index + 1) * LINES_A_PAGE, content.lines.length)}`,
      75,
    ),
    value: String(index),
  }));
  const current = options[page] ?? options[0];
  return [
    {
      type: 'actions',
      block_id: 'pages',
      elements: [
        {
          type: 'static_select',
          action_id: ACTIONS.editPage,
          options,
          ...(current ? { initial_option: current } : {}),
        },
      ],
    },
    small(
      `${counted(content.lines.length, 'line')}, ${LINES_A_PAGE} at a time. Save before turning the page: what is typed on this one is not taken along.`,
    ),
  ];
}

function id(draft: StoredDraft, line: number, field: string): string {
  return `line:${line}:${field}:v${draft.version}`;
}

function input(
  blockId: string,
  label: string,
  value: string,
  multiline = false,
  optional = false,
): KnownBlock {
  return {
    type: 'input',
    block_id: blockId,
    optional,
    label: plain(label, 2000),
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      multiline,
      max_length: 3000,
      ...(value === '' ? {} : { initial_value: cut(value, 3000) }),
    },
  };
}

function dueDate(version: number, value: string | null): KnownBlock {
  return {
    type: 'input',
    block_id: `due_date:v${version}`,
    optional: true,
    label: plain('Due date', 2000),
    hint: plain('Blank: what the terms say.', 2000),
    element: { type: 'datepicker', action_id: 'value', ...(value ? { initial_date: value } : {}) },
  };
}

/** Slack's view.state.values. */
const Values = z.record(
  z.string(),
  z.record(z.string(), z.object({ value: z.string().nullish(), selected_date: z.string().nullish() })),
);

/** What the form was sent with, in the editor's terms; a line that is not on it is absent. */
export function readForm(values: unknown, content: InvoiceContent, version: number): EditInput | null {
  const parsed = Values.safeParse(values);
  if (!parsed.success) return null;
  const field = (blockId: string) => Object.values(parsed.data[blockId] ?? {})[0];
  const lines = content.lines.flatMap((line, index) => {
    const of = (name: string) => field(`line:${index + 1}:${name}:v${version}`);
    if (!of('description') || !of('quantity') || !of('rate')) return [];
    return [
      {
        key: line.key,
        description: of('description')?.value ?? '',
        quantity: of('quantity')?.value ?? '',
        rate: of('rate')?.value ?? '',
      },
    ];
  });
  const due = field(`due_date:v${version}`);
  return {
    lines,
    memo: field(`memo:v${version}`)?.value ?? '',
    dueDate: due?.selected_date ?? due?.value ?? null,
  };
}

/** The editor's field names as the form's block ids. */
export function formErrors(
  errors: readonly EditError[],
  content: InvoiceContent,
  version: number,
): FieldError[] {
  return errors.map(({ field, message }) => {
    if (field === 'memo') return { blockId: `memo:v${version}`, message };
    if (field === 'dueDate') return { blockId: `due_date:v${version}`, message };
    const name = field.slice(field.lastIndexOf(':') + 1);
    const key = field.slice('line:'.length, field.lastIndexOf(':'));
    const index = content.lines.findIndex((line) => line.key === key);
    return { blockId: `line:${index + 1}:${name}:v${version}`, message };
  });
}
