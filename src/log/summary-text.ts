import { counted } from '../core/counted.ts';
import type { Count, Rate, Summary } from './summary.ts';

/** A section of the summary: a heading and its lines, plain text that reads the same in Slack, a mail or a terminal. */
export interface SummaryPart {
  heading: string;
  lines: string[];
}

/** `month` as people write it: "October 2026". */
export function summaryParts(
  summary: Summary,
  month: string,
  company: { timezone: string; nameOf(who: string): string },
): SummaryPart[] {
  const { approved, rejected, expired, auto, undone } = summary;
  const all = approved + rejected + expired + auto;
  if (all === 0 && summary.wordedBy.length === 0)
    return [{ heading: `Approvals in ${month}`, lines: ['Nothing was drafted and nothing was decided.'] }];
  const verdicts = [
    `${approved} approved`,
    `${rejected} rejected`,
    ...(expired > 0 ? [`${expired} expired without a decision`] : []),
    ...(auto > 0 ? [`${auto} posted by rule without asking`] : []),
    ...(undone > 0 ? [`${undone} undone after posting`] : []),
  ];
  return [
    {
      heading: `Approvals in ${month}`,
      lines: [
        `${counted(all, 'decision')}: ${verdicts.join(', ')}.`,
        timeLine(summary),
        stampLine(summary, company.nameOf),
      ],
    },
    { heading: 'Edited before the decision', lines: summary.editRates.map(rateLine) },
    {
      heading: 'Warnings that were approved all the same',
      lines: countLines(summary.overridden, 10, 'None.'),
    },
    { heading: 'What people changed most', lines: countLines(summary.changed, 10, 'Nothing.') },
    { heading: 'Drafts made, by who worded them', lines: countLines(summary.wordedBy, 10, 'None.') },
    {
      heading: 'Versions of the prompt, by how often their drafts were edited',
      lines: summary.prompts.map((rate) => `${rateLine(rate)} (${rate.reworded} in a description)`),
    },
  ]
    .filter(({ lines }) => lines.length > 0)
    .map((part, index, parts) =>
      index < parts.length - 1 ? part : { ...part, lines: [...part.lines, footnote(company.timezone)] },
    );
}

function footnote(timezone: string): string {
  return `Computed from the decision log alone. The month is counted in ${timezone}, times by the clock, nights and weekends included.`;
}

function timeLine({ timeToDecide }: Summary): string {
  if (!timeToDecide) return 'No person decided anything.';
  const { medianMs, slowestMs, slowest } = timeToDecide;
  return `Time to decide: ${duration(medianMs)} in the median, ${duration(slowestMs)} for the slowest (${slowest}).`;
}

function stampLine({ rubberStamps, approvalsGiven }: Summary, nameOf: (who: string) => string): string {
  if (rubberStamps.length === 0) return 'Nobody approved within 5 seconds of seeing the card.';
  const total = rubberStamps.reduce((sum, { count }) => sum + count, 0);
  const who = rubberStamps.map(({ name, count }) => `${nameOf(name)} ${count}`).join(', ');
  return `Approved within 5 seconds of the card being shown: ${total} of ${counted(approvalsGiven, 'approval')} (${who}).`;
}

function rateLine({ name, drafts, edited }: Rate): string {
  return `${name}: ${edited} of ${drafts} edited, ${Math.round((100 * edited) / drafts)}%`;
}

function countLines(counts: readonly Count[], most: number, none: string): string[] {
  if (counts.length === 0) return [none];
  const more = counts.length > most ? [`and ${counts.length - most} more kinds`] : [];
  return [...counts.slice(0, most).map(({ name, count }) => `${name}: ${count}`), ...more];
}

/** "40 s", "12 min", "3 h 20 min", "2 d 4 h". */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h${minutes % 60 > 0 ? ` ${minutes % 60} min` : ''}`;
  return `${Math.floor(hours / 24)} d${hours % 24 > 0 ? ` ${hours % 24} h` : ''}`;
}
