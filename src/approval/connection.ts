import { z } from 'zod';
import { sha256 } from '../core/identity.ts';
import { readSignedText, signText } from '../core/signed-text.ts';
import { appendLog } from '../log/append.ts';
import { firstSeen } from '../store/inbox.ts';
import { SWITCH_ROLE } from './switch.ts';
import type { Way } from './way.ts';

/** Connecting QuickBooks is a finance manager's: money leaves and comes in through it. */

const MINUTES_MS = 60_000;
/** Long enough to log in at Intuit, too short to be found in a history. */
const LINK_MS = 10 * MINUTES_MS;
const START = 'quickbooks-connect';
const STATE = 'quickbooks-state';
/** Where links that were used are remembered. */
export const CONNECTING = [START, STATE];
export const CONNECT_PATH = '/oauth/quickbooks/start';
export const CALLBACK_PATH = '/oauth/quickbooks/callback';

export interface Linking {
  way: Way;
  /** For links: see core/signed-text.ts. */
  key: Buffer;
  /** Without a slash at the end; null: nobody can reach us from a browser. */
  publicUrl: string | null;
}

export function mayConnect(way: Way, who: string): string | null {
  const person = way.projects.people.find(({ id }) => id === who);
  if (person?.roles.includes(SWITCH_ROLE)) return null;
  return `Only a ${SWITCH_ROLE} may connect or disconnect QuickBooks. Nothing was changed.`;
}

/** A link for this person alone, good once and for ten minutes; null without PUBLIC_URL. */
export function connectLink({ way, key, publicUrl }: Linking, who: string): string | null {
  if (publicUrl === null) return null;
  const until = new Date(way.now().getTime() + LINK_MS);
  const ticket = signText(key, START, { who, nonce: nonce(way) }, until);
  return `${publicUrl}${CONNECT_PATH}?ticket=${encodeURIComponent(ticket)}`;
}

const Ticket = z.object({ who: z.string(), nonce: z.string() });
const State = z.object({ who: z.string(), nonce: z.string(), browser: z.string() });

/** Whom a link was made for; null where it is forged, used or too old. A second opening of it is refused. */
export async function useTicket({ way, key }: Linking, ticket: string): Promise<string | null> {
  const read = Ticket.safeParse(readSignedText(key, START, ticket, way.now())?.data);
  if (!read.success || mayConnect(way, read.data.who) !== null) return null;
  return (await onlyOnce(way, START, read.data.nonce)) ? read.data.who : null;
}

/** What Intuit gives back with the code: it belongs to the browser that holds `browser` as its cookie. */
export function newState({ way, key }: Linking, who: string, browser: string): string {
  const data = { who, nonce: nonce(way), browser: sha256(browser) };
  return signText(key, STATE, data, new Date(way.now().getTime() + LINK_MS));
}

/** Who began it in this browser; null where the state is forged, of another browser, used or too old. */
export async function useState(
  { way, key }: Linking,
  state: string,
  browser: string,
): Promise<string | null> {
  const read = State.safeParse(readSignedText(key, STATE, state, way.now())?.data);
  if (!read.success || read.data.browser !== sha256(browser)) return null;
  if (mayConnect(way, read.data.who) !== null) return null;
  return (await onlyOnce(way, STATE, read.data.nonce)) ? read.data.who : null;
}

/** In the decision log: who, and which company. */
export async function logConnection(way: Way, type: string, who: string, realmId: string): Promise<void> {
  const at = way.now();
  await way.db.prisma.$transaction((tx) =>
    appendLog(tx, { at, actor: who, type, project: null, approvalId: null, data: { realmId } }),
  );
}

async function onlyOnce(way: Way, source: string, id: string): Promise<boolean> {
  return (await firstSeen(way.db.prisma, source, [id], way.now())).length === 1;
}

function nonce({ random }: Way): string {
  return Buffer.from(random(16)).toString('hex');
}
