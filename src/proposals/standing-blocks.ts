import type { Button, ContextBlock, KnownBlock } from '@slack/types';
import type { Finding } from '../core/finding.ts';
import { localTime } from '../core/instant.ts';
import type { Projects } from '../settings/types.ts';
import { actions, button, mention, plain, small, smallMarkdown } from '../slack/blocks/parts.ts';
import { foreign } from '../slack/blocks/text.ts';
import { ACTIONS } from './decision-buttons.ts';
import type { StoredDraft } from './draft.ts';
import type { Standing, Trouble } from './standing.ts';

/** What a card of any kind says of how its proposal stands. */

/** The kill switch, said before anything else. */
export function heldBack({ held, status }: Standing): KnownBlock[] {
  if (!held || ['done', 'observed', 'settled'].includes(status)) return [];
  const what = held.scope === '*' ? 'Countersign' : held.scope;
  return [
    smallMarkdown(
      `⏸️ *${foreign(what)} is stopped* by ${mention(held.by)}. Decisions are recorded and wait; nothing is posted or written.`,
    ),
    small(`Because: ${held.reason}`),
  ];
}

const MARK = { block: '🔴', warn: '🟡', info: 'ℹ️' } as const;

export function findingLine({ severity, message, remedy }: Finding): string {
  return `${MARK[severity]} ${message}${remedy ? ` → ${remedy}` : ''}`;
}

/**
 * What happened, what it means for the money, what to do.
 * @param money a sentence; '' where there is nothing to say of it.
 * @param otherwise what to do where it is not tried again by itself.
 */
export function troubleWords(
  { step, service, message, passing }: Trouble,
  money: string,
  otherwise = 'Clear the cause, then press Retry.',
): string {
  const next = passing ? 'It is tried again by itself as soon as it works; Retry tries at once.' : otherwise;
  const said = [`⚠️ ${step}: ${service} – ${message.replace(/\.$/, '')}.`, money, next];
  return said.filter(Boolean).join(' ');
}

export function undoIsPossible(until: Date, { company }: Projects): ContextBlock {
  return small(`Undo is possible until ${localTime(until, company.timezone)}.`);
}

/** Asks once more, and says what it does. */
export function undoButton(value: string, title: string, text: string): Button {
  return {
    ...button(ACTIONS.undo, 'Undo', value),
    confirm: {
      title: plain(title, 100),
      text: plain(text, 300),
      confirm: plain('Undo', 30),
      deny: plain('Keep it', 30),
      style: 'danger',
    },
  };
}

/** The word that was fully written to the sheet for this version; null where none is. */
export function sheetWord({ version }: Pick<StoredDraft, 'version'>, { sheetMark }: Standing): string | null {
  const lead = `v${version}:`;
  return sheetMark?.startsWith(lead) ? sheetMark.slice(lead.length) : null;
}

/** It stopped before anything was done, for certain: then its card offers Reject beside Retry. */
export function rejectable({ status, posting, inDoubt }: Standing): boolean {
  return status === 'failed' && !posting && !inDoubt;
}

/** What may still be pressed once it is decided. */
export function laterButtons(value: string, standing: Standing, undo: readonly Button[]): KnownBlock[] {
  const retry = standing.trouble ? [button(ACTIONS.retry, 'Retry', value, 'primary')] : [];
  const reject = rejectable(standing) ? [button(ACTIONS.reject, 'Reject', value, 'danger')] : [];
  const left = [...retry, ...reject, ...undo];
  return left.length > 0 ? [actions('after', left)] : [];
}
