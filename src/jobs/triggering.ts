import type { Connecting } from '../quickbooks/connecting.ts';
import { openSources } from '../store/inbox.ts';
import { warnOfExpiry } from '../triggers/connection-watch.ts';
import { forget } from '../triggers/forgetting.ts';
import { repairHooks } from '../triggers/sheet-hooks.ts';
import { beginWatching, look } from '../triggers/sheet-watch.ts';
import type { Triggers } from '../triggers/triggers.ts';
import { workOff } from '../triggers/work-off.ts';

export interface Rhythm {
  /** How often each billing sheet is read for what no webhook told. */
  lookMs: number;
  /** How often the webhooks are looked after. */
  repairMs: number;
}

/** A webhook that Smartsheet switched off is on again within ten minutes, and nothing is lost meanwhile. */
export const RHYTHM: Rhythm = { lookMs: 5 * 60_000, repairMs: 10 * 60_000 };

/**
 * What begins without a person: at the start, and then in turns. It returns what stops it, once what is in hand is
 * over; a vendor that is down is asked again at the next turn.
 */
export function triggering(
  triggers: Triggers,
  connecting: Connecting,
  { lookMs, repairMs }: Rhythm,
): () => Promise<void> {
  const { way } = triggers;
  let stopped = false;
  const tolerant = (what: string, work: () => Promise<void>): Promise<void> =>
    work().catch((error: unknown) =>
      way.log.warn({ what, error: String(error) }, 'a trigger waits for its next turn'),
    );
  const lookAtAll = async () => {
    for (const source of await openSources(way.db.prisma))
      await tolerant(source, () => workOff(triggers, source));
    for (const { billing } of way.projects.projects)
      if (billing && !stopped) await tolerant(billing.sheet, () => look(triggers, billing.sheet));
  };
  let inHand: Promise<void> = tolerant('the first look', async () => {
    await beginWatching(triggers);
    await lookAtAll();
  });
  const under = new Set<string>();
  /** A turn that comes while the one before it still waits or runs is left out. */
  const inTurn = (what: string, work: () => Promise<void>) => {
    if (under.has(what)) return;
    under.add(what);
    inHand = inHand
      .then(() => (stopped ? undefined : tolerant(what, work)))
      .finally(() => void under.delete(what));
  };
  const lookAfter = async () => {
    await tolerant('webhooks', () => repairHooks(triggers));
    await tolerant('the access to QuickBooks', () => warnOfExpiry(way, connecting));
    await tolerant('what is long past', () => forget(way));
  };
  inTurn('webhooks', lookAfter);
  const timers = [
    setInterval(() => inTurn('sheets', lookAtAll), lookMs),
    setInterval(() => inTurn('webhooks', lookAfter), repairMs),
  ];
  return async () => {
    stopped = true;
    for (const timer of timers) clearInterval(timer);
    await inHand;
  };
}
