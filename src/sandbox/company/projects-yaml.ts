import { TIMEZONE } from './calendar.ts';
import { ROLES } from './people.ts';
import type { ProjectPlan } from './plan.ts';
import { REVIEW_SHEET } from './review-sheet.ts';

/** The demo company's projects.yml: every project whole, as someone would write it by hand. */
export function projectsYaml(plans: readonly ProjectPlan[], today: string): string {
  const christmas = `${today.slice(0, 4)}-12-25`;
  const newYear = `${Number(today.slice(0, 4)) + 1}-01-01`;
  return `company: { timezone: ${TIMEZONE}, currency: USD, hours: "09:00-17:00", days: mon-fri, holidays: [${christmas}, ${newYear}], undo: 15m }
people:
${ROLES.map(({ id, name, role }) => `  ${id}: { name: ${name}, roles: [${role}] }`).join('\n')}
projects:
${plans.map(entry).join('\n')}
approvals:
  - { kind: invoice, over: 50000, approvals: 2, roles: [finance_manager] }
  - { kind: invoice, approvals: 1, roles: [project_manager, finance_manager] }
  - { kind: variance, approvals: 1, roles: [finance_manager] }
waiting: { remind: 4h, escalate: 8h, escalate_to: [finance_manager], expire: 5d }
tolerance: { amount: 1.00, percent: 0.5, days: 7 }
digest: { at: "09:00", days: mon-fri }
reconcile: { at: "02:00" }
review: { sheet: ${REVIEW_SHEET}, over: 1000 }
checks: { po_required_over: 2500, receipt_over: 75 }
`;
}

function entry(plan: ProjectPlan): string {
  const lines = [
    `  - code: ${plan.code}`,
    `    name: ${JSON.stringify(plan.name)}`,
    `    channel: ${plan.channel}`,
    '    mode: propose',
    '    quickbooks:',
    `      customer: ${JSON.stringify(plan.customerName)}`,
    `      item: ${JSON.stringify(plan.item.name)}`,
    '      expense_item: Expenses',
    `      class: ${plan.class.name}`,
    `      location: ${plan.location.name}`,
    `    billing: { sheet: ${plan.billingSheet} }`,
    `    costs: { sheet: ${plan.costSheet} }`,
    `    deliver: ${plan.deliver}`,
    ...(plan.creditLimit === undefined ? [] : [`    credit_limit: ${plan.creditLimit}`]),
    ...(plan.budgetHours === undefined ? [] : [`    budget_hours: ${plan.budgetHours}`]),
  ];
  return lines.join('\n');
}
