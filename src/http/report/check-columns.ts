import type { RunCheck } from '../../reconciling/checks/finding.ts';
import { CHECK_WORDS } from '../../reconciling/checks/words.ts';
import { webAddress } from './columnar.ts';
import type { TableCell } from './table.ts';

interface CheckColumn {
  title: string;
  /** In characters. */
  width: number;
  cell(check: RunCheck): TableCell;
}

/** What is worth a look, in the downloads; named so that no heading of the two lists is among them. */
export const CHECK_COLUMNS: readonly CheckColumn[] = [
  { title: 'Check', width: 30, cell: ({ check }) => CHECK_WORDS[check] },
  {
    title: 'Check amount',
    width: 14,
    cell: ({ amountMinor, currency }) => ({ amountMinor, currency }),
  },
  { title: 'Check currency', width: 9, cell: ({ currency }) => currency },
  { title: 'Check date', width: 11, cell: ({ date }) => ({ date }) },
  { title: 'Check reason', width: 90, cell: ({ message }) => message },
  { title: 'Check sheet', width: 12, cell: ({ sheet }) => sheet },
  { title: 'Check sheet row', width: 9, cell: ({ rowNumber }) => rowNumber },
  { title: 'Check link', width: 30, cell: ({ url }) => webAddress(url ?? '') },
];
