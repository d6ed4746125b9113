import type { Button, KnownBlock } from '@slack/types';
import { localTime } from '../../core/instant.ts';
import { nameAmong } from '../../settings/people.ts';
import type { Projects } from '../../settings/types.ts';
import { markdown, mention, section } from '../../slack/blocks/parts.ts';
import type { StoredDraft } from '../draft.ts';
import type { Standing } from '../standing.ts';
import { troubleWords, undoButton, undoIsPossible } from '../standing-blocks.ts';
import { type Action, StoredContent } from './content.ts';
import { undoable } from './undo.ts';
import { postingName } from './words.ts';

/** What is taken back, once it is; `number`: of the document in QuickBooks. */
function takenBack(action: Action, number: string): string {
  switch (action.do) {
    case 'bill':
      return `Bill ${number} is deleted in QuickBooks`;
    case 'journal':
      return `Journal entry ${number} is deleted in QuickBooks`;
    case 'recode':
      return `${postingName({ ...action })} is coded in QuickBooks as it was before`;
    case 'correct':
      return `Row ${action.rowNumber} of the sheet says again what it said before`;
    case 'add':
      return 'The row that was added to the sheet is deleted';
    case 'accept':
      return 'The acceptance no longer counts';
    default:
      return 'What was said is forgotten';
  }
}

const numberOf = ({ posting }: Standing) => posting?.number ?? (posting ? `Id ${posting.id}` : '');

/** Taken back: by whom, and how far it is. */
export function undone(draft: StoredDraft, standing: Standing, projects: Projects): KnownBlock[] {
  const { action } = StoredContent.parse(draft.content);
  const { undo, trouble, status } = standing;
  const when = undo.at ? `, ${localTime(undo.at, projects.company.timezone)}` : '';
  const lead = status === 'voided' ? '↩️ *Undone*' : '⏳ *Undoing*';
  const done = status === 'voided' || standing.done.has('void');
  const what = `${takenBack(action, numberOf(standing))}. ${
    status === 'voided' ? 'The next reconciliation asks again.' : 'The sheet’s status is not put back yet.'
  }`;
  return [
    markdown(`${lead} by ${mention(undo.by ?? '')}${when}.`),
    ...(done ? [section(what)] : []),
    ...(trouble ? [section(troubleWords(trouble, ''))] : []),
  ];
}

/** Until when it can be undone, or why it was not. */
export function undoWords(draft: StoredDraft, standing: Standing, projects: Projects): KnownBlock[] {
  const { undo } = standing;
  const name = undo.by === null ? 'somebody' : nameAmong(projects.people, undo.by);
  if (undo.refused !== null) return [section(`Not undone, although ${name} asked: ${undo.refused}`)];
  if (undo.until === null || !undoable(draft, standing)) return [];
  return [undoIsPossible(undo.until, projects)];
}

export function askUndo(value: string, draft: StoredDraft, standing: Standing): Button {
  const { action } = StoredContent.parse(draft.content);
  const text = `${takenBack(action, numberOf(standing))}, and the next reconciliation asks again.`;
  return undoButton(value, 'Undo this?', text);
}
