import { z } from 'zod';

/** Text objects, options and confirm dialogs, with Slack's limits. Strict: Slack refuses fields it does not know. */

const emoji = z.boolean().optional();

export const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(max), emoji });

const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });

export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);

export const actionId = z.string().min(1).max(255).optional();
export const blockId = z.string().min(1).max(255).optional();

export const link = z
  .string()
  .max(3000)
  .refine((text) => URL.canParse(text), 'must be a valid URL');

export const confirm = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
});

const optionOf = <Text extends z.ZodType>(text: Text) =>
  z.strictObject({
    text,
    value: z.string().min(1).max(75),
    description: plainText(75).optional(),
    url: link.optional(),
  });

/** Of selects and overflow menus. */
export const option = optionOf(plainText(75));
/** Of checkboxes and radio buttons, which may be formatted. */
export const richOption = optionOf(anyText(75));

export const optionGroup = z.strictObject({
  label: plainText(75),
  options: z.array(option).min(1).max(100),
});
