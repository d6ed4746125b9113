import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whether `given` is the body's HMAC-SHA256 under the secret, compared in constant time. */
export function isSigned(
  body: Buffer,
  secret: string,
  given: string | string[] | undefined,
  encoding: 'hex' | 'base64',
): boolean {
  if (typeof given !== 'string' || secret === '') return false;
  const expected = createHmac('sha256', secret).update(body).digest();
  const claimed = Buffer.from(given, encoding);
  return claimed.length === expected.length && timingSafeEqual(claimed, expected);
}
