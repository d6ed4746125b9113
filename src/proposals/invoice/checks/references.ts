import type { Finding } from '../../../core/finding.ts';
import type { Item } from '../../../quickbooks/types.ts';
import { named } from '../../say.ts';
import type { Check } from './check.ts';

/** QuickBooks takes no invoice for a customer that was made inactive. */
export const inactiveCustomer: Check = ({ facts }) => {
  if (facts.customer.active) return [];
  return [refused('inactive-customer', 'Customer', facts.customer.fullyQualifiedName)];
};

/** Nor a line with an inactive item, or with one that only groups others. */
export const unusableItem: Check = ({ facts, content }) => {
  const used = new Set(content.lines.map((line) => line.itemId));
  const items = new Map([facts.item, facts.expenseItem].map((item) => [item.id, item]));
  return [...items.values()].filter((item) => used.has(item.id)).flatMap(itemFindings);
};

function itemFindings(item: Item): Finding[] {
  if (!item.active) return [refused('inactive-item', 'Item', item.fullyQualifiedName)];
  if (item.type !== 'Category' && item.type !== 'Group') return [];
  const name = named(item.fullyQualifiedName);
  return [
    {
      code: 'unusable-item',
      severity: 'block',
      message: `${name} is a ${item.type.toLowerCase()} in QuickBooks, which an invoice line cannot be sold as.`,
      remedy:
        "Reject this, name a product or service as the item in the project's settings, and draft again.",
    },
  ];
}

/** QuickBooks answers 2500 to an inactive class or location. */
export const inactiveClassOrLocation: Check = ({ facts }) => [
  ...(facts.class?.active === false ? [refused('inactive-class', 'Class', facts.class.name)] : []),
  ...(facts.location?.active === false
    ? [refused('inactive-location', 'Location', facts.location.name)]
    : []),
];

function refused(code: string, kind: string, name: string): Finding {
  return {
    code,
    severity: 'block',
    message: `${kind} ${named(name)} is inactive in QuickBooks, which refuses an invoice that names it.`,
    remedy: `Make ${named(name)} active in QuickBooks and press Approve, which looks again; or reject this, name another ${kind.toLowerCase()} in the project's settings and draft again.`,
  };
}

/** The project bills in one currency and the customer owes in another: QuickBooks keeps one per customer. */
export const currencyNotTheCustomers: Check = ({ facts }) => {
  if (facts.currency === facts.customer.currency) return [];
  return [
    {
      code: 'currency-not-the-customers',
      severity: 'block',
      message: `The project is billed in ${facts.currency}, and ${named(facts.customer.fullyQualifiedName)} in QuickBooks in ${facts.customer.currency}.`,
      remedy: `Reject this, bill the project to a customer in ${facts.currency} or set its currency to ${facts.customer.currency} in projects.yml, and draft again.`,
    },
  ];
};

/** Terms that are gone or inactive do not stop an invoice, but its due date may not be what was agreed. */
export const termsUnsure: Check = ({ facts }) => {
  const { term, customer } = facts;
  const message =
    term === null && customer.termsId !== null
      ? `The terms of ${named(customer.fullyQualifiedName)} could not be read in QuickBooks, which sets the due date by them.`
      : term?.active === false
        ? `The terms ${named(term.name)} are inactive in QuickBooks.`
        : null;
  return message === null ? [] : [{ code: 'terms-unsure', severity: 'warn', message }];
};

/** The project wants its invoices mailed and there is nowhere to mail this one. */
export const missingEmail: Check = ({ facts, limits }) => {
  if (limits.deliver !== 'email' || facts.customer.email) return [];
  return [
    {
      code: 'missing-email',
      severity: 'warn',
      message: `${named(facts.customer.fullyQualifiedName)} has no e-mail address in QuickBooks, so the invoice will not be mailed.`,
      remedy: 'Enter the address in QuickBooks and draft again, or send the invoice yourself.',
    },
  ];
};
