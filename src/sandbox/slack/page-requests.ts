import { z } from 'zod';
import type {
  PageActionRequest,
  PageCloseRequest,
  PageCommandRequest,
  PageMessageRequest,
  PageSubmitRequest,
} from './page-api.ts';

/** What the page may send, parsed into the types of page-api.ts. */

const text = z.object({ type: z.string(), text: z.string(), emoji: z.boolean().optional() });
const option = z.looseObject({ value: z.string(), text: text.optional(), description: text.optional() });
const textOrNull = z.string().nullable().optional();
const texts = z.array(z.string()).optional();

const stateFields = {
  type: z.string(),
  value: textOrNull,
  selected_option: option.nullable().optional(),
  selected_options: z.array(option).optional(),
  selected_user: textOrNull,
  selected_users: texts,
  selected_channel: textOrNull,
  selected_channels: texts,
  selected_conversation: textOrNull,
  selected_conversations: texts,
  selected_date: textOrNull,
  selected_time: textOrNull,
  selected_date_time: z.number().int().nullable().optional(),
};

const state = z.record(z.string(), z.record(z.string(), z.object(stateFields)));
const id = z.string().min(1);

export const commandRequest: z.ZodType<PageCommandRequest> = z.object({
  as: id,
  channel: id,
  text: z.string().min(1),
});
export const messageRequest: z.ZodType<PageMessageRequest> = z.object({
  as: id,
  channel: id,
  text: z.string().min(1).max(40_000),
  threadTs: id.optional(),
});
export const actionRequest: z.ZodType<PageActionRequest> = z.object({
  as: id,
  channel: id.optional(),
  messageTs: id.optional(),
  viewId: id.optional(),
  ephemeral: z.boolean().optional(),
  action: z.object({ ...stateFields, block_id: id, action_id: id }),
  state: state.optional(),
});
export const submitRequest: z.ZodType<PageSubmitRequest> = z.object({ as: id, viewId: id, values: state });
export const closeRequest: z.ZodType<PageCloseRequest> = z.object({
  as: id,
  viewId: id,
  all: z.boolean().optional(),
});
