import type { KnownBlock } from '@slack/types';
import { localTime } from '../core/instant.ts';
import { ACTIONS } from '../proposals/decision-buttons.ts';
import { counted, listed as listedWords, money, named } from '../proposals/say.ts';
import { headline } from '../proposals/variance/story.ts';
import { actions, button, markdown, plain, section, small, smallMarkdown } from '../slack/blocks/parts.ts';
import { cut } from '../slack/blocks/text.ts';
import { checkLine } from './checks/words.ts';
import type { BudgetInDanger } from './digest-budget.ts';
import type { ProjectNews, ShownVariance } from './digest-facts.ts';

/** One project's news, at most `most` of each kind: what is left out is counted. `index`: its place in the message. */
export function projectBlocks(
  news: ProjectNews,
  { timezone, reportUrl }: { timezone: string; reportUrl(run: number): string | null },
  most: number,
  index: number,
): KnownBlock[] {
  const { project, run, listed } = news;
  const report = run === null || news.counts.fresh + news.counts.changed === 0 ? null : reportUrl(run);
  const showAll = listed === null ? [] : [button(ACTIONS.allVariances, 'Show all', `${listed.firstRun}:0`)];
  return [
    ...(index === 0 ? [] : [{ type: 'divider' as const }]),
    { type: 'header', text: plain(`${named(project.name, 80)} (${project.code})`, 150) },
    ...variances('New', news.fresh, news.counts.fresh, most),
    ...variances('Changed', news.changed, news.counts.changed, most),
    ...settled(news),
    ...(news.checks.length > 0
      ? lines(`Worth a look: ${news.checks.length}`, news.checks.map(checkLine), most)
      : []),
    ...waitingBlocks(news, timezone, most),
    ...(showAll.length > 0 ? [actions(`digest-${project.code}`, showAll)] : []),
    ...(news.budgets.length > 0 ? budgetBlocks(news.budgets, most) : []),
    ...(news.overdue.length > 0
      ? lines(`Invoices overdue: ${news.overdue.length}`, news.overdue.map(overdueLine), most)
      : []),
    ...news.notes.map((note) => small(note)),
    ...(report === null ? [] : [smallMarkdown(`<${report}|Open the report>: both lists side by side`)]),
  ];
}

/** Our own words alone, so that the eye finds them; what others wrote stands in blocks of plain text. */
const heading = (words: string): KnownBlock => markdown(`*${words}*`);

/** A heading with its first lines; what is left out is counted. */
function lines(words: string, all: readonly string[], most: number): KnownBlock[] {
  const more = all.length > most && most > 0 ? [`and ${all.length - most} more`] : [];
  return [heading(words), ...together([...all.slice(0, most), ...more])];
}

const together = (some: readonly string[]): KnownBlock[] =>
  some.length === 0 ? [] : [section(cut(some.join('\n'), 2_900))];

/** Each with a button that puts its card into the channel, where it has none. */
function variances(what: string, shown: readonly ShownVariance[], count: number, most: number): KnownBlock[] {
  if (count === 0) return [];
  const few = shown.slice(0, most);
  const more = count > few.length && few.length > 0 ? [small(`and ${count - few.length} more`)] : [];
  return [
    heading(`${what}: ${counted(count, 'variance')}`),
    ...few.map(({ subject, run, hasCard }): KnownBlock => {
      const block = section(cut(`• ${headline(subject)}\n${subject.why.slice(0, 2).join('; ')}`, 400));
      if (hasCard) return block;
      return { ...block, accessory: button(ACTIONS.openVariance, 'Open', `${run}:${subject.key}`) };
    }),
    ...more,
  ];
}

function settled({ counts }: ProjectNews): KnownBlock[] {
  const said = [
    counts.decided > 0 ? `${counts.decided} decided` : '',
    counts.settled > 0
      ? `${counts.settled} gone by ${counts.settled === 1 ? 'itself' : 'themselves'}, the lists agree now`
      : '',
    counts.reopened > 0
      ? `${counts.reopened} decided and open again, as something is left or has changed`
      : '',
  ].filter(Boolean);
  return said.length === 0 ? [] : [section(`Settled since the last digest: ${said.join(', ')}`)];
}

function waitingBlocks({ waiting, listed }: ProjectNews, timezone: string, most: number): KnownBlock[] {
  const cards = waiting.oldest.map(
    ({ number, title, count, since, waited, names }) =>
      `• Approval ${number}: ${cut(title, 140)} – ${count} approved, since ${localTime(since, timezone)} (${waited}), for ${namesWords(names)}`,
  );
  const listedLine =
    listed === null
      ? []
      : [
          `${counted(listed.count, 'variance')} without a card yet, the oldest since ${localTime(listed.since, timezone)}, for ${namesWords(listed.names)}`,
        ];
  const more =
    waiting.count > Math.min(most, cards.length) && most > 0
      ? [`and ${waiting.count - Math.min(most, cards.length)} more`]
      : [];
  const head = waiting.count > 0 ? [heading(`Waiting for a decision: ${waiting.count}`)] : [];
  return [...head, ...together([...cards.slice(0, most), ...more, ...listedLine])];
}

function namesWords(names: readonly string[]): string {
  return names.length === 0
    ? 'nobody who is here'
    : listedWords(
        names.map((name) => named(name, 40)),
        5,
      );
}

function budgetBlocks(budgets: readonly BudgetInDanger[], most: number): KnownBlock[] {
  const said = budgets.map(
    ({ name, budgetMinor, actualMinor, forecastMinor, currency, burnPercent, completePercent, state }) => {
      const what = name === '' ? 'The whole project' : named(name, 60);
      const over = money(forecastMinor - budgetMinor, currency);
      const how =
        state === 'over'
          ? `is over its budget: ${money(actualMinor, currency)} of ${money(budgetMinor, currency)}; ${over} over at completion`
          : `is about to go over its budget of ${money(budgetMinor, currency)}: ${over} over at completion`;
      return `• ${what} ${how} (${burnPercent} % spent, ${completePercent} % complete)`;
    },
  );
  return [
    ...lines(`Budgets in danger: ${budgets.length}`, said, most),
    small('Percent complete: the budget of rows that have a cost, of the whole budget in the cost sheet.'),
  ];
}

function overdueLine({
  number,
  customer,
  dueDate,
  days,
  balanceMinor,
  currency,
}: ProjectNews['overdue'][number]): string {
  return `• Invoice ${named(number, 30)} of ${named(customer)}: ${money(balanceMinor, currency)} open, due ${dueDate}, ${counted(days, 'day')} ago`;
}
