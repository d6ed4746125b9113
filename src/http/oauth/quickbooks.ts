import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import {
  CALLBACK_PATH,
  type Linking,
  logConnection,
  newState,
  useState,
  useTicket,
} from '../../approval/connection.ts';
import { VendorFailure } from '../../core/failure.ts';
import type { Connecting } from '../../quickbooks/connecting.ts';
import { wordsPage } from '../page.ts';
import type { Handler } from '../server.ts';

const COOKIE = 'countersign_connect';
const AGAIN = 'Open App Home of Countersign in Slack and press Connect QuickBooks again.';

export interface ConnectDoor extends Linking {
  connecting: Connecting;
  realmId: string;
}

/** From the link in App Home to Intuit's consent. Without a link of one's own it leads nowhere. */
export function connectStart(door: ConnectDoor): Handler {
  return async (req, res) => {
    const ticket = queryOf(req).get('ticket') ?? '';
    const who = door.publicUrl === null ? null : await useTicket(door, ticket);
    if (who === null) {
      return wordsPage(
        res,
        403,
        'This link does not work',
        `QuickBooks is connected from Slack, by a finance manager: each link works once and for ten minutes. Nothing was changed. ${AGAIN}`,
      );
    }
    const browser = randomBytes(24).toString('base64url');
    const secure = door.publicUrl?.startsWith('https:') ? '; Secure' : '';
    res.writeHead(302, {
      location: door.connecting.authorizeAddress(
        newState(door, who, browser),
        `${door.publicUrl}${CALLBACK_PATH}`,
      ),
      'set-cookie': `${COOKIE}=${browser}; Path=/oauth/quickbooks; HttpOnly; SameSite=Lax; Max-Age=600${secure}`,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    res.end();
  };
}

/** Intuit's redirect. The state says who began, in this browser; the company must be the one of the settings. */
export function connectCallback(door: ConnectDoor): Handler {
  return async (req, res) => {
    const query = queryOf(req);
    const who = await useState(door, query.get('state') ?? '', cookieOf(req));
    const page = (status: number, title: string, text: string) =>
      wordsPage(res, status, title, text, {
        'set-cookie': `${COOKIE}=; Path=/oauth/quickbooks; HttpOnly; SameSite=Lax; Max-Age=0`,
      });
    if (who === null)
      return page(
        403,
        'Not connected',
        `This answer belongs to no connecting that is under way here. Nothing was changed. ${AGAIN}`,
      );
    const code = query.get('code');
    if (query.has('error') || code === null)
      return page(
        200,
        'Not connected',
        `Intuit was not allowed to connect the company. Nothing was changed. ${AGAIN}`,
      );
    if (query.get('realmId') !== door.realmId)
      return page(
        400,
        'Another company',
        `You chose the company ${query.get('realmId') ?? 'unknown'}, and Countersign keeps the books of ${door.realmId} (QUICKBOOKS_REALM_ID). Nothing was changed. ${AGAIN}`,
      );
    try {
      const redeemed = await door.connecting.redeem(code, `${door.publicUrl}${CALLBACK_PATH}`);
      if (!redeemed)
        return page(
          400,
          'Not connected',
          `Intuit does not know this answer any more. Nothing was changed. ${AGAIN}`,
        );
    } catch (error) {
      if (!(error instanceof VendorFailure)) throw error;
      return page(502, 'Not connected', `${error.message} Nothing was changed. ${AGAIN}`);
    }
    await logConnection(door.way, 'quickbooks.connected', who, door.realmId);
    page(
      200,
      'QuickBooks is connected',
      'You may close this page. What waited for QuickBooks goes on by itself.',
    );
  };
}

function queryOf(req: IncomingMessage): URLSearchParams {
  return new URL(req.url ?? '/', 'http://localhost').searchParams;
}

function cookieOf({ headers }: IncomingMessage): string {
  const found = (headers.cookie ?? '').split(/;\s*/).find((pair) => pair.startsWith(`${COOKIE}=`));
  return found?.slice(COOKIE.length + 1) ?? '';
}
