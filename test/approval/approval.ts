import type { ChosenRule } from '../../src/approval/chosen-rule.ts';
import { parseProjects } from '../../src/settings/projects.ts';
import type { Projects } from '../../src/settings/types.ts';
import type { LoadedApproval } from '../../src/store/approvals.ts';

/** An approval as it is read from the database, for what is decided on it without one. */

const YAML = `
people:
  U0PAM: { name: Pam, roles: [project_manager] }
  U0FIN: { name: Finn, roles: [finance_manager] }
  U0MEI: { name: Mei, roles: [finance_manager] }
  U0CON: { name: Con, roles: [controller] }
  U0TOM: { name: Tom }
projects: [{ code: P, channel: C0P, quickbooks: { customer: Acme }, billing: { sheet: 1 } }]
approvals: [{ roles: [finance_manager] }]
`;

export const PROJECTS: Projects = (() => {
  const read = parseProjects(YAML, 'projects.yml');
  if (!read.ok) throw new Error(read.errors.join('\n'));
  return read.value;
})();

/** What a version is asked under, unless a test says otherwise. */
export const RULE: ChosenRule = {
  label: 'a rule',
  approvals: 1,
  roles: ['finance_manager'],
  from: null,
  needs: 'all',
  inOrder: false,
  selfApproval: false,
  editorCounts: true,
  confirm: false,
  settingsHash: 'hash',
};

interface Given {
  who: string;
  standsFor: string[];
}

/** Version 1 of what Pam asked for, with these approvals. */
export function waitingApproval({
  rule = {},
  given = [],
  more = {},
}: {
  rule?: Partial<ChosenRule>;
  given?: readonly Given[];
  more?: Partial<LoadedApproval>;
}): LoadedApproval {
  const at = new Date('2026-11-20T14:00:00Z');
  const of = { company: 'default', approvalId: 'apr_a', version: 1 };
  const decision = ({ who, standsFor }: Given, index: number) => ({
    ...of,
    id: `d${index}`,
    who,
    verb: 'approve',
    reason: null,
    draftHash: 'h1',
    at,
    revokedAt: null,
    standsFor,
  });
  return {
    ...{ id: 'apr_a', number: 1, company: 'default', kind: 'invoice', project: 'P', status: 'waiting' },
    ...{
      version: 1,
      requestedBy: 'U0PAM',
      requestKey: 'k',
      requestedAt: at,
      channel: 'C0P',
      messageTs: '1.1',
    },
    ...{ sheetMark: null, cardRevision: 1, cardShown: 1, rule: { ...RULE, ...rule }, posting: null },
    ...{ trouble: null, decidedAt: null, doneAt: null, dueAt: null, waitingSince: at, remindedAt: null },
    ...{
      escalatedAt: null,
      approvers: null,
      question: null,
      mode: 'propose',
      auto: false,
      amountMinor: 100n,
    },
    ...{ undoUntil: null, watched: null, createdAt: at, updatedAt: at },
    draft: {
      ...of,
      ...{ content: {}, basis: {}, findings: [], hash: 'h1', changes: [], createdAt: at },
      author: { kind: 'drift' },
    },
    decisions: given.map(decision),
    steps: [],
    editors: [],
    absences: [],
    ...more,
  } as LoadedApproval;
}
