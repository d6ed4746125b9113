/** Nobody looks at a card ten times a second: it is drawn once its clicks pause, and every three seconds while they do not. */
const PAUSE_MS = 400;
const MOST_MS = 3_000;

/**
 * Asks for a card to be redrawn, once for however many clicks. It is not remembered if the process dies: the row says
 * that it is due, and whoever sweeps up finds it.
 */
export function redrawSoon(ask: (approvalId: string) => Promise<void>): (approvalId: string) => void {
  const waiting = new Map<string, { timer: NodeJS.Timeout; since: number }>();
  return (approvalId) => {
    const before = waiting.get(approvalId);
    clearTimeout(before?.timer);
    const since = before?.since ?? Date.now();
    const left = Math.max(0, Math.min(PAUSE_MS, since + MOST_MS - Date.now()));
    const timer = setTimeout(() => {
      waiting.delete(approvalId);
      ask(approvalId).catch(() => {}); // the sweep does it
    }, left);
    timer.unref();
    waiting.set(approvalId, { timer, since });
  };
}
