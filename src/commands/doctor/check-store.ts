import { counted } from '../../log/entry.ts';
import { followedLog } from '../../log/export.ts';
import { signingKey } from '../../log/signing-key.ts';
import type { Env } from '../../settings/env.ts';
import { readConnection } from '../../store/connections.ts';
import { COMPANY } from '../../store/database.ts';
import { databasePlace } from '../../store/reach.ts';
import { type Room, roomFor } from '../../store/room.ts';
import type { Store } from '../../wiring.ts';
import { broken, type Line, works } from './line.ts';

const NAMES: Record<string, string> = { quickbooks: 'QuickBooks’ tokens', log: 'the log’s signing key' };

export async function checkDatabase({ databaseUrl, dataDir }: Env, { db, key }: Store): Promise<Line[]> {
  const place = databaseUrl === null ? `embedded, under ${dataDir}` : databasePlace(databaseUrl);
  const lines = [works(`Postgres (${place}) is reached and migrated`)];
  lines.push(connectionsLine(await roomFor(db.prisma)));
  const kept = await db.prisma.connection.findMany({
    where: { company: COMPANY },
    orderBy: [{ service: 'desc' }, { realm: 'asc' }],
    select: { service: true, realm: true },
  });
  for (const { service, realm } of kept) {
    const name = NAMES[service] ?? `what is kept for ${service}`;
    try {
      await readConnection(db.prisma, key, service, realm);
      lines.push(works(`the encryption key opens ${name}`));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      lines.push(broken(`the encryption key does not open ${name}`, reason));
    }
  }
  if (kept.length === 0)
    lines.push(works('no tokens are stored yet: the encryption key has nothing to open'));
  return lines;
}

function connectionsLine({ allowed, needed }: Room): Line {
  const processes = Math.floor(allowed / needed);
  const each = `a process of Countersign opens up to ${needed}`;
  if (processes < 1)
    return broken(
      `Postgres allows ${allowed} connections, and ${each}`,
      'raise max_connections in Postgres, or under load requests fail that would have succeeded',
    );
  const many = processes === 1 ? 'one process' : `${processes} processes`;
  return works(`Postgres allows ${allowed} connections: ${each}, so there is room for ${many}`);
}

/** Follows the whole chain, and shows the key that exports are signed with. */
export async function checkLog({ db, locks, key }: Store): Promise<Line[]> {
  const { publicKey } = await signingKey(db, locks, key);
  let count = 0;
  for await (const { seq } of followedLog(db)) count = seq;
  const followed = count > 1 ? ', each following from the one before it' : '';
  return [works(`${counted(count)}${followed}`), works(`public key ${publicKey}`)];
}
