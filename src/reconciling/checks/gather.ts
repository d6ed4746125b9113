import { Temporal } from 'temporal-polyfill';
import type { Way } from '../../approval/way.ts';
import { VendorFailure } from '../../core/failure.ts';
import { localDate } from '../../core/instant.ts';
import type { VendorHistory } from '../../quickbooks/ledger-line-types.ts';
import type { Project } from '../../settings/types.ts';
import type { Period } from '../run.ts';
import { billingRows } from './billing-rows.ts';
import type { CheckBasis } from './checks.ts';
import { isWorked, type Labour } from './labour.ts';

/**
 * What the checks go by, read beside the two lists. What a vendor refuses (time is not tracked, a sheet is not shared)
 * leaves out its check and is said; what passes by itself is thrown, and the run is tried again. `known`: the vendors' history as it was
 * read beside the lines; null where it is to be read here.
 */
export async function gatherBasis(
  way: Way,
  project: Project,
  customerId: string,
  period: Period,
  known: () => Promise<VendorHistory | null>,
): Promise<{ basis: CheckBasis; notes: string[] }> {
  const notes: string[] = [];
  const unlessRefused = async <T>(what: string, read: () => Promise<T>): Promise<T | null> => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof VendorFailure) || error.passing) throw error;
      notes.push(`${what} was not checked: ${error.service} – ${error.message.replace(/\.$/, '')}.`);
      return null;
    }
  };
  const yearBefore = Temporal.PlainDate.from(period.to).subtract({ years: 1 }).toString();
  const [history, labour] = await Promise.all([
    unlessRefused(
      'The coding against each vendor’s history',
      async () => (await known()) ?? way.quickbooks.vendorHistory(yearBefore, period.to),
    ),
    unlessRefused('Unbilled labour', () => labourOf(way, project, customerId, period)),
  ]);
  const { poRequiredOverMinor, receiptOverMinor } = project.checks;
  return {
    basis: { poRequiredOverMinor, receiptOverMinor, days: way.projects.tolerance.days, history, labour },
    notes,
  };
}

async function labourOf(
  way: Way,
  project: Project,
  customerId: string,
  { from, to }: Period,
): Promise<Labour> {
  const [time, rows] = await Promise.all([
    way.quickbooks.timeActivities([customerId], from, to),
    project.billing ? billingRows(way, project, project.billing) : [],
  ]);
  const times = time.id.flatMap((id, line) => {
    const hours = time.hours[line];
    if (time.billable[line] !== 'Billable' || hours === undefined || !isWorked({ hours })) return [];
    return [
      {
        ...{ id, date: time.date[line] ?? '', who: time.employee[line] ?? '', hours },
        ...{ rate: time.rate[line] ?? null, what: time.description[line] ?? '' },
      },
    ];
  });
  return {
    times,
    rows,
    currency: project.currency,
    today: localDate(way.now(), way.projects.company.timezone),
  };
}
