import type { Finished, Head } from './page.ts';
import type { Fact } from './xlsx.ts';

/** The whole in short, for the workbook's first sheet. */
export function factsOf({ number, project, period, summary }: Finished, head: Head): Fact[] {
  const { totals, variances, narrative } = summary;
  const { currency } = totals;
  return [
    ['Reconciliation', number],
    ['Project', `${head.projectName} (${project})`],
    ['Period', `${period.from} to ${period.to}`],
    ['QuickBooks customer', head.customer],
    ['Made', `${head.madeWords} (${head.timezone})`],
    ['In short', narrative.text],
    ['Sheet', { amountMinor: totals.sheetMinor, currency }],
    ['QuickBooks', { amountMinor: totals.ledgerMinor, currency }],
    ['Difference', { amountMinor: totals.differenceMinor, currency }],
    ['Currency', currency],
    ...totals.others.flatMap((other): Fact[] => [
      [`Sheet, ${other.currency}`, { amountMinor: other.sheetMinor, currency: other.currency }],
      [`QuickBooks, ${other.currency}`, { amountMinor: other.ledgerMinor, currency: other.currency }],
    ]),
    ['Rows of the sheet', totals.sheetRows],
    ['Rows matched', totals.matchedSheetRows],
    ...(totals.agreedSheetRows === undefined
      ? []
      : [['Rows that agree in full', totals.agreedSheetRows] satisfies Fact]),
    ['Postings of QuickBooks', totals.ledgerRows],
    ['Postings matched', totals.matchedLedgerRows],
    ['To decide when it was made', variances.open],
  ];
}
