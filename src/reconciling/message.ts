import type { KnownBlock } from '@slack/types';
import { ACTIONS } from '../proposals/decision-buttons.ts';
import { counted, named } from '../proposals/say.ts';
import type { Card } from '../slack/blocks/card.ts';
import { pie } from '../slack/blocks/chart.ts';
import { actions, button, plain, section, small, smallMarkdown } from '../slack/blocks/parts.ts';
import { cut, foreign } from '../slack/blocks/text.ts';
import { worthALook } from './checks/words.ts';
import {
  agreedLine,
  budgetBlocks,
  causeLines,
  causeTable,
  difference,
  figures,
  segments,
} from './figure-blocks.ts';
import { periodWords } from './period.ts';
import type { Period, RunSummary } from './run.ts';

/** A run's one message: how far it is, then what it found. */
export interface Heading {
  number: number;
  projectName: string;
  period: Period;
}

/** Up to so many cards follow the message; beyond, Show all. */
export const CARDS = 10;

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
