import { createHash } from 'node:crypto';

/** JSON with object keys sorted at every depth: equal content gives equal text, whatever order it was built in. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    const source = inner as Record<string, unknown>;
    return Object.fromEntries(
      Object.keys(source)
        .sort()
        .map((key) => [key, source[key]]),
    );
  });
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

export function contentHash(value: unknown): string {
  return sha256(canonicalJson(value));
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'; // Crockford's base 32: no i, l, o, u to misread

/** A fresh approval id from 10 random bytes: unique beyond this database, short enough for a requestid. */
export function approvalId(random: Uint8Array): string {
  return `apr_${Array.from(random, (byte) => ALPHABET[byte % 32]).join('')}`;
}

/**
 * QuickBooks' requestid for one step: the same for every try of it, different for anything else.
 * At most 50 characters (QuickBooks Online API, "Idempotent requests").
 */
export function requestId(approval: string, version: number, step: string): string {
  return sha256(`${approval}/${version}/${step}`).slice(0, 48);
}
