import { counted } from '../../proposals/say.ts';
import type { Env } from '../../settings/env.ts';
import type { Projects } from '../../settings/types.ts';
import { INBOUND_PATH, sourceName } from '../../triggers/inbound-events.ts';
import { unknownNews } from '../../triggers/inbound-unknown.ts';
import type { Store } from '../../wiring.ts';
import { hint, type Line, works } from './line.ts';

/** Which other systems may begin something here, and what they told that nothing here belongs to. */
export async function checkInbound(
  { publicUrl, inbound }: Pick<Env, 'publicUrl' | 'inbound'>,
  { inbound: rules }: Projects,
  { db }: Store,
): Promise<Line[]> {
  const sources = [...new Set(rules.map(({ source }) => source))];
  const lines = sources.map((source) => {
    const count = rules.filter((rule) => rule.source === source).length;
    const address = `${publicUrl ?? ''}${INBOUND_PATH}/${source}`;
    return works(`${sourceName(source)} is taken at ${address}: ${counted(count, 'line')} of inbound`);
  });
  if (sources.length === 0) lines.push(works('nothing is taken: projects.yml has no inbound'));
  if (sources.length > 0 && publicUrl === null)
    lines.push(hint('PUBLIC_URL is not set: other systems have to reach this server all the same'));
  if (inbound.handshake !== null)
    lines.push(
      hint('new webhooks of Asana are believed', 'take INBOUND_ASANA_HANDSHAKE away once they are made'),
    );
  for (const { source, theirs, event, at } of await unknownNews(db.prisma)) {
    const names = theirs.split(' / ').map((name) => name.toLowerCase());
    const known = rules.some((rule) => rule.source === source && names.includes(rule.theirs.toLowerCase()));
    if (known) continue;
    const day = at.toISOString().slice(0, 10);
    lines.push(
      theirs === ''
        ? hint(`${sourceName(source)}, ${day}: what came could not be understood`)
        : hint(
            `${sourceName(source)}, ${day}: ${event} of ${theirs}, which belongs to no project here`,
            `if it should, add to inbound: { source: ${source}, theirs: ${JSON.stringify(names[0])}, project: … }, and draft what is open with /invoice-draft`,
          ),
    );
  }
  return lines;
}
