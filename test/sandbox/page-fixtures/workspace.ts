import type { JsonObject, PageEvent, PageMessage, PageView } from '../../../src/sandbox/slack/page-api.ts';
import { waitingCard } from './card.ts';
import { formatted, gallery } from './gallery.ts';

/** 15 November 2026, 9:41 in the morning at Greenwich. */
const START = Date.UTC(2026, 10, 15, 9, 41) / 1000;

export interface Canned {
  messages: Map<string, PageMessage[]>;
  views: Map<string, PageView[]>;
  posted: boolean;
  /** "METHOD path" and body of what the page sent, oldest first. */
  sent: { path: string; body: JsonObject }[];
  listeners: Set<{ as: string; tell(event: PageEvent): void; hangUp(): void }>;
  /** Timestamps of what is written while the page is open, in order. */
  nextTs(): string;
}

export function canned(): Canned {
  let ticks = 0;
  const nextTs = () => {
    ticks += 1;
    return `${START + 3600 + ticks}.000100`;
  };
  const at = (minutes: number) => `${START + minutes * 60}.000200`;
  const acme = [
    said(at(-1500), 'U0OMAR', 'All of last week’s rows are in, thanks <@U0BEA> and <@U0SHIRA>.'),
    said(at(-1499), 'U0OMAR', 'I will ask for the draft in the morning.'),
    said(at(-3), 'U0SHIRA', 'שלום, השורות של השבוע מוכנות :white_check_mark:'),
    {
      ...said(at(0), 'U0BOT', 'Invoice draft for Acme Corp, $7,200.00', waitingCard),
      botId: 'B0BOT',
      replyCount: 2,
      replyUsers: ['U0BOT', 'U0BEA'],
    },
  ];
  const blue = [
    { ...said(at(-60), 'U0BOT', 'Everything', gallery), botId: 'B0BOT' },
    said(at(-50), 'U0BEA', formatted),
  ];
  return {
    messages: new Map([
      ['C0ACME', acme],
      ['C0BLUE', blue],
      ['C0FIN', []],
    ]),
    views: new Map(),
    posted: false,
    sent: [],
    listeners: new Set(),
    nextTs,
  };
}

export function said(ts: string, user: string, text: string, blocks: JsonObject[] = []): PageMessage {
  return { ts, user, text, blocks, replyCount: 0, replyUsers: [] };
}

export function threadOf(parent: PageMessage): PageMessage[] {
  const reply = (seconds: number, user: string, text: string) => ({
    ...said(`${Number(parent.ts) + seconds}`, user, text),
    threadTs: parent.ts,
    ...(user === 'U0BOT' ? { botId: 'B0BOT' } : {}),
  });
  return [
    parent,
    reply(20, 'U0BOT', 'Drafted from rows 11–14 of *Acme billing*. Row 15 has no Status and was left out.'),
    reply(95, 'U0BEA', 'Row 14 is the audit rate, that one is right.'),
  ];
}
