import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { approve, atRest, drafted, now, told, toldThat } from '../support/deciding.ts';
import { expectSound } from '../support/sound.ts';
import { choose, chosen, entries, replies, write } from '../support/talk.ts';
import { buttonsOf, card, startWorld, textOf, type World } from '../support/world.ts';

describe('a question about a draft', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.end());

  async function ask(user: string, question: string) {
    const shown = await drafted(world);
    await chosen(world, user, shown, 'Ask a question');
    const sent = await world.slack.submitView({ user, labels: { Question: question } });
    return { shown, sent };
  }
  const waitsFor = () => card(world, 'C0ACME', (text) => text.includes('asked* – waiting for <@U0PAM>'));

  test('goes to who asked for the draft, in the thread; the card waits and says so; the next message answers it', async () => {
    const { shown } = await ask('U0FIN', 'Is the second rate right?');
    const asked = await waitsFor();
    expect(textOf(asked)).toContain('Is the second rate right?');
    expect(buttonsOf(asked)).toEqual(['Approve', 'Edit', 'Reject']);
    await world.slack.waitFor(() =>
      replies(world, shown).find((text) => text.includes('second rate right?')),
    );
    expect(replies(world, shown).join()).toContain('<@U0PAM>');

    await write(world, 'U0PAM', shown, 'Yes, it was agreed with &amp; signed by <@U0TOM>');
    const answered = await card(world, 'C0ACME', (text) => text.includes('<@U0PAM> answered'));
    expect(textOf(answered)).not.toContain('waiting for <@U0PAM>');
    await toldThat(world, 'U0FIN', 'Pam answered your question');
    expect(await entries(world, 'question.asked')).toMatchObject([
      { actor: 'U0FIN', data: { text: 'Is the second rate right?', waitsFor: 'U0PAM', version: 1 } },
    ]);
    expect(await entries(world, 'question.answered')).toMatchObject([
      { actor: 'U0PAM', data: { askedBy: 'U0FIN', question: 'Is the second rate right?' } },
    ]);
    await write(world, 'U0PAM', shown, 'And one more thing');
    await atRest(world);
    expect(await entries(world, 'question.answered')).toHaveLength(1);
  });

  test('holds nothing up: the draft may be approved while it is open', async () => {
    await ask('U0FIN', 'Really?');
    const asked = await waitsFor();
    await approve(world, 'U0MEI', asked);
    await expectSound(world, { invoices: 1 });
    expect(textOf(now(world, asked))).not.toContain('waiting for <@U0PAM>');
  });

  test('the asker does not answer it themselves, nor does somebody without a role; another approver may', async () => {
    const { shown } = await ask('U0FIN', 'Why so many hours?');
    await waitsFor();
    await write(world, 'U0FIN', shown, 'I mean the second line');
    await write(world, 'U0TOM', shown, 'I worked a lot');
    await atRest(world);
    expect(await entries(world, 'question.answered')).toEqual([]);
    await write(world, 'U0RAJ', shown, 'There was a workshop');
    await card(world, 'C0ACME', (text) => text.includes('<@U0RAJ> answered'));
  });

  test('is asked by those alone who may approve, and one at a time', async () => {
    const { shown } = await ask('U0FIN', 'First?');
    await waitsFor();
    await choose(world, 'U0TOM', now(world, shown), 'Ask a question');
    await toldThat(world, 'U0TOM', 'To ask is for who may approve');
    await chosen(world, 'U0MEI', now(world, shown), 'Ask a question');
    const second = await world.slack.submitView({ user: 'U0MEI', labels: { Question: 'Second?' } });
    expect(JSON.stringify(second.errors)).toContain('Finn asked already');
    expect(told(world, 'U0MEI')).toEqual([]);
  });

  test('other threads and the channel itself are not listened to', async () => {
    const { shown } = await ask('U0FIN', 'Anyone?');
    await waitsFor();
    const before = await world.db.prisma.delivery.count();
    await world.slack.say({ user: 'U0PAM', channel: shown.channel, text: 'Lunch?' });
    const other = await world.slack.say({ user: 'U0PAM', channel: shown.channel, text: 'A thread' });
    await world.slack.say({ user: 'U0PAM', channel: shown.channel, text: 'approved', threadTs: other.ts });
    await atRest(world);
    expect(await entries(world, 'question.answered')).toEqual([]);
    expect(await world.db.prisma.delivery.count()).toBe(before);
  });
});
