import { named } from '../../say.ts';
import type { Check } from './check.ts';

const MOST_TAXED_LINES = 750; // QuickBooks Online API, "Invoice": the most lines of an invoice with tax

/** Sales tax is on, the customer pays it, and nothing says at which rate. */
export const missingTaxCode: Check = ({ facts, content }) => {
  const { customer, item } = facts;
  if (!facts.salesTax || !customer.taxable || facts.taxCode !== null) return [];
  const name = named(customer.fullyQualifiedName);
  if (content.lines.every((line) => line.taxCodeId === 'NON')) {
    const message = `${name} is taxable, but ${named(item.name)} is not: no sales tax is added.`;
    return [{ code: 'tax-code-missing', severity: 'info', message }];
  }
  return [
    {
      code: 'tax-code-missing',
      severity: 'warn',
      message: `${name} is taxable and has no tax code in QuickBooks; QuickBooks may add the wrong tax or none.`,
      remedy: `Set the tax code of ${name} in QuickBooks and draft again.`,
    },
  ];
};

/** A tax code that was made inactive is refused where a line carries it. */
export const inactiveTaxCode: Check = ({ facts, content }) => {
  const { taxCode } = facts;
  if (taxCode === null || taxCode.active) return [];
  if (!content.lines.some((line) => line.taxCodeId === taxCode.id)) return [];
  return [
    {
      code: 'inactive-tax-code',
      severity: 'block',
      message: `Tax code ${named(taxCode.name)} is inactive in QuickBooks, which refuses a line that names it.`,
      remedy: `Give ${named(facts.customer.fullyQualifiedName)} another tax code in QuickBooks, then press Approve, which looks again.`,
    },
  ];
};

/** QuickBooks takes so many lines on an invoice with tax and no more. */
export const tooManyTaxedLines: Check = ({ content }) => {
  const taxed = content.lines.some((line) => line.taxCodeId !== null && line.taxCodeId !== 'NON');
  if (!taxed || content.lines.length <= MOST_TAXED_LINES) return [];
  return [
    {
      code: 'too-many-lines',
      severity: 'block',
      message: `The invoice has ${content.lines.length} lines, and QuickBooks takes at most ${MOST_TAXED_LINES} where sales tax applies.`,
      remedy: "Reject it, set some rows' Status back, and draft them in two parts.",
    },
  ];
};
