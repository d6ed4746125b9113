import { z } from 'zod';
import type { JsonObject } from '../page-api.ts';
import { newSecret } from '../workspace.ts';
import { blockLimit, blockOn, type Surface } from './blocks.ts';

/** Slack's undocumented ceiling on a message's blocks together. */
const MESSAGE_BLOCKS_BYTES = 13_200;
const TABLE_CHARACTERS = 10_000;

export type BlocksVerdict =
  | { ok: true; blocks: JsonObject[] }
  | { ok: false; error: 'invalid_blocks' | 'msg_blocks_too_long'; messages: string[] };

const jsonObject = z.record(z.string(), z.unknown());

/**
 * Checks blocks as Slack would. Where they are fine: the blocks with the ids that Slack gives what has none. Where
 * not: one message a fault, with a JSON pointer to the block and field below `root`.
 */
export function validateBlocks(input: unknown, surface: Surface, root = '/blocks'): BlocksVerdict {
  const shape = z.array(blockOn[surface]).max(blockLimit[surface]);
  const parsed = shape.safeParse(input);
  if (!parsed.success)
    return {
      ok: false,
      error: 'invalid_blocks',
      messages: parsed.error.issues.map((issue) => slackWords(issue, input, root)),
    };
  const blocks = z.array(jsonObject).parse(structuredClone(input));
  const messages = [...repeatedIds(blocks, root), ...tableFaults(blocks, root)];
  if (messages.length > 0) return { ok: false, error: 'invalid_blocks', messages };
  if (surface === 'message' && Buffer.byteLength(JSON.stringify(blocks)) > MESSAGE_BLOCKS_BYTES)
    return { ok: false, error: 'msg_blocks_too_long', messages: [] };
  return { ok: true, blocks: blocks.map(fillInIds) };
}

/** One zod issue in the words and the pointer form of Slack's response_metadata.messages. */
export function slackWords(issue: z.core.$ZodIssue, input: unknown, root: string): string {
  const path = issue.path.map(String);
  const at = (parts: string[]) => `[json-pointer:${[root, ...parts].join('/')}]`;
  switch (issue.code) {
    case 'invalid_type':
      return valueAt(input, path) === undefined
        ? `missing required field: ${path.at(-1) ?? ''} ${at(path.slice(0, -1))}`
        : `must be a ${issue.expected} ${at(path)}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `must be less than ${Number(issue.maximum) + 1} characters ${at(path)}`
        : `no more than ${issue.maximum}${issue.origin === 'array' ? ' items' : ''} allowed ${at(path)}`;
    case 'too_small':
      return issue.origin === 'string'
        ? `must be more than ${Number(issue.minimum) - 1} characters ${at(path)}`
        : `no fewer than ${issue.minimum}${issue.origin === 'array' ? ' items' : ''} allowed ${at(path)}`;
    case 'unrecognized_keys':
      return `invalid additional property: ${issue.keys.join(', ')} ${at(path)}`;
    case 'invalid_union': {
      const type = valueAt(input, path);
      return type === undefined
        ? `missing required field: type ${at(path.slice(0, -1))}`
        : `unsupported type: ${String(type)} ${at(path)}`;
    }
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')} ${at(path)}`;
    default:
      return `${issue.message} ${at(path)}`;
  }
}

function valueAt(input: unknown, path: string[]): unknown {
  let value = input;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

function repeatedIds(blocks: JsonObject[], root: string): string[] {
  const messages: string[] = [];
  const seen = new Set<unknown>();
  blocks.forEach((block, index) => {
    if (block.block_id !== undefined && seen.has(block.block_id))
      messages.push(
        `block_id ${String(block.block_id)} already exists [json-pointer:${root}/${index}/block_id]`,
      );
    seen.add(block.block_id);
    const inBlock = new Set<unknown>();
    for (const { action_id } of elementsOf(block)) {
      if (action_id !== undefined && inBlock.has(action_id))
        messages.push(
          `action_id ${String(action_id)} already exists in this block [json-pointer:${root}/${index}]`,
        );
      inBlock.add(action_id);
    }
  });
  return messages;
}

/** Slack takes one table a message, and counts the characters of its cells together. */
function tableFaults(blocks: JsonObject[], root: string): string[] {
  const tables = blocks.flatMap((block, index) => (block.type === 'table' ? [{ block, index }] : []));
  const messages = tables
    .slice(1)
    .map(({ index }) => `only_one_table_allowed [json-pointer:${root}/${index}]`);
  for (const { block, index } of tables) {
    const texts = JSON.stringify(block.rows).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g);
    const characters = [...texts].reduce((sum, [, text]) => sum + (text?.length ?? 0), 0);
    if (characters > TABLE_CHARACTERS)
      messages.push(
        `no more than ${TABLE_CHARACTERS} characters in all cells [json-pointer:${root}/${index}/rows]`,
      );
  }
  return messages;
}

/** The interactive parts of a block: actions' elements, a section's accessory, an input's element. */
export function elementsOf(block: JsonObject): JsonObject[] {
  const found: unknown[] = [block.accessory, block.element];
  if (block.type !== 'rich_text' && Array.isArray(block.elements)) found.push(...block.elements);
  if (Array.isArray(block.actions)) found.push(...block.actions);
  return found.flatMap((candidate) => {
    const parsed = jsonObject.safeParse(candidate);
    return parsed.success ? [parsed.data] : [];
  });
}

const STILL = new Set(['plain_text', 'mrkdwn', 'image']);

function fillInIds(block: JsonObject): JsonObject {
  const filled = { ...block, block_id: block.block_id ?? newSecret().slice(0, 5) };
  const withId = (element: unknown): unknown => {
    const parsed = jsonObject.safeParse(element);
    if (!parsed.success || STILL.has(String(parsed.data.type))) return element;
    return { ...parsed.data, action_id: parsed.data.action_id ?? newSecret().slice(0, 5) };
  };
  if (block.type === 'actions' && Array.isArray(block.elements))
    return { ...filled, elements: block.elements.map(withId) };
  if (block.accessory) return { ...filled, accessory: withId(block.accessory) };
  if (block.element) return { ...filled, element: withId(block.element) };
  return filled;
}
