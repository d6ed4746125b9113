import { contentHash } from '../core/identity.ts';
import type { NewEntry } from '../log/entry.ts';
import type { Drafted } from '../proposals/draft.ts';
import type { Project } from '../settings/types.ts';
import { json } from '../store/approvals.ts';
import { COMPANY, type Transaction } from '../store/database.ts';
import { askedRule } from './asked-rule.ts';
import type { ChosenRule, Question } from './chosen-rule.ts';
import type { Way } from './way.ts';

/** The rule for a version: an edit that raises the amount may ask for more approvals than the version before did. */
export function ruleFor(way: Way, kind: string, project: Project, drafted: Drafted): ChosenRule {
  const rules = way.projects.approvals;
  return askedRule(rules, questionOf(kind, project, drafted), drafted, way.settingsHash);
}

/** What the policy looks at. */
export function questionOf(kind: string, project: Project, drafted: Drafted): Question {
  return {
    kind,
    amountMinor: drafted.amount.amountMinor,
    project: project.code,
    customerNames: drafted.customerNames,
    knownCustomer: drafted.knownCustomer,
    findings: drafted.findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code),
  };
}

/** Writes one version whole. Versions are never changed: what follows is a new one. */
export async function insertVersion(
  tx: Transaction,
  id: string,
  version: number,
  drafted: Drafted,
  at: Date,
): Promise<string> {
  const hash = contentHash(drafted.content);
  await tx.draft.create({
    data: {
      approvalId: id,
      version,
      company: COMPANY,
      content: json(drafted.content),
      basis: json(drafted.basis),
      findings: json(drafted.findings),
      hash,
      author: json(drafted.author),
      changes: json(drafted.changes),
      createdAt: at,
    },
  });
  return hash;
}

/** Rows that left the draft are free again; those that came are taken. */
export async function replaceClaims(tx: Transaction, id: string, drafted: Drafted): Promise<void> {
  const rowIds = drafted.claims.map(({ rowId }) => rowId);
  await tx.rowClaim.deleteMany({ where: { approvalId: id, rowId: { notIn: rowIds } } });
}

export async function claimRows(tx: Transaction, id: string, drafted: Drafted): Promise<void> {
  await tx.rowClaim.createMany({
    data: drafted.claims.map((row) => ({ ...row, company: COMPANY, approvalId: id })),
  });
}

/**
 * The log entry of a new version: the whole content, and all that the policy looked at, so that the log alone tells
 * what was asked and under which rule.
 */
export function versionEntry(
  event: string,
  id: string,
  version: number,
  project: string,
  actor: string,
  at: Date,
  drafted: Drafted,
  hash: string,
  rule: ChosenRule,
  of: { kind: string; number: number; mode: string; channel: string },
): NewEntry {
  const { content, findings, author, changes, amount, customerNames, knownCustomer, claims } = drafted;
  const { kind, number, mode, channel } = of;
  const asked = { kind, number, mode, channel, customerNames, knownCustomer, claims };
  const { ruleKind, atLeast } = drafted;
  const own = { ...(ruleKind ? { ruleKind } : {}), ...(atLeast ? { atLeast } : {}) };
  return {
    at,
    actor,
    type: event,
    project,
    approvalId: id,
    data: { version, hash, amount, content, findings, author, changes, rule, ...asked, ...own },
  };
}
