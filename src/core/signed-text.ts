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

export interface SignedText {
  data: unknown;
  until: Date;
}

/** What was signed; null where it is forged, for another purpose, or past its time. */
export function readSignedText(key: Buffer, purpose: string, text: string, now: Date): SignedText | null {
  const read = genuine(key, purpose, text);
  return read !== null && read.until > now ? read : null;
}

/**
 * What was signed and is past its time: enough to say what it was for, and good for nothing else. null where it is
 * forged, for another purpose, or still good.
 */
export function readExpiredText(key: Buffer, purpose: string, text: string, now: Date): SignedText | null {
  const read = genuine(key, purpose, text);
  return read !== null && read.until <= now ? read : null;
}

function genuine(key: Buffer, purpose: string, text: string): SignedText | null {
  const [body = '', given = '', ...rest] = text.split('.');
  const claimed = Buffer.from(given, 'base64url');
  const expected = mark(key, purpose, body);
  if (rest.length > 0 || claimed.length !== expected.length || !timingSafeEqual(claimed, expected))
    return null;
  const { data, until } = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as {
    data: unknown;
    until: number;
  };
  return { data, until: new Date(until) };
}

function mark(key: Buffer, purpose: string, body: string): Buffer {
  return createHmac('sha256', key).update(`${purpose}\n${body}`).digest();
}
