import { z } from 'zod';
import { anyText, blockId, link, plainText } from './composition.ts';
import { accessory, actionsElement, button, contextElement, inputElement } from './elements.ts';
import { richText } from './rich-text.ts';
import { chart, dataTable, table } from './tables.ts';

const block_id = blockId;

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .superRefine((block, context) => {
    if (!block.text && !block.fields)
      context.addIssue({ code: 'custom', message: 'missing required field: text or fields', path: [] });
  });

const header = z.strictObject({
  type: z.literal('header'),
  block_id,
  text: plainText(150),
  level: z.number().int().min(1).max(4).optional(),
});
const divider = z.strictObject({ type: z.literal('divider'), block_id });
const context = z.strictObject({
  type: z.literal('context'),
  block_id,
  elements: z.array(contextElement).min(1).max(10),
});
const actions = z.strictObject({
  type: z.literal('actions'),
  block_id,
  elements: z.array(actionsElement).min(1).max(25),
});
const image = z.strictObject({
  type: z.literal('image'),
  block_id,
  image_url: link,
  alt_text: z.string().min(1).max(2000),
  title: plainText(2000).optional(),
});
const input = z.strictObject({
  type: z.literal('input'),
  block_id,
  label: plainText(2000),
  element: inputElement,
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});

const markdown = z.strictObject({
  type: z.literal('markdown'),
  block_id,
  text: z.string().min(1).max(12_000),
});
const alert = z.strictObject({
  type: z.literal('alert'),
  block_id,
  text: anyText(200),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});
const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  block_id,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        z.looseObject({ type: z.literal('feedback_buttons') }),
        z.looseObject({ type: z.literal('icon_button'), text: plainText(75) }),
      ]),
    )
    .min(1)
    .max(5),
});
const card = z.strictObject({
  type: z.literal('card'),
  block_id,
  title: anyText(150).optional(),
  subtitle: anyText(150).optional(),
  body: anyText(200).optional(),
  subtext: anyText(200).optional(),
  icon: z.looseObject({}).optional(),
  hero_image: z.looseObject({}).optional(),
  actions: z.array(button).min(1).max(3).optional(),
});

const everywhere = [section, header, divider, context, actions, image, richText] as const;

/** What each place may hold. Input blocks: modals alone, so that a card never grows a form by accident. */
export const blockOn = {
  message: z.discriminatedUnion('type', [
    ...everywhere,
    table,
    dataTable,
    chart,
    markdown,
    contextActions,
    card,
  ]),
  modal: z.discriminatedUnion('type', [...everywhere, input, alert]),
  home: z.discriminatedUnion('type', [...everywhere]),
};

export type Surface = keyof typeof blockOn;

export const blockLimit: Record<Surface, number> = { message: 50, modal: 100, home: 100 };
