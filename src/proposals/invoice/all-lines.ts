import type { View } from '@slack/types';
import { byteLength, plain, section, small } from '../../slack/blocks/parts.ts';
import { VIEWS } from '../decision-buttons.ts';
import type { StoredDraft } from '../draft.ts';
import { counted, money, named, rateText } from '../say.ts';
import { StoredContent } from './stored.ts';
import type { InvoiceContent } from './types.ts';

/** Slack takes 100 blocks in a view, 3,000 characters in each, and 250,000 bytes of all. */
const VIEW_BLOCKS = 98;
const VIEW_BYTES = 200_000;

/** Every line, for a draft too long for its card. Long descriptions give way before a line does. */
export function allLines(draft: StoredDraft): View {
  const content = StoredContent.parse(draft.content);
  const sizes = [160, 80, 40, 20, 0];
  const fitting = sizes
    .map((words) => packed(entriesOf(content, words)))
    .find((all) => all.length <= VIEW_BLOCKS && byteLength(all.map(section)) <= VIEW_BYTES);
  const sections = (fitting ?? packed(entriesOf(content, 0)).slice(0, VIEW_BLOCKS)).map(section);
  const total = `Subtotal ${money(content.subtotalMinor, content.currency)} · ${counted(content.lines.length, 'line')}`;
  return {
    type: 'modal',
    callback_id: VIEWS.showAll,
    title: plain(`All lines of v${draft.version}`, 24),
    close: plain('Close', 24),
    blocks: [
      section(total),
      ...sections,
      ...(fitting ? [] : [small('More than Slack can show: the other lines are on the pages of Edit.')]),
    ],
  };
}

function entriesOf({ lines, currency }: InvoiceContent, words: number): string[] {
  return lines.map((line, index) => {
    const sum = `${line.quantity} × ${rateText(line.rate, currency)} = ${money(line.amountMinor, currency)}`;
    return `${index + 1}. ${named(line.description, words)}\n${sum} (row ${line.rowNumber})`;
  });
}

/** As many entries a block as fit. */
function packed(entries: readonly string[]): string[] {
  const blocks: string[] = [];
  for (const entry of entries) {
    const last = blocks.at(-1);
    if (last !== undefined && last.length + entry.length + 2 <= 2900)
      blocks[blocks.length - 1] = `${last}\n\n${entry}`;
    else blocks.push(entry);
  }
  return blocks;
}
