import type {
  ActionsBlock,
  Button,
  ContextBlock,
  KnownBlock,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';
import { cut } from './text.ts';

/** Foreign text goes here: Slack gives nothing in it a meaning. */
export function plain(text: string, max = 3000): PlainTextElement {
  return { type: 'plain_text', text: cut(text, max) || ' ', emoji: false };
}

export function section(text: string): SectionBlock {
  return { type: 'section', text: plain(text) };
}

/** mrkdwn: only for words of our own, mentions and links; foreign text in it must be escaped by the caller. */
export function markdown(text: string): SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: cut(text, 3000), verbatim: true } };
}

export function small(...texts: string[]): ContextBlock {
  return { type: 'context', elements: texts.slice(0, 10).map((text) => plain(text, 2000)) };
}

export function smallMarkdown(text: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: cut(text, 2000), verbatim: true }] };
}

/** Our own words in mrkdwn, and beside them in one line what somebody wrote, as it is. */
export function smallQuoting(text: string, quoted: string): ContextBlock {
  const own = { type: 'mrkdwn' as const, text: cut(text, 2000), verbatim: true };
  return { type: 'context', elements: [own, plain(quoted, 2000)] };
}

export function button(actionId: string, label: string, value: string, style?: 'primary' | 'danger'): Button {
  return { type: 'button', action_id: actionId, text: plain(label, 75), value, ...(style ? { style } : {}) };
}

export function actions(blockId: string, buttons: readonly Button[]): ActionsBlock {
  return { type: 'actions', block_id: blockId, elements: [...buttons] };
}

/** A person as Slack shows them; a name where the id is not one of Slack's. */
export function mention(who: string): string {
  return /^[UW][A-Z0-9]{2,}$/.test(who) ? `<@${who}>` : who.replace(/[<>&]/g, '');
}

/** Slack refuses a message whose blocks exceed about 13,200 bytes (undocumented): stay below 12,000. */
export const MESSAGE_BYTES = 11_800;

export function byteLength(blocks: readonly KnownBlock[]): number {
  return Buffer.byteLength(JSON.stringify(blocks), 'utf8');
}
