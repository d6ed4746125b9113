/**
 * Looks at once and then so often, one look at a time; `look` does not throw. Returns what stops it, once the look in
 * hand is over.
 */
export function inTurns(look: () => Promise<void>, everyMs: number): () => Promise<void> {
  let looking: Promise<void> | null = null;
  const turn = () => {
    looking ??= look().finally(() => {
      looking = null;
    });
  };
  turn();
  const timer = setInterval(turn, everyMs);
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
