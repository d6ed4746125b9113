import { z } from 'zod';
import { type Adapter, given, idOnTheWire, name } from './adapter.ts';

const entry = z.looseObject({
  id: idOnTheWire,
  spent_date: z.iso.date(),
  updated_at: z.string().max(100),
  project: z.looseObject({ id: idOnTheWire, name: name.nullish(), code: name.nullish() }),
  approval_status: z.string().nullish(),
  is_closed: z.boolean().nullish(),
});
type Entry = z.infer<typeof entry>;

const sent = z.union([
  z.looseObject({ time_entries: z.array(entry) }).transform((list) => list.time_entries),
  z.looseObject({ time_entry: entry }).transform((one) => [one.time_entry]),
  entry.transform((one) => [one]),
]);

/**
 * Harvest sends no webhooks: a relay (Zapier, Make, a script) posts what its API answers, one time entry or the page of
 * GET /v2/time_entries, and signs it in the general scheme. The shape is "The time entry object" of
 * https://help.getharvest.com/api-v2/timesheets-api/timesheets/time-entries/. `approval_status` is its newer word;
 * before it, `is_closed` said that an entry is approved.
 */
export const harvest: Adapter = (body) => {
  const read = sent.safeParse(body);
  if (!read.success) return null;
  return read.data.filter(approved).map(({ id, spent_date, updated_at, project }) => ({
    id: `time-entry:${id}:${updated_at}`,
    event: 'timesheet.approved',
    theirs: given([project.id, project.name, project.code]),
    at: spent_date,
  }));
};

function approved({ approval_status: status, is_closed: closed }: Entry): boolean {
  return status ? status === 'approved' : closed === true;
}
