import { localTime } from '../core/instant.ts';
import { plainText, shorten } from '../core/text.ts';
import { VERSION_TYPES } from './data.ts';
import { BOT } from './entry.ts';
import type { Logged } from './logged.ts';
import { actionIn } from './step-words.ts';
import { entryWords } from './words.ts';
import type { Telling } from './words-later.ts';

/** Long enough for a whole edit, short enough that a line stays one. */
const LONGEST = 700;

/** One approval's entries, one line each: "22 Nov 2026, 14:05 · Pam drafted v1 with 12 lines, $6,666.48". */
export function storyOf(entries: readonly Logged[], telling: Telling): string[] {
  const { timezone, nameOf } = telling;
  let action: string | null = null;
  return entries.map((entry) => {
    // What the newest version proposes is what its steps do, and what is taken back.
    if (VERSION_TYPES.includes(entry.type)) action = actionIn(entry.data);
    const who = entry.actor === BOT ? 'Countersign' : nameOf(entry.actor);
    const words = plainText(entryWords(entry, telling, action));
    return shorten(`${localTime(new Date(entry.at), timezone)} · ${who} ${words}`, LONGEST);
  });
}

/** Lines in as few texts as there must be, none longer than `most` UTF-16 units. */
export function inTexts(lines: readonly string[], most: number): string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= most) texts.push(`${texts.pop()}\n${line}`);
    else texts.push(shorten(line, most));
  }
  return texts;
}
