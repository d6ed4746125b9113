import { VendorFailure } from '../core/failure.ts';
import type { SheetHook } from '../smartsheet/hooks.ts';
import { readConnection, writeConnection } from '../store/connections.ts';
import { COMPANY } from '../store/database.ts';
import { markDirty } from './sheet-watch.ts';
import type { Triggers } from './triggers.ts';

/** The kind of connection under which a webhook's secret is kept. */
const SECRET = 'smartsheet-webhook';
export const HOOK_PATH = '/webhooks/smartsheet';

const nameOf = (sheetId: string) => `Countersign ${sheetId}`;

/**
 * Registers a webhook for each billing sheet, and repairs what is there: one that was disabled is enabled again, one
 * that points elsewhere is moved, and what happened meanwhile is read. Alone among all processes.
 */
export async function repairHooks(triggers: Triggers): Promise<void> {
  const { way, hooks, publicUrl } = triggers;
  if (publicUrl === null) return;
  await way.locks.tryExclusively('sheet-hooks', async () => {
    const known = await hooks.list();
    for (const { billing, code } of way.projects.projects) {
      if (!billing) continue;
      await repair(triggers, known, billing.sheet, `${publicUrl}${HOOK_PATH}`).catch((error: unknown) => {
        if (!(error instanceof VendorFailure)) throw error;
        way.log.warn(
          { project: code, code: error.code, error: error.message },
          'no webhook for the billing sheet; it is read in turns instead',
        );
      });
    }
  });
}

async function repair(
  triggers: Triggers,
  known: readonly SheetHook[],
  sheetId: string,
  callbackUrl: string,
): Promise<void> {
  const { way, hooks } = triggers;
  const where = { company_sheetId: { company: COMPANY, sheetId } };
  const kept = await way.db.prisma.sheetWatch.findUnique({ where });
  const named = known.filter((hook) => hook.sheetId === sheetId && hook.name === nameOf(sheetId));
  const usable = await Promise.all(
    named.map(async (hook) => ((await secretOf(triggers, hook)) === null ? null : hook)),
  );
  const found = usable.find((hook) => hook?.id === kept?.webhookId) ?? usable.find((hook) => hook !== null);
  let hook = found ?? (await hooks.create(nameOf(sheetId), sheetId, callbackUrl));
  // Both are kept before it is enabled: the first delivery may come at once.
  if (hook.sharedSecret !== null)
    await writeConnection(way.db.prisma, triggers.key, SECRET, hook.id, hook.sharedSecret);
  await way.db.prisma.sheetWatch.update({ where, data: { webhookId: hook.id } });
  if (hook.callbackUrl !== callbackUrl) hook = await hooks.move(hook.id, callbackUrl);
  if (hook.enabled) return;
  const was = hook.status;
  hook = await hooks.enable(hook.id);
  const said = { sheetId, webhookId: hook.id, was, status: hook.status };
  if (!hook.enabled)
    return way.log.warn(said, 'Smartsheet did not enable the webhook; the sheet is read in turns');
  way.log.info(said, 'the webhook is enabled');
  // Events while it was off are lost: what they would have told is read.
  if (found) await way.db.prisma.$transaction((tx) => markDirty(triggers, tx, sheetId));
}

async function secretOf({ way, key }: Triggers, hook: SheetHook): Promise<string | null> {
  return (await readConnection(way.db.prisma, key, SECRET, hook.id)) ?? hook.sharedSecret;
}

/** A webhook that was made this moment is known after it: Smartsheet repeats what was refused. */
const NOT_OURS_MS = 10_000;
const MOST_NOT_OURS = 1_000;

/** The sheet and the secret of a webhook of ours, from memory after the first time; null where it is none of ours. */
export function hookSecrets({ way, key }: Pick<Triggers, 'way' | 'key'>) {
  const remembered = new Map<string, { sheetId: string; secret: string }>();
  // Anybody may ask for any id: what is not ours costs the database one question in a while.
  const notOurs = new Map<string, number>();
  return async (webhookId: string): Promise<{ sheetId: string; secret: string } | null> => {
    const hit = remembered.get(webhookId);
    if (hit) return hit;
    if ((notOurs.get(webhookId) ?? 0) > way.now().getTime()) return null;
    const watch = await way.db.prisma.sheetWatch.findFirst({ where: { company: COMPANY, webhookId } });
    const secret = watch && (await readConnection(way.db.prisma, key, SECRET, webhookId));
    if (!watch || !secret) {
      if (notOurs.size >= MOST_NOT_OURS) notOurs.clear();
      notOurs.set(webhookId, way.now().getTime() + NOT_OURS_MS);
      return null;
    }
    const found = { sheetId: watch.sheetId, secret };
    remembered.set(webhookId, found);
    return found;
  };
}
