import type { KnownBlock } from '@slack/types';
import { section } from '../../../blocks/parts.ts';
import type { Doors } from '../../doors.ts';

/** One word after /countersign, in a file of its own and a line in verbs.ts. */
export interface Verb {
  /** "stop [project] [because …]: from that second nothing is posted or written" */
  usage: string;
  run(asked: Asked, doors: Doors): Promise<Answer>;
}

export interface Asked {
  who: string;
  channel: string;
  trigger: string;
  /** What follows the verb, trimmed. */
  rest: string;
}

/** Said to who asked, and to nobody else; null where a modal opens instead. */
export type Answer = { text: string; blocks?: KnownBlock[] } | null;

export function privately({ text, blocks }: NonNullable<Answer>) {
  return { response_type: 'ephemeral' as const, text, blocks: blocks ?? [section(text)] };
}
