import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** A secret for links, apart from the one that seals what is stored. */
export function linkKey(encryptionKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', encryptionKey, Buffer.alloc(0), 'countersign links', 32));
}

/**
 * Data for a link: readable by whoever has it, good for one purpose until `expiresAt`, and changed by nobody.
 * URL-safe text.
 */
export function signText(key: Buffer, purpose: string, data: unknown, expiresAt: Date): string {
  const body = Buffer.from(JSON.stringify({ data, until: expiresAt.getTime() })).toString('base64url');
  return `${body}.${mark(key, purpose, body).toString('base64url')}`;
}

/** What was signed; null where it is forged, for another purpose, or past its time. */
export function readSignedText(
  key: Buffer,
  purpose: string,
  text: string,
  now: Date,
): { data: unknown; until: Date } | null {
  const [body = '', given = '', ...rest] = text.split('.');
  const claimed = Buffer.from(given, 'base64url');
  const expected = mark(key, purpose, body);
  if (rest.length > 0 || claimed.length !== expected.length || !timingSafeEqual(claimed, expected))
    return null;
  const { data, until } = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as {
    data: unknown;
    until: number;
  };
  return until > now.getTime() ? { data, until: new Date(until) } : null;
}

function mark(key: Buffer, purpose: string, body: string): Buffer {
  return createHmac('sha256', key).update(`${purpose}\n${body}`).digest();
}
