import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../core/identity.ts';
import type { Link } from './chain.ts';
import { counted } from './entry.ts';

const Head = z.strictObject({
  count: z.number().int().nonnegative(),
  lastHash: z.string(),
  /** ISO instant of the export. */
  at: z.string(),
});
export type Head = z.infer<typeof Head>;

/** The last line of an export: without it a tail cut off would not be noticed. Keys stand in the order written here. */
export const HeadLine = z.strictObject({ head: Head, publicKey: z.string(), signature: z.string() });
export type HeadLine = z.infer<typeof HeadLine>;

export function signHead(head: Head, key: KeyObject): HeadLine {
  const signature = sign(null, signedText(head), key).toString('base64');
  return { head, publicKey: rawPublicKey(key), signature };
}

/** Base64 of an Ed25519 key's 32 raw bytes: what `doctor` and App Home show. */
export function rawPublicKey(key: KeyObject): string {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url').toString('base64');
}

/** Why the head does not go with the entries before it, as a sentence; null where it does. */
export function brokenHead(
  { head, publicKey, signature }: HeadLine,
  { count, lastHash }: Link,
): string | null {
  if (head.count > count) {
    return `entry ${count + 1} is missing: the signed head counts ${counted(head.count)} and the file has ${count}`;
  }
  if (head.count < count) {
    return `entry ${head.count + 1} does not belong here: the signed head counts ${counted(head.count)} and the file has ${count}`;
  }
  if (head.lastHash !== lastHash) return `the signed head names another last entry than entry ${count}`;
  const key = publicKeyOf(publicKey);
  if (!key) return `the signed head after entry ${count} carries no readable public key`;
  const bytes = exactBase64(signature, 64);
  const valid = bytes !== null && verify(null, signedText(head), key, bytes);
  return valid ? null : `the signature of the head after entry ${count} does not match`;
}

/** Whether the text is base64 of the 32 bytes of an Ed25519 public key, written the one right way. */
export function isPublicKey(base64: string): boolean {
  return publicKeyOf(base64) !== null;
}

const signedText = (head: Head) => Buffer.from(canonicalJson(head));

function publicKeyOf(base64: string): KeyObject | null {
  const bytes = exactBase64(base64, 32);
  if (!bytes) return null;
  try {
    const x = bytes.toString('base64url');
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  } catch {
    return null;
  }
}

/** Base64 has spare bits in its last letter and Node overlooks foreign ones: several texts would mean the same bytes. */
function exactBase64(text: string, length: number): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === length && bytes.toString('base64') === text ? bytes : null;
}
