import { wordsOf } from './vendor-key.ts';

/** Texts beside a filled column that must show it, and their share that names the same project, before texts are trusted. */
const LEAST_SEEN = 20;
const LEAST_SHARE = 0.9;
/** A name of fewer words than these is met in other sentences too. */
const LEAST_WORDS = 2;

interface Coded {
  text: Int32Array;
  project: Int32Array;
}

/**
 * "2128 Market Plaza - concrete saw": a memo that begins or ends with the name of a project, which other rows have in
 * their column, says where a row without one belongs. Only where the memos of rows that have both say the same as the
 * column; a text that names two projects says nothing.
 * @param texts by the number in `text`; `projects` by the number in `project`, in plain words.
 */
export function projectsFromTexts(
  sides: readonly Coded[],
  texts: readonly string[],
  projects: readonly string[],
): void {
  const named = namesByFirstWord(projects);
  if (named.size === 0) return;
  const known = new Int32Array(texts.length).fill(-1);
  const projectIn = (text: number): number => {
    if (known[text] === -1) known[text] = findIn(wordsOf(texts[text] as string), named);
    return known[text] as number;
  };
  for (const { text, project } of sides) {
    let seen = 0;
    let same = 0;
    for (let row = 0; row < text.length; row++) {
      if (text[row] === 0 || project[row] === 0) continue;
      const told = projectIn(text[row] as number);
      if (told === 0) continue;
      seen++;
      if (told === project[row]) same++;
    }
    if (seen < LEAST_SEEN || same < LEAST_SHARE * seen) continue;
    for (let row = 0; row < text.length; row++) {
      if (project[row] === 0 && text[row] !== 0) project[row] = projectIn(text[row] as number);
    }
  }
}

interface Name {
  words: string[];
  project: number;
}

/** The longer names first. */
function namesByFirstWord(projects: readonly string[]): Map<string, Name[]> {
  const named = new Map<string, Name[]>();
  for (const [project, name] of projects.entries()) {
    const words = name.split(' ');
    const first = words[0] as string;
    if (words.length < LEAST_WORDS) continue;
    const list = named.get(first);
    if (list) list.push({ words, project });
    else named.set(first, [{ words, project }]);
  }
  for (const list of named.values()) list.sort((a, b) => b.words.length - a.words.length);
  return named;
}

/** The one project that the words name, or 0. */
function findIn(words: readonly string[], named: ReadonlyMap<string, readonly Name[]>): number {
  let found = 0;
  for (let at = 0; at < words.length; at++) {
    const name = named
      .get(words[at] as string)
      ?.find((one) => one.words.every((word, place) => words[at + place] === word));
    if (name === undefined) continue;
    if (found !== 0 && found !== name.project) return 0;
    found = name.project;
    at += name.words.length - 1;
  }
  return found;
}
