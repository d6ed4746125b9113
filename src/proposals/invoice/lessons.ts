import type { Finding } from '../../core/finding.ts';
import type { Change } from '../draft.ts';
import { named } from '../say.ts';
import type { Check } from './checks/check.ts';
import { StoredContent } from './stored.ts';

/** What of an edit is worth remembering: figures follow from others, and lines that came or went are the sheet's. */
const KEPT = /^(?:Line \d+ (rate|quantity|description)|(Due date)|(Memo))$/;
const MOST = 4;

/** Whose draft it is, and what was corrected in it: "the rate was corrected from $150.00 to $180.00". */
export function lesson(
  content: unknown,
  changes: readonly Change[],
): { customerId: string; corrections: string[] } {
  const { customerId } = StoredContent.parse(content);
  const said = changes.flatMap(({ field, old, new: now }) => {
    const [, line, due, memo] = KEPT.exec(field) ?? [];
    const what = line ?? (due ? 'due date' : memo && 'memo');
    return what ? [`the ${what} was corrected from ${value(what, old)} to ${value(what, now)}`] : [];
  });
  const once = [...new Set(said)];
  const more = once.length > MOST ? [`and ${once.length - MOST} more`] : [];
  return { customerId, corrections: [...once.slice(0, MOST), ...more] };
}

function value(what: string, text: string): string {
  if (text === '') return 'nothing';
  return what === 'description' || what === 'memo' ? `“${named(text, 80)}”` : text;
}

/** Shown with the next draft for that customer; informs, and holds nothing up. */
export const pastLessons: Check = ({ facts }): Finding[] =>
  (facts.lessons ?? []).map(({ shown }) => ({
    code: 'lesson',
    severity: 'info',
    message: /[.!?”]$/.test(shown) ? shown : `${shown}.`,
  }));
