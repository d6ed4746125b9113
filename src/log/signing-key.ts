import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { canonicalJson } from '../core/identity.ts';
import { readConnection, writeConnection } from '../store/connections.ts';
import type { Database } from '../store/database.ts';
import type { Locks } from '../store/locks.ts';
import type { Head, HeadLine } from './chain.ts';

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
  const publicKey = rawPublicKey(key);
  return {
    publicKey,
    sign: (head) => ({
      head,
      publicKey,
      signature: sign(null, Buffer.from(canonicalJson(head)), key).toString('base64'),
    }),
  };
}

function rawPublicKey(key: KeyObject): string {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url').toString('base64');
}
