import { z } from 'zod';
import { validateBlocks } from './block-kit/validate.ts';
import type { JsonObject } from './page-api.ts';
import { refusalWith, SlackRefusal } from './refusal.ts';
import type { MessageMetadata } from './types.ts';

const TEXT_CHARACTERS = 40_000;

/**
 * Text and blocks of a message as Slack takes them. Throws no_text, msg_too_long, invalid_blocks_format,
 * invalid_blocks, msg_blocks_too_long.
 */
export function messageContent(
  text: string | undefined,
  input: unknown,
): { text: string; blocks: JsonObject[] } {
  if ((text ?? '').length > TEXT_CHARACTERS) throw new SlackRefusal('msg_too_long');
  if (input !== undefined && !Array.isArray(input)) throw new SlackRefusal('invalid_blocks_format');
  const none = input === undefined || input.length === 0;
  if (none && !text) throw new SlackRefusal('no_text');
  if (none) return { text: text ?? '', blocks: [] };
  const verdict = validateBlocks(input, 'message');
  if (!verdict.ok) throw refusalWith(verdict.error, verdict.messages);
  return { text: text ?? '', blocks: verdict.blocks };
}

const flat = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const metadataShape = z.strictObject({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(
    z.string(),
    z.union([flat, z.array(flat), z.record(z.string(), flat)], 'must be flat, or one level deep'),
  ),
});

/** Undefined where none was given, null for {} (which takes it away). Throws invalid_metadata_format. */
export function messageMetadata(input: unknown): MessageMetadata | null | undefined {
  if (input === undefined || input === null) return undefined;
  if (typeof input === 'object' && Object.keys(input).length === 0) return null;
  const parsed = metadataShape.safeParse(input);
  if (parsed.success) return parsed.data;
  throw refusalWith(
    'invalid_metadata_format',
    parsed.error.issues.map((issue) => `${issue.message} [json-pointer:/metadata/${issue.path.join('/')}]`),
  );
}
