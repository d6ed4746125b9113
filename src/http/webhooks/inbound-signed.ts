import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { sha256 } from '../../core/identity.ts';
import { isSigned } from './signed.ts';

/** What a delivery is known by; null: it is not signed as it should be. */
export type Verify = (headers: IncomingHttpHeaders, body: Buffer, secret: string, now: Date) => string | null;

/** How far a sender's clock may be off, and how old a delivery may be, in milliseconds. */
const FRESH_MS = 5 * 60_000;

/**
 * For senders that sign nothing of their own: `x-countersign-timestamp` (unix seconds), `x-countersign-nonce`, and
 * `x-countersign-signature: v1=` with the hex HMAC-SHA256 of "v1:{timestamp}:{nonce}:{raw body}". The nonce is the
 * sender's id of the delivery.
 */
export const generalScheme: Verify = (headers, body, secret, now) => {
  const { 'x-countersign-timestamp': timestamp, 'x-countersign-nonce': nonce } = headers;
  const signature = headers['x-countersign-signature'];
  if (typeof timestamp !== 'string' || typeof nonce !== 'string' || typeof signature !== 'string')
    return null;
  if (!/^\d{1,12}$/.test(timestamp) || !/^[\x21-\x7e]{1,200}$/.test(nonce)) return null;
  const [, hex] = /^v1=([0-9a-f]{64})$/i.exec(signature) ?? [];
  const signed = Buffer.concat([Buffer.from(`v1:${timestamp}:${nonce}:`), body]);
  if (!isSigned(signed, secret, hex, 'hex')) return null;
  return Math.abs(now.getTime() - Number(timestamp) * 1_000) > FRESH_MS ? null : nonce;
};

/**
 * Shopify's: the HMAC of the body alone, so what its other headers say is not to be believed; a delivery that is sent
 * again under another id is recognised by what it tells
 * (https://shopify.dev/docs/apps/build/webhooks/subscribe/https).
 */
export const shopifyScheme: Verify = (headers, body, secret) => {
  if (!isSigned(body, secret, headers['x-shopify-hmac-sha256'], 'base64')) return null;
  const id = headers['x-shopify-webhook-id'];
  return typeof id === 'string' && /^[\x21-\x7e]{1,200}$/.test(id) ? id : bodyId(body);
};

/** Asana's names no delivery: one that comes again has the same body (https://developers.asana.com/docs/webhooks-guide). */
export const asanaScheme: Verify = (headers, body, secret) =>
  isSigned(body, secret, headers['x-hook-signature'], 'hex') ? bodyId(body) : null;

const bodyId = (body: Buffer): string => sha256(body.toString('base64'));

/** In a time that says nothing about either, their lengths included. */
export function same(given: string, expected: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compared').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
