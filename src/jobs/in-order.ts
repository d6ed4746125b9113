import { background, urgent } from '../limits/priority.ts';
import { BOT } from '../log/entry.ts';
import type { Handlers } from './queue.ts';

/** Who waits for which job: what a person asked for goes before what follows from clicks, and that before the night's work. */
export function inOrder(handlers: Handlers): Handlers {
  const forWhom = ({ requestedBy }: { requestedBy: string }) => (requestedBy === BOT ? background : urgent);
  return {
    ...handlers,
    draft: (job, ...more) => forWhom(job)(() => handlers.draft(job, ...more)),
    reconcile: (job, ...more) => forWhom(job)(() => handlers.reconcile(job, ...more)),
    inbox: (source) => background(() => handlers.inbox(source)),
    look: (sheetId) => background(() => handlers.look(sheetId)),
    writeUp: (run) => background(() => handlers.writeUp(run)),
    digest: (job) => background(() => handlers.digest(job)),
  };
}
