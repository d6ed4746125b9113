import { z } from 'zod';
import { type Adapter, given, idOnTheWire, name } from './adapter.ts';

const timesheet = z.looseObject({
  id: idOnTheWire,
  user_id: idOnTheWire,
  jobcode_id: idOnTheWire,
  date: z.iso.date(),
  on_the_clock: z.boolean().nullish(),
  last_modified: z.string().max(100).nullish(),
});
const jobcode = z.looseObject({ id: idOnTheWire, parent_id: idOnTheWire.nullish(), name: name.nullish() });
const user = z.looseObject({ approved_to: z.string().nullish() });

/** An object by id; where it is empty, their API answers with a list or a blank text. */
function byId<T extends z.ZodType>(thing: T) {
  const none = z
    .union([z.array(z.unknown()).max(0), z.literal('')])
    .transform((): Record<string, never> => ({}));
  return z.union([z.record(z.string(), thing), none]);
}

const answer = z.looseObject({
  results: z.looseObject({ timesheets: byId(timesheet) }),
  supplemental_data: z
    .looseObject({ users: byId(user).optional(), jobcodes: byId(jobcode).optional() })
    .optional(),
});

/**
 * QuickBooks Time sends no webhooks: a relay posts what GET /timesheets answers, with its supplemental data, and signs
 * it in the general scheme. The shape is that of https://tsheetsteam.github.io/api_docs/ ("Timesheets", "Users"): a
 * timesheet is approved when its day is not after the `approved_to` of its user. Their projects are jobcodes, which
 * stand under others: one that is named in the table speaks for those directly under it.
 */
export const quickBooksTime: Adapter = (body) => {
  const read = answer.safeParse(body);
  if (!read.success) return null;
  const { results, supplemental_data: more } = read.data;
  const users = new Map(Object.entries(more?.users ?? {}));
  const jobcodes = new Map(Object.entries(more?.jobcodes ?? {}));
  return Object.values(results.timesheets)
    .filter(({ user_id, date, on_the_clock }) => {
      const approvedTo = users.get(user_id)?.approved_to ?? '';
      return on_the_clock !== true && /^\d{4}-\d{2}-\d{2}$/.test(approvedTo) && date <= approvedTo;
    })
    .map(({ id, jobcode_id, date, last_modified }) => {
      const job = jobcodes.get(jobcode_id);
      const parent = jobcodes.get(job?.parent_id ?? '');
      return {
        id: `timesheet:${id}:${last_modified ?? ''}`,
        event: 'timesheet.approved',
        theirs: given([jobcode_id, job?.name, parent?.id, parent?.name]),
        at: date,
      };
    });
};
