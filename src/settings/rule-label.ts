import { type Currency, formatMoney } from '../core/money.ts';
import type { ApprovalRule } from './types.ts';

/** The rule as a person reads it on the card and in the log: "invoice over $50,000.00: 2 approvals by finance_manager". */
export function ruleLabel(rule: Omit<ApprovalRule, 'label'>, currency: Currency): string {
  return `${conditions(rule, currency)}: ${demand(rule)}`;
}

function conditions(rule: Omit<ApprovalRule, 'label'>, currency: Currency): string {
  const money = (amountMinor: number): string => formatMoney({ amountMinor, currency });
  const amounts = [
    rule.overMinor === null ? null : `over ${money(rule.overMinor)}`,
    rule.upToMinor === null ? null : `up to ${money(rule.upToMinor)}`,
  ].filter((part) => part !== null);
  return [
    rule.kind ?? 'anything',
    amounts.length > 0 ? amounts.join(' and ') : null,
    rule.projects && `of project ${rule.projects.join(' or ')}`,
    rule.customers && `for ${rule.customers.join(' or ')}`,
    rule.knownCustomer === null ? null : rule.knownCustomer ? 'for a known customer' : 'for a new customer',
    Array.isArray(rule.finding) ? `with ${rule.finding.join(' or ')}` : null,
    typeof rule.finding === 'boolean' ? (rule.finding ? 'with findings' : 'without findings') : null,
  ]
    .filter((part) => part !== null)
    .join(' ');
}

function demand(rule: Omit<ApprovalRule, 'label'>): string {
  if (rule.auto) return 'posted without asking';
  const count = rule.approvals === 1 ? '1 approval' : `${rule.approvals} approvals`;
  if (!rule.from) return `${count} by ${rule.roles.join(' or ')}`;
  const groups = rule.from.map((group) => group.join(' or '));
  if (rule.needs === 'any') return `${count} by ${groups.join(' or ')}`;
  return `${count}, one each by ${groups.join(rule.inOrder ? ', then ' : ' and ')}`;
}
