import { createHmac, randomUUID } from 'node:crypto';
import type { Change, State } from './state.ts';

export interface Webhook {
  id: number;
  name: string;
  callbackUrl: string;
  scopeObjectId: number;
  /** null: every column. */
  columnIds: number[] | null;
  sharedSecret: string;
  enabled: boolean;
  status:
    | 'NEW_NOT_VERIFIED'
    | 'ENABLED'
    | 'DISABLED_BY_OWNER'
    | 'DISABLED_VERIFICATION_FAILED'
    | 'DISABLED_CALLBACK_FAILED';
}

/** The callback proves that it expects Smartsheet by giving the challenge back. */
export async function verify(webhook: Webhook): Promise<boolean> {
  const challenge = randomUUID();
  try {
    const response = await fetch(webhook.callbackUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'smartsheet-hook-challenge': challenge },
      body: JSON.stringify({ challenge, webhookId: webhook.id }),
      signal: AbortSignal.timeout(5000),
    });
    const text = await response.text();
    if (response.status !== 200) return false;
    return response.headers.get('smartsheet-hook-response') === challenge || text.includes(challenge);
  } catch {
    return false;
  }
}

/** One signed callback with everything that changed; disables the webhook where the answer asks for it. */
export async function deliver(state: State, webhook: Webhook, changes: readonly Change[]): Promise<void> {
  const timestamp = state.now();
  const events = changes.flatMap((change) => eventsOf(state, webhook, change, timestamp));
  if (events.length === 0) return;
  const body = JSON.stringify({
    nonce: randomUUID(),
    timestamp,
    webhookId: webhook.id,
    scope: 'sheet',
    scopeObjectId: webhook.scopeObjectId,
    events,
  });
  const signature = createHmac('sha256', webhook.sharedSecret).update(body).digest('hex');
  try {
    const response = await fetch(webhook.callbackUrl, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', 'smartsheet-hmac-sha256': signature },
      body,
      signal: AbortSignal.timeout(10_000),
    });
    const { status } = response;
    // Anything but 200 below 400, and 410, ends the webhook at once.
    if ((status > 200 && status < 400) || status === 410) {
      webhook.enabled = false;
      webhook.status = 'DISABLED_CALLBACK_FAILED';
    }
  } catch {
    // Smartsheet would try again for hours; the sandbox lets an unanswered callback go.
  }
}

function eventsOf(state: State, webhook: Webhook, change: Change, timestamp: string): object[] {
  const [objectType, eventType] = change.kind.split('.');
  const about = {
    eventType,
    userId: state.user.id,
    timestamp,
    ...(change.changeAgent !== null && { changeAgent: change.changeAgent }),
  };
  const cells = change.columnIds
    .filter((columnId) => webhook.columnIds?.includes(columnId) ?? true)
    .map((columnId) => ({ objectType: 'cell', rowId: change.rowId, columnId, ...about }));
  if (webhook.columnIds !== null) return cells;
  return [{ objectType, id: change.rowId, ...about }, ...cells];
}
