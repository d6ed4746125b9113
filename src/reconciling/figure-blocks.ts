import type { KnownBlock, TableBlock } from '@slack/types';
import { toDecimal } from '../core/money.ts';
import { counted, money, named } from '../proposals/say.ts';
import { CAUSE_WORDS } from '../proposals/variance/words.ts';
import type { Cause } from '../reconciliation/types.ts';
import { plain, section, small } from '../slack/blocks/parts.ts';
import type { RunBudget, RunTotals } from './run.ts';

/** A run's figures in its message: what both sides come to, what the variances are worth, and the budget. */

const BUDGET_LINES = 8;

export function difference({ differenceMinor, currency }: RunTotals): string {
  if (differenceMinor === 0) return 'no difference';
  return `${money(Math.abs(differenceMinor), currency)} ${differenceMinor > 0 ? 'more in QuickBooks' : 'less in QuickBooks'}`;
}

export function figures(totals: RunTotals, open: number): KnownBlock {
  const { currency, sheetMinor, ledgerMinor, matchedSheetRows, sheetRows, ledgerRows } = totals;
  const share = sheetRows === 0 ? '' : ` (${Math.floor((matchedSheetRows / sheetRows) * 1000) / 10} %)`;
  const agreed = !totals.agreedSheetRows ? '' : `, ${totals.agreedSheetRows} agree in full`;
  const fields = [
    `Sheet\n${money(sheetMinor, currency)} in ${counted(sheetRows, 'row')}`,
    `QuickBooks\n${money(ledgerMinor, currency)} in ${counted(ledgerRows, 'posting')}`,
    `Difference\n${difference(totals)}`,
    `Matched\n${matchedSheetRows} of ${counted(sheetRows, 'row')}${share}${agreed}`,
    `To decide\n${open}`,
    ...totals.others.map(
      (other) =>
        `In ${other.currency}\nSheet ${money(other.sheetMinor, other.currency)}, QuickBooks ${money(other.ledgerMinor, other.currency)}`,
    ),
  ];
  return { type: 'section', fields: fields.slice(0, 10).map((field) => plain(field, 2000)) };
}

const differing = ({ byCause }: RunTotals) =>
  byCause.filter(({ cause, amountMinor, count }) => cause !== 'none' || amountMinor !== 0 || count !== 0);

/** Slack's chart takes twenty characters. */
const CHART_WORDS: Readonly<Partial<Record<Cause, string>>> = {
  'missing-in-ledger': 'not in QuickBooks',
  'missing-in-sheet': 'not in the sheet',
};

/** By what they are worth; causes that cancel out are worth what they move, not nothing. */
export function segments(totals: RunTotals) {
  return differing(totals).map(({ cause, amountMinor }) => ({
    label: CHART_WORDS[cause] ?? CAUSE_WORDS[cause],
    value: Number(toDecimal(Math.abs(amountMinor), totals.currency)),
  }));
}

export function causeLines(totals: RunTotals): string {
  const each = differing(totals).map(
    ({ cause, amountMinor, count }) =>
      `${count} ${CAUSE_WORDS[cause]} ${amountMinor === 0 ? 'without a difference' : signed(amountMinor, totals.currency)}`,
  );
  return each.length === 0
    ? 'No difference.'
    : `${each.join(' · ')}. Together ${signed(totals.differenceMinor, totals.currency)}.`;
}

/** What agrees although it stands in several rows is worth a word: nobody has to look for it. */
export function agreedLine({ agreed = [] }: RunTotals): KnownBlock[] {
  const words: Readonly<Partial<Record<Cause, string>>> = {
    none: 'one to one',
    split: 'split (one row, several postings)',
    combined: 'combined (several rows on one bill)',
  };
  const said = agreed.map(({ cause, matches }) => `${matches} ${words[cause] ?? CAUSE_WORDS[cause]}`);
  return said.length === 0 ? [] : [small(`Agreeing, with nothing to decide: ${said.join(' · ')}.`)];
}

/** QuickBooks' more with a plus, its less with a minus. */
function signed(amountMinor: number, currency: string): string {
  return `${amountMinor > 0 ? '+' : ''}${money(amountMinor, currency)}`;
}

const cell = (text: string) => ({ type: 'raw_text' as const, text: text || '–' });

export function causeTable(totals: RunTotals): KnownBlock[] {
  const causes = differing(totals);
  if (causes.length === 0) return [];
  const table: TableBlock = {
    type: 'table',
    column_settings: [{ is_wrapped: true }, { align: 'right' }, { align: 'right' }],
    rows: [
      ['Variances by cause', 'Count', 'Difference'].map(cell),
      ...causes.map(({ cause, amountMinor, count }) =>
        [CAUSE_WORDS[cause], String(count), money(amountMinor, totals.currency)].map(cell),
      ),
      [
        'All',
        String(causes.reduce((sum, { count }) => sum + count, 0)),
        money(totals.differenceMinor, totals.currency),
      ].map(cell),
    ],
  };
  return [table];
}

/** `table`: whether the message has no other one; Slack takes one. */
export function budgetBlocks({ currency, total, lines }: RunBudget, table: boolean): KnownBlock[] {
  if (total.budgetMinor === 0) return [];
  const said = (line: RunBudget['total']) => {
    const over = line.forecastMinor - line.budgetMinor;
    const how = over > 0 ? `${money(over, currency)} over` : `${money(-over, currency)} left`;
    return [line.budgetMinor, line.actualMinor, line.forecastMinor]
      .map((amount) => money(amount, currency))
      .concat(how);
  };
  const shown = lines.slice(0, BUDGET_LINES);
  const lead = small(
    'Budget of the whole project against what the sheet says was spent; at completion: spent, and the budget of what has no cost yet.',
  );
  if (!table) {
    const words = [{ name: 'Project', ...total }, ...shown].map((line) => {
      const [budget, spent, forecast, how] = said(line);
      return `${named(line.name, 50)}: budget ${budget}, spent ${spent}, at completion ${forecast} (${how})`;
    });
    return [section(words.join('\n')), lead];
  }
  const block: TableBlock = {
    type: 'table',
    column_settings: [
      { is_wrapped: true },
      { align: 'right' },
      { align: 'right' },
      { align: 'right' },
      { align: 'right' },
    ],
    rows: [
      ['Budget against actual', 'Budget', 'Spent', 'At completion', 'Left or over'].map(cell),
      ...shown.map((line) => [named(line.name, 50), ...said(line)].map(cell)),
      ['Project', ...said(total)].map(cell),
    ],
  };
  return [block, lead];
}
