import { listed, money, named } from '../../say.ts';
import type { Check } from './check.ts';

/** There is nothing to ask the customer for. */
export const totalZeroOrLess: Check = ({ content }) => {
  if (content.subtotalMinor > 0) return [];
  return [
    {
      code: 'total-zero-or-less',
      severity: 'block',
      message: `The total is ${money(content.subtotalMinor, content.currency)}.`,
      remedy:
        'Fill in rates or quantities on the sheet and press Approve, which reads it again, or set them with Edit.',
    },
  ];
};

/** The customer would owe more than the project allows. Credit limits are the project's: QuickBooks keeps none. */
export const creditLimitExceeded: Check = ({ facts, content, limits }) => {
  const limit = limits.creditLimitMinor;
  const owed = facts.openBalanceMinor + content.subtotalMinor;
  if (limit === null || owed <= limit) return [];
  const say = (amountMinor: number) => money(amountMinor, content.currency);
  const message =
    `${named(facts.customer.fullyQualifiedName)} would owe ${say(owed)}, over the credit limit of ${say(limit)}: ` +
    `${say(facts.openBalanceMinor)} is open, and this adds ${say(content.subtotalMinor)}.`;
  return [{ code: 'credit-limit-exceeded', severity: 'warn', message }];
};

/** An estimate the customer agreed to, and an invoice beyond it. */
export const exceedsEstimate: Check = ({ facts, content }) => {
  const exceeded = facts.openEstimates.filter(
    (estimate) => estimate.currency === content.currency && content.subtotalMinor > estimate.totalMinor,
  );
  if (exceeded.length === 0) return [];
  const names = exceeded.map(
    (estimate) =>
      `${named(estimate.docNumber ?? `with Id ${estimate.id}`, 30)} of ${money(estimate.totalMinor, estimate.currency)}`,
  );
  const message = `${money(content.subtotalMinor, content.currency)} is more than open estimate ${listed(names, 5)}.`;
  return [{ code: 'exceeds-estimate', severity: 'warn', message }];
};
