import { createHmac, randomUUID } from 'node:crypto';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { TODAY, type World } from './world.ts';

export const INBOUND_SECRETS = {
  INBOUND_HARVEST_SECRET: 'of-harvest',
  INBOUND_ASANA_SECRET: 'of-asana',
  INBOUND_SHOPIFY_SECRET: 'of-shopify',
  INBOUND_SECRET: 'of-others',
};

/** The demo company with these lines under `inbound`. */
export function companyWith(inbound: string) {
  const company = demoCompany(TODAY);
  return { ...company, projectsYaml: `${company.projectsYaml}inbound:\n${inbound}` };
}

interface Signing {
  secret?: string;
  nonce?: string;
  /** Seconds that the sender's clock is off. */
  off?: number;
}

/** Headers of the general scheme over these bytes. */
export function signed(
  now: Date,
  body: string | Buffer,
  { secret = INBOUND_SECRETS.INBOUND_HARVEST_SECRET, nonce = randomUUID(), off = 0 }: Signing = {},
): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000) + off);
  const hmac = createHmac('sha256', secret).update(`v1:${timestamp}:${nonce}:`).update(body);
  return {
    'x-countersign-timestamp': timestamp,
    'x-countersign-nonce': nonce,
    'x-countersign-signature': `v1=${hmac.digest('hex')}`,
  };
}

export async function deliver(
  world: World,
  source: string,
  body: string | Buffer,
  headers: Record<string, string>,
): Promise<Response> {
  return fetch(`http://127.0.0.1:${world.app.port}/webhooks/inbound/${source}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: new Uint8Array(Buffer.from(body)),
  });
}
