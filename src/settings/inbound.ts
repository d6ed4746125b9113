import type { z } from 'zod';
import { knownCodes } from './cross-checks.ts';
import { field, listOf, mapping, oneOf, text } from './fields.ts';
import type { Report } from './report.ts';
import type { InboundEventName, InboundRule } from './types.ts';

export const INBOUND_EVENTS: readonly [InboundEventName, ...InboundEventName[]] = [
  'timesheet.approved',
  'project.completed',
  'order.fulfilled',
];

const ruleSchema = mapping({
  source: field(
    'a source in small letters, such as harvest, quickbooks-time, asana, shopify or my-script',
    (value) => (/^[a-z][a-z0-9-]{0,39}$/.test(value) ? value : undefined),
  ),
  theirs: text('the id or the name that the project has there'),
  project: text('the code of one of the projects'),
  when: listOf(oneOf(INBOUND_EVENTS), `one of ${INBOUND_EVENTS.join(', ')}, or a list of them`).optional(),
  does: oneOf(['draft', 'reconcile']).default('draft'),
  period: oneOf(['week', 'month', 'all']).optional(),
});

/** What a project needs for each of the two. */
export interface InboundProject {
  code: string;
  billing: object | null;
  costs: object | null;
}

/** The list under `inbound`; what is wrong in it is noted and left out. `projects` null: not all are readable. */
export function readInbound(
  report: Report,
  entries: readonly unknown[],
  projects: readonly InboundProject[] | null,
): InboundRule[] {
  return entries.flatMap((entry, index) => {
    const path = ['inbound', index];
    const read = report.read(ruleSchema, entry ?? {}, path);
    return read ? [toRule(report, read, path, projects)] : [];
  });
}

function toRule(
  report: Report,
  read: z.infer<typeof ruleSchema>,
  path: (string | number)[],
  projects: readonly InboundProject[] | null,
): InboundRule {
  const codes = projects?.map(({ code }) => code) ?? null;
  const [code = read.project] = knownCodes(report, [read.project], [...path, 'project'], codes);
  const project = projects?.find((one) => one.code === code);
  const needed = read.does === 'draft' ? 'billing' : 'costs';
  if (project && project[needed] === null) {
    report.error(
      [...path, 'project'],
      `is ${code}, which has no ${needed} sheet to ${read.does} from: give it one, or write does: ${read.does === 'draft' ? 'reconcile' : 'draft'}.`,
    );
  }
  return {
    source: read.source,
    theirs: read.theirs,
    project: code,
    when: read.when ?? [...INBOUND_EVENTS],
    does: read.does,
    period: read.period ?? null,
  };
}

const SECRETS = new Map([
  ['harvest', 'INBOUND_HARVEST_SECRET'],
  ['quickbooks-time', 'INBOUND_QUICKBOOKS_TIME_SECRET'],
  ['asana', 'INBOUND_ASANA_SECRET'],
  ['shopify', 'INBOUND_SHOPIFY_SECRET'],
] as const);

export type InboundSecret = typeof SECRETS extends Map<string, infer Name> ? Name | 'INBOUND_SECRET' : never;

/** The variable that holds the secret of a source. */
export function inboundSecret(source: string): InboundSecret {
  const sources: ReadonlyMap<string, InboundSecret> = SECRETS;
  return sources.get(source) ?? 'INBOUND_SECRET';
}

/** One line for each source that is taken and whose secret is not set: without it anybody could ask for drafts. */
export function missingSecrets(
  env: Record<string, string | undefined>,
  rules: readonly Pick<InboundRule, 'source'>[],
): string[] {
  const missing = new Map<string, string[]>();
  for (const source of new Set(rules.map((rule) => rule.source))) {
    const variable = inboundSecret(source);
    if (!env[variable]?.trim()) missing.set(variable, [...(missing.get(variable) ?? []), source]);
  }
  return [...missing].map(([variable, sources]) => {
    const where = variable === 'INBOUND_SHOPIFY_SECRET' ? "copy the app's client secret from Shopify." : MADE;
    return `${variable} is missing, and needed because inbound in projects.yml takes what ${sources.join(' and ')} ${sources.length > 1 ? 'tell' : 'tells'}: ${where}`;
  });
}

const MADE = 'write the output of: openssl rand -hex 32';
