import { z } from 'zod';
import { BILLING_TITLES, COST_TITLES, columns } from './columns.ts';
import { currency } from './company.ts';
import { checksSchema, type General, reviewSchema, sheet, toChecks, toReview } from './cost-checks.ts';
import { amount, field, mapping, oneOf, positiveDecimal, text } from './fields.ts';
import type { Report } from './report.ts';
import type { Company, Project } from './types.ts';
import type { Path } from './yaml-tree.ts';

const name = text('a name or an Id in QuickBooks');

const projectSchema = mapping({
  code: field('a short code without spaces, such as ACME-WEB', (value) =>
    /^[A-Za-z0-9][\w.-]{0,39}$/.test(value) ? value : undefined,
  ),
  name: text('the name people know the project by').optional(),
  channel: field("the channel's id (C…), which stands at the end of its details in Slack", (value) =>
    /^[CG][A-Z0-9]{2,20}$/.test(value) ? value : undefined,
  ),
  mode: oneOf(['observe', 'propose', 'auto']).default('propose'),
  quickbooks: mapping({
    customer: name,
    item: name.optional(),
    expense_item: name.optional(),
    class: name.optional(),
    location: name.optional(),
  }),
  billing: mapping({ sheet, columns: columns(BILLING_TITLES) }).optional(),
  costs: mapping({ sheet, columns: columns(COST_TITLES) }).optional(),
  deliver: oneOf(['email', 'none']).default('none'),
  currency: currency.optional(),
  credit_limit: amount.optional(),
  budget_hours: positiveDecimal('a number of hours such as 120 or 37.5').optional(),
  review: reviewSchema.optional(),
  checks: checksSchema.optional(),
});

/** What other entries are compared with, readable even where the rest of the project is not. */
const identitySchema = z.object({
  code: projectSchema.shape.code.nullable().catch(null),
  billing: z.object({ sheet }).nullable().catch(null),
});

/** What could be read of one entry of `projects`; `project` is null once its errors are noted. */
export interface ProjectEntry {
  project: Project | null;
  code: string | null;
  billingSheet: string | null;
}

export function readProject(
  report: Report,
  value: unknown,
  index: number,
  company: Company,
  general: General,
): ProjectEntry {
  const path = ['projects', index];
  const { data: read, dropped } = report.salvage(projectSchema, value ?? {}, path);
  const given = (key: string): boolean =>
    typeof value === 'object' && value !== null && (value as Record<string, unknown>)[key] !== undefined;
  if (!given('billing') && !given('costs') && typeof value === 'object') {
    report.error(
      path,
      'has neither billing nor costs: write at least one, such as billing: { sheet: 4583173393803140 }.',
    );
  }
  const parts = identitySchema.safeParse(value).data;
  const entry = { code: parts?.code ?? null, billingSheet: parts?.billing?.sheet ?? null };
  const project = read && toProject(report, read, path, company, general);
  return { ...entry, project: dropped.size === 0 ? project : null };
}

function toProject(
  report: Report,
  read: z.infer<typeof projectSchema>,
  path: Path,
  company: Company,
  general: General,
): Project {
  const billedIn = read.currency ?? company.currency;
  const { customer, item, expense_item, class: ofClass, location } = read.quickbooks;
  return {
    code: read.code,
    name: read.name ?? read.code,
    channel: read.channel,
    mode: read.mode,
    quickbooks: {
      customer,
      item: item ?? null,
      expenseItem: expense_item ?? null,
      class: ofClass ?? null,
      location: location ?? null,
    },
    billing: read.billing ?? null,
    costs: read.costs ?? null,
    deliver: read.deliver,
    currency: billedIn,
    creditLimitMinor: report.minor(read.credit_limit, billedIn, [...path, 'credit_limit']),
    budgetHours: read.budget_hours ?? null,
    review: toReview(report, read.review, company.currency, [...path, 'review']) ?? general.review,
    checks: toChecks(report, read.checks, company.currency, [...path, 'checks'], general.checks),
  };
}
