import { type Decimal, toScaledInteger } from '../../core/decimal.ts';
import { VendorFailure } from '../../core/failure.ts';
import { requestId } from '../../core/identity.ts';
import { formatMoney } from '../../core/money.ts';
import type { Invoice, NewInvoice } from '../../quickbooks/types.ts';
import type { Posting } from '../standing.ts';
import type { CarryOutStep, StepContext, StepOutcome } from '../step.ts';
import { StoredContent } from './stored.ts';
import type { InvoiceContent } from './types.ts';

/** In PrivateNote: names the approval and version, and finds an invoice whose posting got no answer. */
function marker(approvalId: string, version: number): string {
  return `Countersign ${approvalId} v${version}`;
}

function toInvoice(content: InvoiceContent, context: StepContext): NewInvoice {
  const { number, auto, rule } = context.standing;
  const by = auto
    ? `posted automatically under rule “${rule.label}”`
    : `approved by ${context.approverNames.join(' and ')}`;
  const note = `${marker(context.approvalId, context.draft.version)} (approval ${number}), ${by}`;
  return {
    customerId: content.customerId,
    txnDate: content.txnDate,
    dueDate: content.dueDate,
    termsId: content.termsId,
    currency: content.currency,
    privateNote: note,
    customerMemo: content.memo === '' ? null : content.memo,
    billEmail: content.billEmail,
    locationId: content.locationId,
    txnTaxCodeId: content.txnTaxCodeId,
    lines: content.lines.map(
      ({ description, itemId, quantity, rate, amountMinor, serviceDate, classId, taxCodeId }) => ({
        description,
        itemId,
        quantity,
        unitPrice: rate,
        amountMinor,
        serviceDate,
        classId,
        taxCodeId,
      }),
    ),
  };
}

function outcomeOf(invoice: Invoice, context: StepContext): StepOutcome {
  const { id, docNumber, totalMinor, txnDate } = invoice;
  const url = context.quickbooks.invoiceUrl(id);
  const { syncToken } = invoice;
  const posting: Posting = { id, number: docNumber, totalMinor, url, date: txnDate, syncToken };
  return { posting, data: { invoiceId: id, docNumber, totalMinor, syncToken } };
}

export const post: CarryOutStep = {
  key: 'post',
  title: 'Post the invoice to QuickBooks',
  after: [],
  applies: () => true,
  async look(context) {
    const content = StoredContent.parse(context.draft.content);
    const { approvalId, draft, firstIntentAt } = context;
    const since = firstIntentAt.toISOString();
    const note = `${marker(approvalId, draft.version)} `;
    const found = await context.quickbooks.findInvoiceByNote(content.customerId, note, since);
    return found ? outcomeOf(found, context) : null;
  },
  async run(context) {
    const content = StoredContent.parse(context.draft.content);
    // A refusal is an answer QuickBooks may replay; only after one, when nothing was written, is the id a new one.
    const key = context.refusals === 0 ? 'post' : `post.${context.refusals + 1}`;
    const id = requestId(context.approvalId, context.draft.version, key);
    return outcomeOf(await context.quickbooks.createInvoice(toInvoice(content, context), id), context);
  },
};

/** Reads the posted invoice back and compares it line by line. A difference is a failure that is shown. */
export const verify: CarryOutStep = {
  key: 'verify',
  title: 'Compare what QuickBooks stored with what was approved',
  after: ['post'],
  reaches: 'posted',
  applies: () => true,
  async run(context) {
    const content = StoredContent.parse(context.draft.content);
    const id = postingOf(context).id;
    const stored = await context.quickbooks.getInvoice(id);
    const differences = stored ? compare(content, stored) : [`there is no invoice with Id ${id} any more`];
    if (differences.length > 0) {
      throw new VendorFailure({
        service: 'QuickBooks',
        kind: 'refused',
        code: 'differs',
        message: `The invoice in QuickBooks is not the one that was approved: ${differences.slice(0, 5).join('; ')}. Correct or void it in QuickBooks, then Retry compares again. The invoice is not mailed, and no second one is posted`,
      });
    }
    const posting = { ...postingOf(context), ...(stored ? { syncToken: stored.syncToken } : {}) };
    return {
      posting,
      data: { invoiceId: id, linesCompared: content.lines.length, totalMinor: stored?.totalMinor },
    };
  },
};

/** What differs, in words; tax is QuickBooks' own and stands beside the lines, so totals are compared before tax. */
export function compare(content: InvoiceContent, stored: Invoice): string[] {
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency: content.currency });
  const found: string[] = [];
  const differs = (what: string, approved: string | null, inBooks: string | null) => {
    if ((approved ?? '') !== (inBooks ?? ''))
      found.push(`${what} was approved as ${approved ?? 'none'} and is ${inBooks ?? 'none'}`);
  };
  differs('the customer', content.customerId, stored.customerId);
  differs('the currency', content.currency, stored.currency);
  differs('the date', content.txnDate, stored.txnDate);
  // Left to QuickBooks where its terms could not be read.
  if (content.dueDate !== null) differs('the due date', content.dueDate, stored.dueDate);
  differs('the number of lines', String(content.lines.length), String(stored.lines.length));
  content.lines.forEach((line, index) => {
    const other = stored.lines[index];
    if (!other) return;
    const name = `line ${index + 1}’s`;
    differs(`${name} description`, normal(line.description), normal(other.description));
    differs(`${name} item`, line.itemId, other.itemId);
    differs(`${name} quantity`, line.quantity, rounded(other.quantity, line.quantity));
    differs(`${name} rate`, line.rate, rounded(other.unitPrice, line.rate));
    // QuickBooks fills in a blank one by its own defaults; one that was approved must be there.
    if (line.serviceDate) differs(`${name} service date`, line.serviceDate, other.serviceDate);
    if (line.classId) differs(`${name} class`, line.classId, other.classId);
    if (line.taxCodeId) differs(`${name} tax code`, line.taxCodeId, other.taxCodeId);
    differs(`${name} amount`, money(line.amountMinor), money(other.amountMinor));
  });
  const before = stored.totalMinor - stored.taxMinor;
  differs('the total before tax', money(content.subtotalMinor), money(before));
  return found;
}

const normal = (text: string) => text.replace(/\s+/g, ' ').trim();

/** QuickBooks keeps fewer decimals than a sheet may carry: equal to 5 places is equal, since amounts are compared too. */
function rounded(stored: Decimal | null, approved: Decimal): string | null {
  if (stored === null) return null;
  return toScaledInteger(stored, 5) === toScaledInteger(approved, 5) ? approved : stored;
}

export function postingOf({ standing }: Pick<StepContext, 'standing'>): Posting {
  if (!standing.posting) throw new Error('a step after posting was asked for before there was an invoice');
  return standing.posting;
}

export const send: CarryOutStep = {
  key: 'send',
  title: 'Have QuickBooks mail the invoice',
  after: ['verify'],
  applies: (draft) => StoredContent.parse(draft.content).deliver === 'email',
  async look(context) {
    const invoice = await context.quickbooks.getInvoice(postingOf(context).id);
    return invoice?.emailStatus === 'EmailSent' ? sent(invoice.billEmail) : null;
  },
  async run(context) {
    const { billEmail } = StoredContent.parse(context.draft.content);
    const invoice = await context.quickbooks.sendInvoice(postingOf(context).id, billEmail);
    return sent(invoice.billEmail ?? billEmail);
  },
};

function sent(to: string | null): StepOutcome {
  return { data: { to }, note: `QuickBooks mailed the invoice to ${to ?? 'its billing address'}.` };
}
