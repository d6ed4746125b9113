import { sha256 } from '../core/identity.ts';
import { readConnection, writeConnection } from '../store/connections.ts';
import { COMPANY } from '../store/database.ts';
import type { Triggers } from './triggers.ts';

const SECRET = 'asana-webhook';
/** A webhook a project; beyond, somebody fills the database. */
const MOST = 200;
/** Whoever sends what is forged does not get a read of the database for each. */
const AGAIN_MS = 1_000;

/**
 * The secrets that Asana named in handshakes, sealed. They count as long as INBOUND_ASANA_SECRET (`root`) stays what
 * it is: a new one there takes back all that was believed before.
 */
export function asanaHookSecrets({ way, key }: Pick<Triggers, 'way' | 'key'>, root: string) {
  const of = sha256(`asana-webhook/${root}`).slice(0, 24);
  const prefix = `${of}/`;
  let known: string[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  const kept = () =>
    way.db.prisma.connection.findMany({
      where: { company: COMPANY, service: SECRET, realm: { startsWith: prefix } },
      select: { realm: true },
    });
  const read = async () => {
    const secrets: string[] = [];
    for (const { realm } of await kept()) {
      const secret = await readConnection(way.db.prisma, key, SECRET, realm);
      if (secret !== null) secrets.push(secret);
    }
    return secrets;
  };
  const first = (by: (secret: string) => string | null): string | null => {
    for (const secret of known) {
      const id = by(secret);
      if (id !== null) return id;
    }
    return null;
  };
  return {
    async verified(by: (secret: string) => string | null, now: Date): Promise<string | null> {
      const found = first(by);
      if (found !== null || Math.abs(now.getTime() - readAt) < AGAIN_MS) return found;
      readAt = now.getTime(); // another process may have been told one
      known = await read();
      return first(by);
    },
    async keep(secret: string): Promise<boolean> {
      const realm = `${prefix}${sha256(secret).slice(0, 24)}`;
      const realms = await kept();
      if (realms.length >= MOST && !realms.some((row) => row.realm === realm)) return false;
      await writeConnection(way.db.prisma, key, SECRET, realm, secret);
      known = [...new Set([...known, secret])];
      return true;
    },
  };
}
