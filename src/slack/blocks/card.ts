import type { KnownBlock } from '@slack/types';

/** A message: blocks for the screen, text for notifications and for those who hear it read. */
export interface Card {
  text: string;
  blocks: KnownBlock[];
}
