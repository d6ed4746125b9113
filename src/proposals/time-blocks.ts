import type { KnownBlock } from '@slack/types';
import { localTime } from '../core/instant.ts';
import type { Projects } from '../settings/types.ts';
import { markdown, mention, small } from '../slack/blocks/parts.ts';
import { foreign } from '../slack/blocks/text.ts';
import type { Standing } from './standing.ts';

/** What time did to a proposal, the same for every kind. */

/** "@Finn", "@Finn (for Mei, away until 1 Dec 2026)", "@Mei (away until 1 Dec 2026)"; mrkdwn. */
export function personWords({ time }: Pick<Standing, 'time'>, who: string): string {
  const place = time?.inPlaceOf.get(who);
  const until = time?.awayUntil.get(who);
  const why = [...(place ? [`for ${place}`] : []), ...(until ? [until] : [])].join('; ');
  return why === '' ? mention(who) : `${mention(who)} (${foreign(why)})`;
}

/** That more roles were let in. */
export function escalationBlocks({ time }: Standing, { company }: Projects): KnownBlock[] {
  if (!time?.escalatedAt || time.escalatedTo.length === 0) return [];
  const roles = time.escalatedTo.map((role) => role.replaceAll('_', ' ')).join(' and ');
  const when = localTime(time.escalatedAt, company.timezone);
  return [
    small(`⏫ Escalated to ${roles}, ${when}: nobody had decided in time, so they may approve it as well.`),
  ];
}

/** The end of a proposal that nobody decided. `restored`: whether the sheet says again what it said before. */
export function expiryBlocks({ time }: Standing, { company }: Projects, restored: boolean): KnownBlock[] {
  if (!time?.expired) return [];
  const { at, after } = time.expired;
  const sheet = restored ? ' The sheet says again what it said before.' : ' The sheet is not put back yet.';
  return [
    markdown(
      `⌛ *Expired after ${after} without a decision*, ${localTime(at, company.timezone)}. Nothing was posted; its rows may be drafted again.${sheet}`,
    ),
  ];
}
