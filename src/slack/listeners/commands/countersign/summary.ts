import type { KnownBlock } from '@slack/types';
import { nameOf, type Way } from '../../../../approval/way.ts';
import { loggedBetween } from '../../../../log/logged.ts';
import { type Month, monthOf } from '../../../../log/month.ts';
import { summarise } from '../../../../log/summary.ts';
import { type SummaryPart, summaryParts } from '../../../../log/summary-text.ts';
import { plain, section } from '../../../blocks/parts.ts';
import type { Verb } from './verb.ts';

/** The month's decisions in figures, as a direct message: an ephemeral one could not be forwarded. */
export const summaryVerb: Verb = {
  usage: 'summary [2026-10]: the month’s decisions in figures, as a direct message; default: last month',
  async run({ who, rest }, { way }) {
    const person = way.projects.people.find(({ id }) => id === who);
    if (!person?.roles.includes('finance_manager'))
      return { text: 'Only a finance_manager may ask for the summary.' };
    const month = monthOf(rest, way.now(), way.projects.company.timezone);
    if (!month) return { text: `“${rest.slice(0, 40)}” is not a month. Write /countersign summary 2026-10.` };
    const parts = await monthly(way, month);
    const title = parts[0]?.heading ?? '';
    await way.messenger.tell(who, who, title, blocksOf(parts));
    return { text: `I sent you the summary of ${month.words} as a direct message, which you can forward.` };
  },
};

async function monthly(way: Way, { from, to, words }: Month): Promise<SummaryPart[]> {
  const summary = summarise(await loggedBetween(way.db, from, to), from, to);
  const { timezone } = way.projects.company;
  return summaryParts(summary, words, { timezone, nameOf: (id) => nameOf(way, id) });
}

function blocksOf(parts: readonly SummaryPart[]): KnownBlock[] {
  return parts.flatMap(({ heading, lines }): KnownBlock[] => [
    { type: 'header', text: plain(heading, 150) },
    section(lines.join('\n')),
  ]);
}
