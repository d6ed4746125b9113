import { z } from 'zod';
import { readExpiredText, readSignedText, type SignedText, signText } from '../core/signed-text.ts';

/** Where a run's report is read: a link that whoever has it may open, until it expires. */

export const REPORT_PATH = '/reports/reconciliation';
const PURPOSE = 'reconciliation-report';
const DAY_MS = 86_400_000;
/** Long enough for a month's close and a boss's week off the desk, too short to be found in an old mailbox. */
export const REPORT_LINK_DAYS = 7;

export interface ReportLinking {
  /** For links: see core/signed-text.ts. */
  key: Buffer;
  /** Without a slash at the end; null: nobody can reach us from a browser. */
  publicUrl: string | null;
  now(): Date;
}

const Ticket = z.object({ run: z.number().int().positive() });

/** `run`: its number. The token names that and nothing else. null without PUBLIC_URL. */
export function reportLink(linking: ReportLinking, run: number): string | null {
  const { publicUrl } = linking;
  return publicUrl === null ? null : `${publicUrl}${REPORT_PATH}?token=${reportToken(linking, run)}`;
}

/** URL-safe text. */
export function reportToken({ key, now }: Pick<ReportLinking, 'key' | 'now'>, run: number): string {
  const until = new Date(now().getTime() + REPORT_LINK_DAYS * DAY_MS);
  return signText(key, PURPOSE, { run }, until);
}

interface ReportTicket {
  run: number;
  until: Date;
}

/** Which run, and until when; null where it is forged, for another purpose, or past its time. */
export function readReportToken(key: Buffer, token: string, now: Date): ReportTicket | null {
  return ticketOf(readSignedText(key, PURPOSE, token, now));
}

/** Which run's link this was, and until when it was good: opens nothing. null where it never was one, or still is. */
export function readExpiredToken(key: Buffer, token: string, now: Date): ReportTicket | null {
  return ticketOf(readExpiredText(key, PURPOSE, token, now));
}

function ticketOf(read: SignedText | null): ReportTicket | null {
  const ticket = Ticket.safeParse(read?.data);
  return read !== null && ticket.success ? { run: ticket.data.run, until: read.until } : null;
}
