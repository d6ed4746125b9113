import type { KnownBlock, View } from '@slack/types';
import { markdown, plain, section } from '../../slack/blocks/parts.ts';
import { cut } from '../../slack/blocks/text.ts';
import { VIEWS } from '../decision-buttons.ts';
import type { StoredDraft } from '../draft.ts';
import { actionLines } from './action-words.ts';
import { StoredBasis, StoredContent } from './content.ts';
import { causeLine, headline } from './story.ts';
import { postingLine, rowLine } from './words.ts';

/** All of it: every row and posting, and what else may belong to it. */
export function details(draft: StoredDraft): View {
  const { subject } = StoredBasis.parse(draft.basis);
  const { action } = StoredContent.parse(draft.content);
  const list = (title: string, lines: readonly string[]): KnownBlock[] =>
    lines.length === 0 ? [] : [markdown(`*${title}*`), ...chunks(lines).map(section)];
  return {
    type: 'modal',
    callback_id: VIEWS.showAll,
    title: plain('Variance', 24),
    close: plain('Close', 24),
    blocks: [
      section(`${headline(subject)}\n${causeLine(subject)}`),
      ...list('Sheet', subject.sheet.map(rowLine)),
      ...list('QuickBooks', subject.ledger.map(postingLine)),
      ...list('Why', subject.why),
      ...list('Near in the sheet', subject.near.sheet.map(rowLine)),
      ...list('Near in QuickBooks', subject.near.ledger.map(postingLine)),
      ...list('Proposed', actionLines(action)),
    ].slice(0, 98),
  };
}

function chunks(lines: readonly string[]): string[] {
  const blocks: string[] = [];
  for (const line of lines) {
    const last = blocks.at(-1);
    if (last !== undefined && last.length + line.length < 2800)
      blocks[blocks.length - 1] = `${last}\n${line}`;
    else blocks.push(cut(line, 2800));
  }
  return blocks;
}
