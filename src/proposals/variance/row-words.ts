import { sha256 } from '../../core/identity.ts';
import { plainText, shorten } from '../../core/text.ts';
import type { Cause } from '../../reconciliation/types.ts';

/** The words that Countersign writes into Reconciliation Status: one of these is never a person's own. */
export const STATUS_WORDS = [
  'Matched',
  'Variance - Review',
  'Missing in QB',
  'Accepted',
  'Resolved',
] as const;
export type StatusWord = (typeof STATUS_WORDS)[number];

/** What a row says that is to be decided on. */
export function reviewStatus(cause: Cause): StatusWord {
  return cause === 'missing-in-ledger' ? 'Missing in QB' : 'Variance - Review';
}

const NOTE_CHARACTERS = 1_000;
const SIGNED = /^([\s\S]*) \[cs·([0-9a-f]{6})\]$/;

/** A note of ours says so by itself: changed by a person it is not ours any more, and is kept. */
export function signedNote(text: string): string {
  const plain = shorten(plainText(text), NOTE_CHARACTERS);
  return `${plain} [cs·${sha256(`note/${plain}`).slice(0, 6)}]`;
}

export function isOurNote(text: string): boolean {
  const [, said = '', hash] = SIGNED.exec(text) ?? [];
  return hash !== undefined && sha256(`note/${said}`).slice(0, 6) === hash;
}
