/** "incl. sales tax", "plus VAT", "GST included": the posting is with it. */
export const SAYS_TAX =
  /\b(?:incl\w*|with|plus)[. ]+(?:sales |use |of )?(?:tax|vat|gst|hst|mwst)\b|\b(?:tax|vat|gst|hst|mwst) incl/i;
