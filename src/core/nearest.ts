/** Edits between two words: a letter put in, left out, replaced, or two neighbours swapped ("stauts"). */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/**
 * Up to `n` of the candidates that a person may have meant by `word`, best first, case aside. One that contains
 * the word, or is contained in it, counts as near; one that shares less than half with it is left out, so the
 * list may be empty.
 */
export function nearest(word: string, candidates: readonly string[], n = 3): string[] {
  const typed = word.trim().toLowerCase();
  if (typed === '') return [];
  return candidates
    .flatMap((candidate) => {
      const known = candidate.toLowerCase();
      const contains =
        typed.length > 1 && (known.includes(typed) || (known.length > 2 && typed.includes(known)));
      const allowed = Math.max(1, Math.floor(Math.max(typed.length, known.length) / 2));
      // A difference in length alone is that many edits: no need to count the rest of a very long word.
      if (!contains && Math.abs(typed.length - known.length) > allowed) return [];
      const edits = typed.length > 200 ? allowed + 1 : distance(typed, known);
      if (contains) return [{ candidate, edits: Math.min(edits, 1) }];
      return edits <= allowed && edits < known.length ? [{ candidate, edits }] : [];
    })
    .sort((a, b) => a.edits - b.edits)
    .slice(0, n)
    .map(({ candidate }) => candidate);
}
