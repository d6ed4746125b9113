import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readConnection, writeConnection } from '../store/connections.ts';
import type { Database } from '../store/database.ts';
import type { Locks } from '../store/locks.ts';
import { type Head, type HeadLine, rawPublicKey, signHead } from './head.ts';

export interface SigningKey {
  /** Base64 of the 32 raw bytes: what `doctor` shows and what an export carries. */
  publicKey: string;
  sign(head: Head): HeadLine;
}

/** The key that signs exports: made once for a database, kept sealed in it. */
export async function signingKey(db: Database, locks: Locks, encryptionKey: Buffer): Promise<SigningKey> {
  const pem = await locks.exclusively('log-signing-key', async () => {
    const kept = await readConnection(db.prisma, encryptionKey, 'log', 'ed25519');
    if (kept) return kept;
    const made = generateKeyPairSync('ed25519')
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString();
    await writeConnection(db.prisma, encryptionKey, 'log', 'ed25519', made);
    return made;
  });
  const key = createPrivateKey(pem);
  return { publicKey: rawPublicKey(key), sign: (head) => signHead(head, key) };
}
