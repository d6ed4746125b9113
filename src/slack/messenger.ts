import type { KnownBlock, View } from '@slack/types';
import type { Card } from './blocks/card.ts';

/** Where a message stands: what Slack needs to change it. */
export interface MessageRef {
  channel: string;
  ts: string;
}

/** The whole of what the way asks of Slack. Every method may throw VendorFailure. */
export interface Messenger {
  /**
   * Posts the card, or finds it where an earlier try of unknown outcome posted it already: the message carries
   * `key` as its metadata.
   */
  postCard(channel: string, key: string, card: Card, look: boolean): Promise<MessageRef>;
  /** The card of that key, among the channel's newest messages; null where it is not. */
  findCard(channel: string, key: string): Promise<MessageRef | null>;
  /** Where people open it in Slack, whatever device they are on: https. */
  permalink(message: MessageRef): Promise<string>;
  update(message: MessageRef, card: Card): Promise<void>;
  /** In the message's thread. */
  reply(message: MessageRef, text: string, blocks?: KnownBlock[]): Promise<void>;
  /** Posts to the channel itself. */
  say(channel: string, text: string): Promise<void>;
  /** Only that person sees it: an ephemeral message, or a direct one where the channel does not take it. */
  tell(channel: string, user: string, text: string, blocks?: KnownBlock[], thread?: string): Promise<void>;
  /** The view's id, to change it by. */
  openView(triggerId: string, view: View): Promise<string>;
  updateView(viewId: string, view: View): Promise<void>;
  publishHome(user: string, view: View): Promise<void>;
}
