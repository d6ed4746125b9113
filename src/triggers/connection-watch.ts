import { SWITCH_ROLE } from '../approval/switch.ts';
import type { Way } from '../approval/way.ts';
import { localDay } from '../core/instant.ts';
import type { Connecting } from '../quickbooks/connecting.ts';
import { once } from '../store/inbox.ts';

const AHEAD_MS = 14 * 86_400_000;

/** A refresh token that nothing renews dies after a hundred days: finance managers hear of it two weeks ahead, once. */
export async function warnOfExpiry(way: Way, connecting: Connecting): Promise<void> {
  const expires = await connecting.expiresAt();
  if (expires === null || expires.getTime() - way.now().getTime() > AHEAD_MS) return;
  const day = localDay(expires, way.projects.company.timezone);
  const text = `The access to QuickBooks ends on ${day}, because nothing renewed it. Nothing can be drafted or posted after that. Press Connect QuickBooks in App Home of Countersign before then.`;
  for (const { id, roles } of way.projects.people) {
    if (!roles.includes(SWITCH_ROLE)) continue;
    const told = { source: `expiry:${id}`, id: day, at: way.now() };
    await once(way.db.prisma, told, () => way.messenger.tell(id, id, text)).catch((error: unknown) =>
      // Told at the next turn.
      way.log.warn({ error: String(error) }, 'could not tell that the access to QuickBooks ends'),
    );
  }
}
