import type { KnownBlock, View } from '@slack/types';
import type { Way } from '../approval/way.ts';
import { ACTIONS, VIEWS } from '../proposals/decision-buttons.ts';
import { headline } from '../proposals/variance/story.ts';
import { postingLine, rowLine } from '../proposals/variance/words.ts';
import { actions, button, plain, section, small } from '../slack/blocks/parts.ts';
import { cut } from '../slack/blocks/text.ts';
import { openCard } from './cards.ts';
import { outlinedVariances } from './digest-variances.ts';
import { loadRun } from './stored.ts';
import { listedOf, variance } from './variances.ts';

const PER_PAGE = 20;
/** Slack takes 2,000 characters for a button's value, and keys are short. */
const VALUE = /^(\d{1,9}):([\s\S]{1,200})$/;

/** Everything a run and those after it left to decide, worst first, in pages, each with a button that opens its card. */
export async function allVariances(
  way: Way,
  number: number,
  page: number,
): Promise<View | { refused: string }> {
  const run = await loadRun(way.db.prisma, number);
  if (!run) return { refused: 'That reconciliation is not known here any more.' };
  // And what runs found since: those of a night post no message of their own.
  const some = { skip: page * PER_PAGE, take: PER_PAGE, andLater: true };
  const { listed, count } = await listedOf(way.db.prisma, run, some);
  const pages = Math.max(1, Math.ceil(count / PER_PAGE));
  const outlined = new Map(
    (await outlinedVariances(way.db.prisma, run.project)).map((one) => [one.key, one]),
  );
  const entries = listed.flatMap(({ key, subject }): KnownBlock[] => {
    const lines = [
      headline(subject),
      ...subject.sheet.slice(0, 2).map(rowLine),
      ...subject.ledger.slice(0, 2).map(postingLine),
    ];
    const block = section(cut(lines.join('\n'), 900));
    const { state, hasCard } = outlined.get(key) ?? { state: 'undecided', hasCard: false };
    if (state === 'decided') return [block, small('It is decided.')];
    if (state === 'settled')
      return [block, small('It is settled; the next reconciliation asks if anything is left.')];
    if (hasCard) return [block, small('Its card is in the channel.')];
    return [{ ...block, accessory: button(ACTIONS.openVariance, 'Open', `${number}:${key}`) }];
  });
  const turn = [
    ...(page > 0 ? [button(ACTIONS.allVariances, 'Back', `${number}:${page - 1}`)] : []),
    ...(page < pages - 1 ? [button(ACTIONS.allVariances, 'Next', `${number}:${page + 1}`)] : []),
  ];
  // Two buttons of one name in one block: Slack wants names of their own.
  const named = turn.map((one, index) => ({
    ...one,
    action_id: index === 0 ? one.action_id : ACTIONS.allVariancesNext,
  }));
  return {
    type: 'modal',
    callback_id: VIEWS.showAll,
    title: plain(`Reconciliation ${number}`, 24),
    close: plain('Close', 24),
    blocks: [
      section(`${count} to decide, worst first${pages > 1 ? `; page ${page + 1} of ${pages}` : ''}.`),
      ...entries,
      ...(named.length > 0 ? [actions('pages', named)] : []),
    ],
  };
}

/** Posts the card of one that is listed. Twice posts one card. */
export async function openListed(
  way: Way,
  value: string,
): Promise<{ opened: true; number: number } | { refused: string }> {
  const [, number = '', key = ''] = VALUE.exec(value) ?? [];
  const run = number === '' ? null : await loadRun(way.db.prisma, Number(number));
  const found = run && (await variance(way.db.prisma, run.project, key));
  if (!run || !found) return { refused: 'That variance is not known here any more. Run /reconcile again.' };
  const refused = await way.locks.exclusively(`reconcile/${run.project}`, async () => {
    const now = await variance(way.db.prisma, run.project, key);
    if (!now) return null;
    // A list or a digest may have stood there for days.
    if (now.status === 'settled')
      return {
        refused: `Nothing is left to decide: reconciliation ${now.run} found that settled. Nothing was changed.`,
      };
    if (now.status === 'decided') return { refused: 'That is decided already. Nothing was changed.' };
    const seen = await loadRun(way.db.prisma, now.run);
    const subject = { ...now.subject, ...(seen ? { seenAt: seen.startedAt.toISOString() } : {}) };
    // Of the run that found it last: what an earlier one asked may be decided, and this is another question.
    const found = { ...run, number: Math.max(run.number, now.subject.run) };
    return openCard(way, found, { subject, state: 'known', approvalId: now.approvalId });
  });
  return refused ?? { opened: true, number: run.number };
}
