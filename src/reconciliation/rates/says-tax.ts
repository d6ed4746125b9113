/** "incl. sales tax", "plus VAT", "GST included": the posting is with it. */
export const SAYS_TAX =
  /\b(?:incl\w*|with|plus)[. ]+(?:sales |use |of )?(?:tax|vat|gst|hst|mwst)\b|\b(?:tax|vat|gst|hst|mwst) incl/i;

/** Any word for a tax that is on top of a price. */
export const NAMES_TAX = /\b(?:tax|vat|gst|hst|pst|qst|mwst|ust|iva|tva|btw|moms|mva)\b/i;
