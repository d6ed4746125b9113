import type { KnownBlock, TableBlock } from '@slack/types';
import { formatMoney, toDecimal } from '../core/money.ts';
import { ACTIONS } from '../proposals/decision-buttons.ts';
import { counted, named } from '../proposals/invoice/checks/say.ts';
import { CAUSE_WORDS } from '../proposals/variance/words.ts';
import type { Cause } from '../reconciliation/types.ts';
import type { Card } from '../slack/blocks/card.ts';
import { pie } from '../slack/blocks/chart.ts';
import { actions, button, plain, section, small, smallMarkdown } from '../slack/blocks/parts.ts';
import { cut, foreign } from '../slack/blocks/text.ts';
import { worthALook } from './checks/words.ts';
import { periodWords } from './period.ts';
import type { Period, RunBudget, RunSummary, RunTotals } from './run.ts';

/** A run's one message: how far it is, then what it found. */
export interface Heading {
  number: number;
  projectName: string;
  period: Period;
}

/** Up to so many cards follow the message; beyond, Show all. */
export const CARDS = 10;
const BUDGET_LINES = 8;

const title = ({ projectName, period }: Heading) =>
  `Reconciliation of ${named(projectName, 80)}: ${periodWords(period)}`;

export function progressMessage(heading: Heading, stage: string, share: number): Card {
  const done = Math.round(Math.min(1, Math.max(0, share)) * 20);
  const text = `${title(heading)} – ${stage}`;
  return {
    text: foreign(text),
    blocks: [
      { type: 'header', text: plain(title(heading), 150) },
      section(`⏳ ${stage}\n${'▰'.repeat(done)}${'▱'.repeat(20 - done)} ${Math.round(share * 100)} %`),
    ],
  };
}

/** Why there is nothing to see: what happened, what it means, what to do. */
export function stoppedMessage(heading: Heading, why: string): Card {
  return {
    text: cut(foreign(`${title(heading)} – ${why}`), 3000),
    blocks: [{ type: 'header', text: plain(title(heading), 150) }, section(cut(`⚠️ ${why}`, 2900))],
  };
}

/** `chart`: whether Slack takes its own chart block; otherwise the causes stand in a table. */
export function summaryMessage(
  heading: Heading,
  summary: RunSummary,
  { chart, reportUrl }: { chart: boolean; reportUrl: string | null },
): Card {
  const { totals, budget, narrative, variances } = summary;
  const drawn = chart ? pie(`Variances by cause, ${totals.currency}`, segments(totals)) : null;
  const lead = `${title(heading)}: ${difference(totals)}, ${variances.open} to decide`;
  const blocks: KnownBlock[] = [
    { type: 'header', text: plain(title(heading), 150) },
    section(narrative.text),
    figures(totals, variances.open),
    ...(drawn ? [drawn, small(causeLines(totals))] : causeTable(totals)),
    ...agreedLine(totals),
    ...worthALook(summary.checks ?? [], reportUrl !== null),
    ...budgetBlocks(budget, drawn !== null || totals.byCause.length === 0),
    ...notes(heading, summary),
    ...links(heading, summary, reportUrl),
  ];
  return { text: cut(foreign(lead), 3000), blocks };
}

const money = (amountMinor: number, currency: string) => formatMoney({ amountMinor, currency });

function difference({ differenceMinor, currency }: RunTotals): string {
  if (differenceMinor === 0) return 'no difference';
  return `${money(Math.abs(differenceMinor), currency)} ${differenceMinor > 0 ? 'more in QuickBooks' : 'less in QuickBooks'}`;
}

function figures(totals: RunTotals, open: number): KnownBlock {
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
function segments(totals: RunTotals) {
  return differing(totals).map(({ cause, amountMinor }) => ({
    label: CHART_WORDS[cause] ?? CAUSE_WORDS[cause],
    value: Number(toDecimal(Math.abs(amountMinor), totals.currency)),
  }));
}

function causeLines(totals: RunTotals): string {
  const each = differing(totals).map(
    ({ cause, amountMinor, count }) =>
      `${count} ${CAUSE_WORDS[cause]} ${amountMinor === 0 ? 'without a difference' : signed(amountMinor, totals.currency)}`,
  );
  return each.length === 0
    ? 'No difference.'
    : `${each.join(' · ')}. Together ${signed(totals.differenceMinor, totals.currency)}.`;
}

/** What agrees although it stands in several rows is worth a word: nobody has to look for it. */
function agreedLine({ agreed = [] }: RunTotals): KnownBlock[] {
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

function causeTable(totals: RunTotals): KnownBlock[] {
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
function budgetBlocks({ currency, total, lines }: RunBudget, table: boolean): KnownBlock[] {
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

function notes(
  { number }: Heading,
  { notes: said, variances, problems, narrative }: RunSummary,
): KnownBlock[] {
  const counts = [
    variances.decided > 0 ? `${variances.decided} decided earlier` : '',
    variances.snoozed > 0 ? `${variances.snoozed} snoozed` : '',
    variances.settled.length > 0 ? `${variances.settled.length} settled since the last run` : '',
    problems > 0 ? `${counted(problems, 'row')} of the sheet could not be read` : '',
  ].filter(Boolean);
  const wording = narrative.author === 'model' ? ' · worded by the model, figures checked' : '';
  return [
    small([`Reconciliation ${number}`, ...counts].join(' · ') + wording),
    ...said.slice(0, 8).map((note) => small(cut(note, 1500))),
  ];
}

function links({ number }: Heading, { variances }: RunSummary, reportUrl: string | null): KnownBlock[] {
  const report =
    reportUrl === null ? [] : [smallMarkdown(`<${reportUrl}|Open the report>: both lists side by side`)];
  const where = cardsWords(variances);
  if (variances.open <= CARDS) return [...report, ...(where === '' ? [] : [small(where)])];
  return [
    ...report,
    actions('reconciliation', [button(ACTIONS.allVariances, 'Show all', `${number}:0`)]),
    small(`${where} Show all has all ${variances.open}.`),
  ];
}

/** Cards that wait from before stay where they are, and are not posted again: nobody is to look for them below. */
function cardsWords({ open, standing = 0 }: RunSummary['variances']): string {
  const shown = Math.min(open, CARDS);
  if (shown === 0) return '';
  const which = open > CARDS ? `the worst ${CARDS}` : shown === 1 ? 'it' : `all ${shown}`;
  if (standing >= shown)
    return `Nothing new to decide: ${shown === 1 ? 'its card stands' : `the cards of ${which} stand`} further up in this channel.`;
  if (standing > 0)
    return `Of the cards of ${which}, ${standing} ${standing === 1 ? 'stands' : 'stand'} further up in this channel; the others follow.`;
  return open > CARDS ? `The worst ${CARDS} follow, one message each.` : '';
}
