/** Shorter words are in too many names to say that two are one. */
const SHORTEST = 4;

/**
 * Whether two names may be a person's, and the person's or the person's firm's: they share a word, and what a first
 * letter stands for does not speak against it. Alone it says little.
 */
export function mayBeOneParty(name: string, other: string): boolean {
  const [a, b] = [name.split(' '), other.split(' ')];
  const shared = a.find((word) => word.length >= SHORTEST && b.includes(word));
  if (shared === undefined) return false;
  const [left, right] = [a.filter((word) => word !== shared), b.filter((word) => word !== shared)];
  return !contradicts(left, right) && !contradicts(right, left);
}

/** A letter that none of the other's words begins with. */
function contradicts(words: readonly string[], others: readonly string[]): boolean {
  if (others.length === 0) return false;
  return words.some((word) => word.length === 1 && !others.some((one) => one.startsWith(word)));
}
