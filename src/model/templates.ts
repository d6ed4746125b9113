import { plainText, shorten } from '../core/text.ts';
import type { WordingInput, WordingLine } from './types.ts';

/** Longest description of a line; QuickBooks takes 4,000, a card is read on a phone. */
export const DESCRIPTION_CHARACTERS = 500;

/**
 * A line's description without a model: "Homepage wireframes: kickoff and sketches", "Homepage wireframes — Ana"
 * where there are no notes, "Expenses: Travel to site". Figures and markup stay as they were typed.
 */
export function describeLine({ kind, task, notes, employee }: WordingLine): string {
  const what = plainText(task);
  const detail = plainText(notes);
  const who = plainText(employee);
  if (kind === 'expenses') {
    const spentOn = [what, detail === what ? '' : detail].filter(Boolean).join(': ');
    return shorten(spentOn === '' ? 'Expenses' : `Expenses: ${spentOn}`, DESCRIPTION_CHARACTERS);
  }
  const named = what === '' ? 'Services' : what;
  if (detail !== '' && detail !== what) return shorten(`${named}: ${detail}`, DESCRIPTION_CHARACTERS);
  return shorten(who === '' ? named : `${named} — ${who}`, DESCRIPTION_CHARACTERS);
}

/** The sentence to the customer without a model; empty where the project has no name. */
export function describeInvoice({ projectName }: Pick<WordingInput, 'projectName'>): string {
  const project = plainText(projectName);
  return project === '' ? '' : shorten(`Services for ${project}`, DESCRIPTION_CHARACTERS);
}
