import type { KnownBlock } from '@slack/types';
import { approverOf, mayNotRead } from '../../../../approval/may-read.ts';
import { nameOf, type Way } from '../../../../approval/way.ts';
import { nearest } from '../../../../core/nearest.ts';
import { loggedOf } from '../../../../log/of-approval.ts';
import { inTexts, storyOf } from '../../../../log/story.ts';
import { loadApproval } from '../../../../store/approvals.ts';
import { COMPANY } from '../../../../store/database.ts';
import { byteLength, MESSAGE_BYTES, section } from '../../../blocks/parts.ts';
import type { Verb } from './verb.ts';

const USAGE = 'Write /countersign log 123, with the number that stands in small print on the card.';

/** One approval's story from the decision log, for those who may see it. */
export const logVerb: Verb = {
  usage: 'log 123: one approval’s story, from the draft to the books; the number stands on its card',
  async run({ who, channel, rest }, { way }) {
    const found = await findApproval(way, rest);
    const approval = 'problem' in found ? null : await loadApproval(way.db.prisma, found.id);
    const refused = approval
      ? await inTime(mayNotRead(way, approval, who))
      : way.projects.people.some(({ id }) => id === who)
        ? null
        : 'Only people whom projects.yml names may read the decision log.';
    if (refused !== null) return { text: refused };
    if ('problem' in found || !approval)
      return { text: 'problem' in found ? found.problem : 'It is not known here any more.' };
    const { timezone } = way.projects.company;
    const entries = await loggedOf(way.db, { ...found, approvers: approverOf(way, approval) });
    const lines = storyOf(entries, { timezone, nameOf: (id) => nameOf(way, id) });
    const title = `Approval ${found.number} (${found.id}, ${found.project}): ${lines.length} entries in the log.`;
    const [first = [], ...more] = inMessages([title, ...lines]);
    for (const blocks of more.length > 0 ? [first, ...more.slice(0, -1)] : [])
      await way.messenger.tell(channel, who, title, blocks);
    return { text: title, blocks: more.at(-1) ?? first };
  },
};

/** The command must be answered within three seconds. */
const PATIENCE_MS = 2_000;

async function inTime(asking: Promise<string | null>): Promise<string | null> {
  const SLOW = 'Slack did not say in time whether you are in the channel. Try again in a moment.';
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(SLOW), PATIENCE_MS);
  });
  return Promise.race([asking, patience]).finally(() => clearTimeout(timer));
}

interface Found {
  id: string;
  number: number;
  project: string;
}

async function findApproval(way: Way, typed: string): Promise<Found | { problem: string }> {
  const select = { id: true, number: true, project: true };
  const word = typed.replace(/^#|^approval\s+/i, '').trim();
  if (word === '') return { problem: `Which approval? ${USAGE}` };
  const number = /^\d{1,9}$/.test(word) ? Number(word) : null;
  const where = number === null ? { id: word.toLowerCase() } : { number };
  const found = await way.db.prisma.approval.findFirst({ where: { company: COMPANY, ...where }, select });
  if (found) return found;
  const known = await way.db.prisma.approval.findMany({
    where: { company: COMPANY },
    orderBy: { number: 'desc' },
    take: 1_000,
    select,
  });
  if (known.length === 0)
    return { problem: 'There is no approval yet: /invoice-draft makes the first draft.' };
  return { problem: `There is no approval “${word.slice(0, 40)}”. ${near(word, number, known)} ${USAGE}` };
}

function near(word: string, number: number | null, known: readonly Found[]): string {
  const numbers =
    number === null
      ? nearest(
          word,
          known.map(({ id }) => id),
        )
      : known
          .map((one) => one.number)
          .sort((a, b) => Math.abs(a - number) - Math.abs(b - number))
          .slice(0, 3)
          .sort((a, b) => a - b);
  return numbers.length > 0
    ? `The nearest: ${numbers.join(', ')}.`
    : `The newest is ${known[0]?.number ?? 'none'}.`;
}

/** Slack refuses a message of more than some 12,000 bytes or 50 blocks, and a block of more than 3,000 characters. */
function inMessages(lines: readonly string[]): KnownBlock[][] {
  const messages: KnownBlock[][] = [];
  for (const text of inTexts(lines, 2_900)) {
    const block = section(text);
    const last = messages.at(-1);
    if (last && byteLength([...last, block]) <= MESSAGE_BYTES) last.push(block);
    else messages.push([block]);
  }
  return messages.length <= MOST_MESSAGES ? messages : shortened(messages);
}

/** All of them are sent within the three seconds that Slack gives a command. */
const MOST_MESSAGES = 5;

function shortened(messages: readonly KnownBlock[][]): KnownBlock[][] {
  const gap = 'The middle of this story is left out here: npm run log -- export has all of it.';
  return [...messages.slice(0, 2), [section(gap)], ...messages.slice(-2)];
}
