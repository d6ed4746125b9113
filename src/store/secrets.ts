import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { keptSecret } from './kept-secret.ts';

/** AES-256-GCM. Text is `v1.<iv>.<tag>.<ciphertext>`, base64url; `context` must be the same to open it again. */
export function seal(key: Buffer, plain: string, context: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return [
    'v1',
    iv.toString('base64url'),
    cipher.getAuthTag().toString('base64url'),
    sealed.toString('base64url'),
  ].join('.');
}

/** Throws where the key or the context is another, or the text was changed. */
export function unseal(key: Buffer, sealed: string, context: string): string {
  const [version, iv = '', tag = '', text = ''] = sealed.split('.');
  if (version !== 'v1') throw new Error('This was not sealed by Countersign, or by a newer version of it.');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'));
    decipher.setAAD(Buffer.from(context)).setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString(
      'utf8',
    );
  } catch (cause) {
    throw new Error(
      'The stored tokens cannot be opened with this ENCRYPTION_KEY. Start with the key they were stored under.',
      { cause },
    );
  }
}

/** The key of the environment, or the one made and kept under dataDir. */
export function encryptionKey(given: Buffer | null, dataDir: string): Buffer {
  if (given) return given;
  const file = join(dataDir, 'encryption-key');
  mkdirSync(dataDir, { recursive: true });
  return Buffer.from(
    keptSecret(file, () => randomBytes(32).toString('base64')),
    'base64',
  );
}
