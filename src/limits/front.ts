/** Who stands at the door: while people wait for an answer, work that nobody waits for holds back. */
export interface Front {
  /** For as long as it takes, somebody stands there. */
  serve<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves once nobody stands there, and after a while in any case: a crowd never stops the work behind it. */
  quiet(atMostMs: number): Promise<void>;
}

export function createFront(): Front {
  let inFront = 0;
  const waiting = new Set<() => void>();
  return {
    async serve(work) {
      inFront += 1;
      try {
        return await work();
      } finally {
        inFront -= 1;
        if (inFront === 0) for (const go of [...waiting]) go();
      }
    },
    quiet(atMostMs) {
      if (inFront === 0) return Promise.resolve();
      return new Promise((resolve) => {
        const go = () => {
          clearTimeout(timer);
          waiting.delete(go);
          resolve();
        };
        const timer = setTimeout(go, atMostMs);
        waiting.add(go);
      });
    },
  };
}
