import { EventData, VersionData } from '../log/data.ts';
import type { Logged } from '../log/logged.ts';
import type { Question } from './chosen-rule.ts';

/** What one approval's entries say, up to the decision of its current version. */
export interface Past {
  id: string;
  number: number | null;
  project: string;
  requestedBy: string;
  editors: string[];
  version: VersionData;
  /** Since the current version began. */
  approvals: { who: string; standsFor: string[] }[];
}

export function pastOf(before: Past | undefined, { approvalId, project, actor, type, data }: Logged): Past {
  const version = VersionData.parse(data);
  const editors = type === 'draft.edited' ? [...(before?.editors ?? []), actor] : (before?.editors ?? []);
  return {
    id: approvalId ?? '',
    number: before?.number ?? version.number,
    project: project ?? '',
    requestedBy: before?.requestedBy ?? actor,
    editors,
    version,
    approvals: [],
  };
}

export type Decided = 'approve' | 'auto' | { rejectedBy: string };

export function follow(past: Past, { type, data, actor }: Logged): Decided | null {
  const said = EventData.parse(data);
  if (type === 'approval.automatic') return 'auto';
  if (type === 'approval.rejected') return { rejectedBy: actor };
  if (type !== 'approval.given') return null;
  past.approvals.push({ who: actor, standsFor: said.standsFor });
  return said.final ? 'approve' : null;
}

/** Missing in logs older than the fields: the names as they stand in the draft, and a customer that is known. */
export function questionOf({ project, version }: Past): { question: Question; assumed: string | null } {
  const { amount, content, findings, customerNames, knownCustomer, kind } = version;
  const names =
    customerNames ?? [content?.customerName, content?.customerId].filter((name) => name !== undefined);
  const question = {
    kind,
    amountMinor: amount?.amountMinor ?? 0,
    project,
    customerNames: names,
    knownCustomer: knownCustomer ?? true,
    findings: findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code),
  };
  return { question, assumed: knownCustomer === null ? 'the customer was known' : null };
}
