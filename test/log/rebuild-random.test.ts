import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { StoredMessage } from '../../src/sandbox/slack/types.ts';
import { luckOf } from '../support/chance.ts';
import {
  addReadyRow,
  approve,
  atRest,
  CHANNEL,
  type Code,
  click,
  edit,
  reject,
} from '../support/deciding.ts';
import { chosen, write } from '../support/talk.ts';
import { buttonsOf, startWorld, type World } from '../support/world.ts';
import { expectSame } from './rebuilding.ts';

const SEED = Number(process.env.REBUILD_SEED ?? Math.floor(Math.random() * 2 ** 31));
const TURNS = 60;
const HOUR_MS = 3_600_000;

describe('whatever people do, in whatever order', () => {
  let world: World;
  let later = 0;
  const luck = luckOf(SEED);
  beforeAll(async () => {
    const now = () => new Date(Date.now() + later);
    const overrides = { backoffMs: [30], timeoutMs: 2_000, now, sweepMs: 100, watchEveryMs: 200 };
    world = await startWorld({ overrides });
  });
  afterAll(() => world.end());

  const codes = Object.keys(CHANNEL) as [Code, ...Code[]];
  const people = ['U0PAM', 'U0RAJ', 'U0FIN', 'U0MEI'] as const;
  const anyone = () => luck.one(people);
  const say = (user: string, text: string) => world.slack.command({ user, channel: 'C0ACME', text });
  const day = (days: number) =>
    new Date(world.now().getTime() + days * 24 * HOUR_MS).toISOString().slice(0, 10);

  /** One of the newest cards, as it stands. */
  const anyCard = (): StoredMessage | null => {
    const cards = codes.flatMap((code) =>
      world.slack
        .messages(CHANNEL[code])
        .filter(({ botId, blocks }) => botId !== undefined && blocks.length > 2),
    );
    const shown = cards.filter((one) => buttonsOf(one).length > 0).slice(-5);
    return shown.length === 0 ? null : structuredClone(shown[luck.below(shown.length)] ?? null);
  };
  /** A form that is not there, or says no, changes nothing. */
  const tried = (work: Promise<unknown>) => work.catch(() => {});

  const turns: readonly [string, () => Promise<unknown>][] = [
    ['drafts', async () => draft(luck.one(codes))],
    ['drafts', async () => draft('ACME-WEB')],
    ['approves', async () => onCard((card) => approve(world, anyone(), card), 'Approve')],
    ['approves', async () => onCard((card) => approve(world, luck.one(['U0FIN', 'U0MEI']), card), 'Approve')],
    ['approves', async () => onCard((card) => approve(world, luck.one(['U0FIN', 'U0MEI']), card), 'Approve')],
    ['edits', async () => onCard((card) => edit(world, 'U0FIN', card, labels()), 'Edit')],
    ['rejects', async () => onCard((card) => reject(world, 'U0MEI', card, 'not this month'), 'Reject')],
    ['undoes', async () => onCard((card) => click(world, 'U0FIN', card, 'undo'), 'Undo')],
    ['asks', async () => onCard((card) => question(card), 'Approve')],
    ['answers', async () => onCard((card) => write(world, anyone(), card, 'because it rained'), 'Approve')],
    ['changes approvers', async () => onCard((card) => approvers(card), 'Approve')],
    [
      'away',
      async () =>
        say(anyone(), `/countersign away until ${day(1 + luck.below(9))} delegate <@${anyone()}|x>`),
    ],
    ['back', async () => say(anyone(), '/countersign back')],
    ['stops', async () => say('U0FIN', `/countersign stop ${luck.one(['', 'ACME-WEB'])} because of a doubt`)],
    ['resumes', async () => say('U0MEI', '/countersign resume because it is settled')],
    ['resumes', async () => say('U0MEI', '/countersign resume ACME-WEB because it is settled')],
    ['waits', async () => pass(luck.below(12))],
    ['waits long', async () => pass(luck.below(4) * 24)],
    ['changes a row', async () => changeRow()],
    ['changes the books', async () => changeBooks()],
    [
      'is refused',
      async () => void world.quickbooks.faults.set({ kind: 'status-500', match: /invoice/, times: 2 }),
    ],
    ['restarts', async () => world.restart()],
  ];
  const labels = () => ({ 'Line 1 quantity': String(1 + luck.below(8)) });

  function pass(hours: number): void {
    later += hours * HOUR_MS;
  }
  async function onCard(work: (card: StoredMessage) => Promise<unknown>, button: string): Promise<void> {
    const card = anyCard();
    if (card && buttonsOf(card).includes(button)) await tried(work(card));
    for (const user of people)
      if (world.slack.openViews(user).length > 0) await world.slack.closeView({ user });
  }
  async function draft(code: Code): Promise<void> {
    if (code === 'ACME-WEB') addReadyRow(world, `Row of turn ${later}`);
    await world.slack.command({ user: anyone(), channel: CHANNEL[code], text: `/invoice-draft ${code}` });
  }
  async function question(card: StoredMessage): Promise<void> {
    await chosen(world, 'U0FIN', card, 'Ask a question');
    await world.slack.submitView({ user: 'U0FIN', labels: { Question: 'Why so few hours?' } });
  }
  async function approvers(card: StoredMessage): Promise<void> {
    await chosen(world, 'U0MEI', card, 'Change who approves');
    const change: Record<string, string> = luck.flip()
      ? { Add: 'U0AIS' }
      : { 'Take off': luck.one(['U0RAJ', 'U0FIN']) };
    await world.slack.submitView({ user: 'U0MEI', labels: { ...change, Reason: 'she knows it' } });
  }
  async function changeRow(): Promise<void> {
    const [claim] = await world.db.prisma.rowClaim.findMany({ take: 1, skip: luck.below(4) });
    if (claim)
      world.smartsheet.edit(Number(claim.sheetId), Number(claim.rowId), { Hours: 1 + luck.below(9) });
  }
  async function changeBooks(): Promise<void> {
    const posted = await world.db.prisma.approval.findFirst({ where: { status: 'done' } });
    const { id } = (posted?.posting ?? {}) as { id?: string };
    if (id) world.quickbooks.edit('Invoice', id, { DueDate: day(luck.below(90)) });
  }

  test(`the log alone tells every field of every approval (seed ${SEED})`, async () => {
    const done: string[] = [];
    // Whatever the luck, there is something to be told of.
    for (const code of codes) await draft(code);
    for (let turn = 0; turn < TURNS; turn += 1) {
      const [name, work] = luck.one(turns as [(typeof turns)[number], ...typeof turns]);
      done.push(name);
      await work();
      if (turn % 6 !== 5) continue;
      world.quickbooks.faults.clear();
      if (luck.flip(0.4))
        for (const scope of ['', 'ACME-WEB'])
          await say('U0FIN', `/countersign resume ${scope} because it is over`);
      await atRest(world);
      // A look for later changes may be under way: rows and log have to be read at one moment.
      const looks = () => expectSame(world).then(() => {});
      await vi.waitFor(looks, { timeout: 15_000, interval: 200 }).catch((error: unknown) => {
        throw new Error(`after ${done.join(', ')}: ${detail(error)}`);
      });
    }
    const { approvals } = await expectSame(world);
    expect(approvals.size).toBeGreaterThanOrEqual(codes.length);
  }, 240_000);
});

/** Which fields differ. */
function detail(error: unknown): string {
  return error instanceof Error && 'actual' in error && 'expected' in error
    ? differences(error.actual, error.expected).join('; ')
    : String(error);
}

function differences(told: unknown, row: unknown, path = ''): string[] {
  if (JSON.stringify(told) === JSON.stringify(row)) return [];
  if (!isObject(told) || !isObject(row))
    return [`${path}: ${JSON.stringify(told)} told, ${JSON.stringify(row)} there`];
  const keys = [...new Set([...Object.keys(told), ...Object.keys(row)])];
  return keys.flatMap((key) => differences(told[key], row[key], `${path}/${key}`));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
