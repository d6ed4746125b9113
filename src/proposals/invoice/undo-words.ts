import type { Button, KnownBlock } from '@slack/types';
import { localTime } from '../../core/instant.ts';
import type { Projects } from '../../settings/types.ts';
import { button, markdown, mention, plain, section, small } from '../../slack/blocks/parts.ts';
import { escapeText } from '../../slack/blocks/text.ts';
import { ACTIONS } from '../decision-buttons.ts';
import type { Standing, StoredDraft } from '../kind.ts';
import { money, named } from './checks/say.ts';
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
    ...(trouble ? [section(undoTrouble(trouble))] : []),
  ];
}

function undoTrouble(trouble: NonNullable<Standing['trouble']>): string {
  const next = trouble.passing
    ? 'It is tried again by itself as soon as it works; Retry tries at once.'
    : 'Clear the cause, then press Retry.';
  return `⚠️ ${trouble.step}: ${trouble.service} – ${trouble.message.replace(/\.$/, '')}. ${next}`;
}

/** Until when it can be undone, or why it was not. */
export function undoWords(draft: StoredDraft, standing: Standing, projects: Projects): KnownBlock[] {
  const { undo } = standing;
  if (undo.refused !== null)
    return [section(`⚠️ Not undone, although ${nameIn(projects, undo.by)} asked: ${undo.refused}`)];
  if (undo.until === null || !undoable(draft, standing)) return [];
  return [small(`Undo is possible until ${localTime(undo.until, projects.company.timezone)}.`)];
}

function nameIn(projects: Projects, who: string | null): string {
  return projects.people.find(({ id }) => id === who)?.name ?? who ?? 'somebody';
}

/** Asks once more, and says what it does. */
export function undoButton(value: string, { posting }: Standing, content: InvoiceContent): Button {
  const amount = money(content.subtotalMinor, content.currency);
  const text = `Invoice ${posting?.number ?? posting?.id} over ${amount} for ${named(content.customerName, 90)} is voided in QuickBooks, what was written to the sheet is cleared, and its rows may be drafted again.`;
  return {
    ...button(ACTIONS.undo, 'Undo', value),
    confirm: {
      title: plain('Undo this posting?', 100),
      text: plain(text, 300),
      confirm: plain('Undo', 30),
      deny: plain('Keep it', 30),
      style: 'danger',
    },
  };
}
