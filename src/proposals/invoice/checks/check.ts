import type { Finding } from '../../../core/finding.ts';
import type { InvoiceContent, InvoiceFacts, InvoiceLimits } from '../types.ts';

/** What a check looks at: the invoice as it would be posted, and what it was made from. */
export interface DraftToCheck {
  facts: InvoiceFacts;
  content: InvoiceContent;
  limits: InvoiceLimits;
}

/** Finds nothing, one thing or several. Pure, and blind to the other checks. */
export type Check = (draft: DraftToCheck) => Finding[];
