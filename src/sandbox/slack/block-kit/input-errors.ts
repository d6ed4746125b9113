import { z } from 'zod';
import type { JsonObject, StateValue, StateValues } from '../page-api.ts';
import { type InputField, inputsOf } from './state.ts';

/** What Slack itself refuses before the bot is asked: block_id → message. */
export function inputErrors(blocks: JsonObject[], state: StateValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const field of inputsOf(blocks)) {
    const fault = faultOf(field, state[field.blockId]?.[field.actionId]);
    if (fault) errors[field.blockId] = fault;
  }
  return errors;
}

function faultOf(field: InputField, state: StateValue | undefined): string | null {
  const { type: _, ...rest } = state ?? { type: '' };
  const held = Object.values(rest)[0];
  const empty =
    held === undefined || held === null || held === '' || (Array.isArray(held) && held.length === 0);
  if (empty) return field.optional ? null : 'Please complete this required field.';
  if (typeof held !== 'string') return null;
  const { type, min_length, max_length, min_value, max_value, is_decimal_allowed } = field.element;
  if (typeof min_length === 'number' && held.length < min_length)
    return `Must be at least ${min_length} characters.`;
  const longest = typeof max_length === 'number' ? max_length : 3000;
  if (held.length > longest) return `Must be at most ${longest} characters.`;
  if (type === 'email_text_input' && !z.email().safeParse(held).success) return 'Must be a valid email.';
  if (type === 'url_text_input' && !URL.canParse(held)) return 'Must be a valid URL.';
  if (type !== 'number_input') return null;
  const number = is_decimal_allowed ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!number.test(held)) return 'Must be a valid number.';
  if (typeof min_value === 'string' && Number(held) < Number(min_value))
    return `Must be at least ${min_value}.`;
  if (typeof max_value === 'string' && Number(held) > Number(max_value))
    return `Must be at most ${max_value}.`;
  return null;
}
