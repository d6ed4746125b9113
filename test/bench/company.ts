import type { DemoCompany } from '../../src/sandbox/company/company.ts';
import { codesOf, manyProjects } from '../support/many-projects.ts';

export { channelOf } from '../support/many-projects.ts';

export const APPROVERS = codesOf('U0P', 50);
/** Who asks for the drafts, and so does not count among the approvers. */
export const ASKER = 'U0PAM';
/** One approval posts it. */
export const SINGLE = codesOf('S', 20);
/** Twenty approvals post it. */
export const CROWD = codesOf('C', 50);
export const CROWD_APPROVALS = 20;

/** Many small projects and fifty approvers, so that every measured run has a draft of its own. */
export function benchCompany(today: string): DemoCompany {
  return manyProjects(today, {
    codes: [...SINGLE, ...CROWD],
    rows: 3,
    approvers: APPROVERS,
    asker: ASKER,
    rules: `  - { kind: invoice, project: [${CROWD.join(', ')}], approvals: ${CROWD_APPROVALS}, roles: [approver] }
  - { kind: invoice, approvals: 1, roles: [approver] }`,
  });
}
