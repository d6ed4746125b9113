import type { KnownBlock, Overflow, SectionBlock } from '@slack/types';
import { mention, plain, section, small, smallMarkdown, smallQuoting } from '../slack/blocks/parts.ts';
import { cut } from '../slack/blocks/text.ts';
import { ACTIONS, type Target, targetValue } from './decision-buttons.ts';
import type { Standing } from './standing.ts';

/** What a card of any kind says about the talk around it, and the menu it is started from. */

export const MORE = {
  ask: 'ask',
  approvers: 'approvers',
  note: 'note',
  assign: 'assign',
  snooze: 'snooze',
} as const;

/** Beside a section, so that the row of buttons stays what it is. */
export function withMore<Block extends SectionBlock>(
  block: Block,
  target: Target,
  others: readonly { what: string; label: string }[] = [],
): Block {
  const option = (what: string, label: string) => ({
    text: plain(label, 75),
    value: `${what}:${targetValue(target)}`,
  });
  const menu: Overflow = {
    type: 'overflow',
    action_id: ACTIONS.more,
    options: [
      ...others.map(({ what, label }) => option(what, label)),
      option(MORE.ask, 'Ask a question'),
      option(MORE.approvers, 'Change who approves'),
    ],
  };
  return { ...block, accessory: menu };
}

const MOST_CHANGES = 5;

export function talkBlocks({ talk }: Standing): KnownBlock[] {
  if (!talk) return [];
  const { question, approvers, stuck } = talk;
  const blocks: KnownBlock[] = [];
  if (stuck) blocks.push(section(`⚠️ ${cut(stuck, 900)}`));
  if (question && question.answeredBy === null) {
    blocks.push(
      smallMarkdown(
        `⏸ *${mention(question.by)} asked* – waiting for ${question.waitsFor === null ? 'an' : `${mention(question.waitsFor)}'s`} answer in the thread. It can still be decided.`,
      ),
      small(`“${cut(question.text, 500)}”`),
    );
  } else if (question) {
    const by = mention(question.answeredBy ?? '');
    blocks.push(smallMarkdown(`💬 ${mention(question.by)} asked, ${by} answered: see the thread.`));
  }
  for (const { who, added, by, reason } of approvers.slice(-MOST_CHANGES)) {
    blocks.push(
      smallQuoting(
        `👤 ${mention(who)} ${added ? 'may approve too' : 'may not approve'}, by ${mention(by)}`,
        `Because: ${cut(reason, 300)}`,
      ),
    );
  }
  return blocks;
}
