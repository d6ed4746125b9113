import { z } from 'zod';
import { contentHash } from '../../../core/identity.ts';
import { type Adapter, given, idOnTheWire, name } from './adapter.ts';

const resource = z.looseObject({
  gid: idOnTheWire,
  resource_type: z.string().nullish(),
  name: name.nullish(),
});
const event = z.looseObject({
  action: z.string(),
  created_at: z.iso.datetime({ offset: true }),
  resource,
  user: z.looseObject({ gid: idOnTheWire }).nullish(),
  change: z.looseObject({ field: z.string().nullish(), action: z.string().nullish() }).nullish(),
});
const sent = z.looseObject({ events: z.array(event) });

/**
 * Asana's own webhooks: a list of events, which hold no values; an empty one is its heartbeat. The shape is "Receiving
 * events" of https://developers.asana.com/docs/webhooks-guide and the event object of
 * https://developers.asana.com/reference/events. That a project's `completed` changed does not say to what: a project
 * that is opened again is drafted too, and has nothing to bill. They have no id, but a time to the millisecond.
 */
export const asana: Adapter = (body) => {
  const read = sent.safeParse(body);
  if (!read.success) return null;
  return read.data.events
    .filter(
      ({ action, resource: { resource_type: type }, change }) =>
        type === 'project' && action === 'changed' && change?.field === 'completed',
    )
    .map(({ created_at, resource: { gid, name: called }, user }) => ({
      id: contentHash(['completed', gid, created_at, user?.gid ?? null]),
      event: 'project.completed',
      theirs: given([gid, called]),
      at: created_at,
    }));
};
