import { z } from 'zod';
import { parseIsoDate } from '../../../core/iso-date.ts';
import { INBOUND_EVENTS } from '../../../settings/inbound.ts';
import type { Adapter } from './adapter.ts';
import { given, idOnTheWire, name } from './adapter.ts';

const told = z.looseObject({
  id: idOnTheWire,
  event: z.enum(INBOUND_EVENTS),
  project: idOnTheWire.pipe(name),
  date: z
    .string()
    .refine((text) => parseIsoDate(text) !== null)
    .nullish(),
});

/**
 * The shape that is ours: what a script, Zapier or Make sends for a tool that has no adapter. One, or a list under
 * `events`: { id, event: "timesheet.approved", project: "their id or name", date?: "2026-10-05" }.
 */
export const general: Adapter = (sent) => {
  const many = z.looseObject({ events: z.array(told).max(1_000) }).safeParse(sent);
  const one = told.safeParse(sent);
  const list = many.success ? many.data.events : one.success ? [one.data] : null;
  return (
    list?.map(({ id, event, project, date }) => ({
      id,
      event,
      theirs: given([project]),
      at: date ? parseIsoDate(date) : null,
    })) ?? null
  );
};
