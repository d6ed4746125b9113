import type { Button, KnownBlock } from '@slack/types';
import { localTime } from '../../core/instant.ts';
import { nameAmong } from '../../settings/people.ts';
import type { Projects } from '../../settings/types.ts';
import { markdown, mention, section } from '../../slack/blocks/parts.ts';
import { escapeText } from '../../slack/blocks/text.ts';
import type { StoredDraft } from '../draft.ts';
import { money, named } from '../say.ts';
import type { Standing } from '../standing.ts';
import { troubleWords, undoButton, undoIsPossible } from '../standing-blocks.ts';
import type { InvoiceContent } from './types.ts';
import { undoable } from './undo.ts';

/** Taken back: by whom, and how far it is. The invoice itself stays in QuickBooks, voided. */
export function undone(standing: Standing, projects: Projects): KnownBlock[] {
  const { undo, posting, done, trouble, status } = standing;
  const when = undo.at ? `, ${localTime(undo.at, projects.company.timezone)}` : '';
  const number = posting ? `<${posting.url}|${escapeText(posting.number ?? posting.id)}>` : '';
  const books = done.has('void')
    ? `QuickBooks invoice ${number} is voided.`
    : `QuickBooks invoice ${number} is being voided…`;
  const sheet =
    status === 'voided'
      ? ' The sheet is cleared; its rows may be drafted again.'
      : ' The sheet is not cleared yet.';
  const lead = status === 'voided' ? '↩️ *Undone*' : '⏳ *Undoing*';
  return [
    markdown(`${lead} by ${mention(undo.by ?? '')}${when}. ${books}${sheet}`),
    ...(trouble ? [section(troubleWords(trouble, ''))] : []),
  ];
}

/** Until when it can be undone, or why it was not. */
export function undoWords(draft: StoredDraft, standing: Standing, projects: Projects): KnownBlock[] {
  const { undo } = standing;
  if (undo.refused !== null)
    return [section(`⚠️ Not undone, although ${nameIn(projects, undo.by)} asked: ${undo.refused}`)];
  if (undo.until === null || !undoable(draft, standing)) return [];
  return [undoIsPossible(undo.until, projects)];
}

function nameIn(projects: Projects, who: string | null): string {
  return who === null ? 'somebody' : nameAmong(projects.people, who);
}

export function askUndo(value: string, { posting }: Standing, content: InvoiceContent): Button {
  const amount = money(content.subtotalMinor, content.currency);
  const text = `Invoice ${posting?.number ?? posting?.id} over ${amount} for ${named(content.customerName, 90)} is voided in QuickBooks, what was written to the sheet is cleared, and its rows may be drafted again.`;
  return undoButton(value, 'Undo this posting?', text);
}
