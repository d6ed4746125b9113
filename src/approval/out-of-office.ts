import type { Way } from './way.ts';
import type { SlackStatus } from './workspace.ts';

/** Out of office as a person's Slack profile says it. */

const EMOJI = new Set(
  ['palm_tree', 'airplane', 'airplane_departure', 'small_airplane', 'desert_island', 'beach_with_umbrella']
    .concat(['face_with_thermometer', 'thermometer', 'ooo', 'vacation'])
    .map((name) => `:${name}:`),
);
const WORDS =
  /\b(vacation|vacationing|out of (?:the )?office|ooo|on (?:annual |sick |parental |maternity |paternity )?leave|annual leave|sick leave|out sick|off sick|on holidays?|pto)\b/i;
/** "Back from vacation", "no vacation this year": the word alone does not make them away. */
const NOT_SO = /\b(back|returned|no|not|never|planning|after|before)\b/i;

/** Their status in their own words where it says that they are out; null where it doesn't, or no longer. */
export function outOfOffice({ emoji, text, until }: SlackStatus, now: Date): string | null {
  if (until !== null && until <= now) return null;
  const out = EMOJI.has(emoji) ? !/\bback\b/i.test(text) : WORDS.test(text) && !NOT_SO.test(text);
  return out ? `${emoji} ${text}`.trim() : null;
}

/** A reminder is not worth waiting for Slack: whoever it says nothing about in time is taken to be there. */
const PATIENCE_MS = 3_000;
const MOST = 50;

/** Of these people, those who are out by their Slack status, with its words. Never throws. */
export async function outByStatus(way: Way, people: readonly string[]): Promise<Map<string, string>> {
  const now = way.now();
  const found = new Map<string, string>();
  const asking = people.slice(0, MOST).map(async (who) => {
    const person = await way.workspace.person(who).catch(() => null);
    const status = person?.status ? outOfOffice(person.status, now) : null;
    if (status !== null) found.set(who, status);
  });
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([Promise.all(asking), patience]);
  clearTimeout(timer);
  return new Map(found);
}
