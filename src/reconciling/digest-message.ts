import type { KnownBlock } from '@slack/types';
import { Temporal } from 'temporal-polyfill';
import { counted, listed as listedWords } from '../proposals/say.ts';
import type { Card } from '../slack/blocks/card.ts';
import { byteLength, MESSAGE_BYTES, plain, small } from '../slack/blocks/parts.ts';
import { cut, foreign } from '../slack/blocks/text.ts';
import type { ProjectNews } from './digest-facts.ts';
import { projectBlocks } from './digest-project.ts';

/** A channel's digest: all of its projects in one message. Foreign text stands where nothing in it takes effect. */

export interface Digest {
  /** The company's date, ISO. */
  date: string;
  timezone: string;
  news: readonly ProjectNews[];
  reportUrl(run: number): string | null;
}

/** Slack takes 50 blocks in a message. */
const MOST_BLOCKS = 48;

/** As much as fits into a message: with many projects fewer of each kind, and each kind's count all the same. */
export function digestMessage(digest: Digest): Card {
  const title = `Daily digest, ${dayWords(digest.date)}`;
  const header: KnownBlock = { type: 'header', text: plain(title, 150) };
  const text = cut(foreign(`${title}: ${summaryWords(digest.news)}`), 3_000);
  for (const most of [5, 3, 1, 0]) {
    const blocks = [header, ...digest.news.flatMap((one, index) => projectBlocks(one, digest, most, index))];
    if (fits(blocks)) return { text, blocks };
  }
  const kept: KnownBlock[] = [header];
  let left = digest.news.length;
  for (const [index, one] of digest.news.entries()) {
    const next = projectBlocks(one, digest, 0, index);
    if (!fits([...kept, ...next, small('and more')])) break;
    kept.push(...next);
    left -= 1;
  }
  return {
    text,
    blocks: [...kept, small(`and ${counted(left, 'more project')}: each has its own /reconcile`)],
  };
}

const fits = (blocks: readonly KnownBlock[]) =>
  blocks.length <= MOST_BLOCKS && byteLength(blocks) <= MESSAGE_BYTES;

function dayWords(date: string): string {
  return Temporal.PlainDate.from(date).toLocaleString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
}

function summaryWords(news: readonly ProjectNews[]): string {
  const sum = (of: (one: ProjectNews) => number) => news.reduce((total, one) => total + of(one), 0);
  const parts: [number, string][] = [
    [sum(({ counts }) => counts.fresh), 'new variance'],
    [sum(({ counts }) => counts.changed), 'changed variance'],
    [sum(({ counts }) => counts.settled + counts.decided), 'settled variance'],
    [sum(({ waiting }) => waiting.count), 'approval waiting'],
    [sum(({ checks }) => checks.length), 'finding worth a look'],
    [sum(({ budgets }) => budgets.length), 'budget in danger'],
    [sum(({ overdue }) => overdue.length), 'overdue invoice'],
  ];
  const said = parts.filter(([count]) => count > 0).map(([count, noun]) => severalOf(count, noun));
  if (said.length > 0) return listedWords(said);
  const listed = sum((one) => one.listed?.count ?? 0);
  if (listed > 0) return `${counted(listed, 'variance')} without a card yet`;
  return news.flatMap(({ notes }) => notes)[0] ?? 'nothing new';
}

/** "3 approvals waiting", "1 finding worth a look". */
function severalOf(count: number, noun: string): string {
  const [first = '', ...rest] = noun.split(' ');
  const head = ['approval', 'finding', 'budget'].includes(first) ? counted(count, first) : null;
  return head === null ? counted(count, noun) : [head, ...rest].join(' ');
}
