import { z } from 'zod';
import { actionId, plainText } from './composition.ts';

const field = {
  action_id: actionId,
  placeholder: plainText(150).optional(),
  focus_on_load: z.boolean().optional(),
};

const dispatch_action_config = z
  .strictObject({
    trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1),
  })
  .optional();

export const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...field,
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.number().int().min(0).max(3000).optional(),
    max_length: z.number().int().min(1).max(3000).optional(),
    dispatch_action_config,
  })
  .superRefine((element, context) => {
    const { initial_value, max_length } = element;
    if (initial_value !== undefined && max_length !== undefined && initial_value.length > max_length)
      context.addIssue({
        code: 'custom',
        message: `must be less than ${max_length + 1} characters`,
        path: ['initial_value'],
      });
  });

const decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/, 'must be a number as a string')
  .optional();
export const numberInput = z.strictObject({
  type: z.literal('number_input'),
  ...field,
  is_decimal_allowed: z.boolean(),
  initial_value: decimal,
  min_value: decimal,
  max_value: decimal,
  dispatch_action_config,
});
export const emailInput = z.strictObject({
  type: z.literal('email_text_input'),
  ...field,
  initial_value: z.string().optional(),
  dispatch_action_config,
});
export const urlInput = z.strictObject({
  type: z.literal('url_text_input'),
  ...field,
  initial_value: z.string().optional(),
  dispatch_action_config,
});
