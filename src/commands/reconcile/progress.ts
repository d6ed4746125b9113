export interface Progress {
  show(stage: string, share: number): void;
  /** Leaves the line as if nothing had been drawn. */
  clear(): void;
}

const WIDTH = 30;
// As often as an eye can follow; drawing is work, too.
const EVERY_MS = 50;

/** A bar on one line of a terminal; without `draw`, which is how a pipe or a file is told, there is none. */
export function progressBar(draw: ((text: string) => void) | null, nowMs: () => number): Progress {
  if (draw === null) return { show: () => {}, clear: () => {} };
  let drawnAt = Number.NEGATIVE_INFINITY;
  return {
    show(stage, share) {
      const at = nowMs();
      if (at - drawnAt < EVERY_MS) return;
      drawnAt = at;
      const part = Math.min(Math.max(share, 0), 1);
      const full = Math.round(part * WIDTH);
      const percent = String(Math.floor(part * 100)).padStart(3);
      draw(`\r\x1b[K[${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}] ${percent} % ${stage}`);
    },
    clear() {
      if (drawnAt !== Number.NEGATIVE_INFINITY) draw('\r\x1b[K');
    },
  };
}
