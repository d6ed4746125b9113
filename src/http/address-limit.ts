import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** Refused answers that one address may collect in a minute before pages are closed to it. */
const REFUSALS = 60;

export interface AddressLimit {
  /** Whether this address has been refused too often lately. */
  closed(req: IncomingMessage): Promise<boolean>;
  /** Counts an answer that refused something. */
  refused(req: IncomingMessage): Promise<void>;
}

/**
 * Guessing at links and signatures is slow. What is signed rightly is never counted, so that a burst of genuine
 * deliveries from one address passes; each process counts for itself.
 */
export function createAddressLimit(refusals = REFUSALS): AddressLimit {
  const limiter = new RateLimiterMemory({ points: refusals, duration: 60 });
  return {
    async closed(req) {
      const state = await limiter.get(addressOf(req));
      return state !== null && state.consumedPoints >= refusals;
    },
    async refused(req) {
      // It rejects where the limit is passed, which is what `closed` reads.
      await limiter.consume(addressOf(req)).catch(() => {});
    },
  };
}

/**
 * Who asks. Behind a proxy of one's own (an address that the internet does not route) it is the last one that the
 * proxy added to X-Forwarded-For: whatever stands before it may be made up.
 */
export function addressOf({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): string {
  const near = socket.remoteAddress ?? '';
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  return forwarded && isIP(forwarded) && isPrivate(near) ? forwarded : near;
}

function isPrivate(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '');
  return /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd])/i.test(plain);
}
