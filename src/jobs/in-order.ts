import type { Front } from '../limits/front.ts';
import { background, urgent } from '../limits/priority.ts';
import { BOT } from '../log/entry.ts';
import type { Handlers } from './queue.ts';

/** What follows from a click comes after the clicks that wait for their answer, by no more than this. */
const LONGEST_MS = 300;

/** Who waits for which job: what a person asked for goes before what follows from clicks, and that before the night's work. */
export function inOrder(handlers: Handlers, front: Front): Handlers {
  const forWhom = ({ requestedBy }: { requestedBy: string }) => (requestedBy === BOT ? background : urgent);
  return {
    ...handlers,
    advance: async (id) => {
      await front.quiet(LONGEST_MS);
      await handlers.advance(id);
    },
    draft: (job, ...more) => forWhom(job)(() => handlers.draft(job, ...more)),
    reconcile: (job, ...more) => forWhom(job)(() => handlers.reconcile(job, ...more)),
    inbox: (source) => background(() => handlers.inbox(source)),
    look: (sheetId) => background(() => handlers.look(sheetId)),
    writeUp: (run) => background(() => handlers.writeUp(run)),
    digest: (job) => background(() => handlers.digest(job)),
  };
}
