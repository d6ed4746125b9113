import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { approve, atRest, drafted, now } from '../support/deciding.ts';
import { chosen, write } from '../support/talk.ts';
import { card, startWorld, type World } from '../support/world.ts';

describe('/countersign log tells all that bore on an approval', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.end());

  const say = async (user: string, text: string) =>
    JSON.stringify((await world.slack.command({ user, channel: 'C0ACME', text })).body);
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

  test('who was away and for whom somebody decided, what was asked, and which stop was already in place', async () => {
    await say('U0MEI', `/countersign away until ${day(20)} delegate <@U0RAJ|raj>`);
    await say('U0PAM', `/countersign away until ${day(3)}`);
    await say('U0PAM', '/countersign back');
    await say('U0FIN', '/countersign stop because of an old doubt');
    await say('U0FIN', '/countersign resume because it was none');
    await say('U0FIN', '/countersign stop CAFE-LOYAL because it is another project');
    await say('U0FIN', '/countersign stop ACME-WEB because of the audit');
    const asked = await drafted(world, 'ACME-WEB');
    await chosen(world, 'U0FIN', asked, 'Ask a question');
    await world.slack.submitView({ user: 'U0FIN', labels: { Question: 'Why so few hours?' } });
    await write(world, 'U0PAM', asked, 'It rained');
    await card(world, 'C0ACME', (text) => text.includes('answered'));
    await say('U0FIN', `/countersign away until ${day(20)} delegate <@U0RAJ|raj>`);
    await approve(world, 'U0RAJ', structuredClone(now(world, asked)));
    await say('U0MEI', '/countersign resume ACME-WEB because they left');
    await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
    await atRest(world);
    const story = await say('U0FIN', '/countersign log 1');
    const parts = [
      'Mei-Ling said that Mei-Ling is away until',
      'Finn stopped ACME-WEB: of the audit',
      'Pam drafted v1',
      'Finn asked: Why so few hours?',
      'Pam answered “Why so few hours?”: It rained',
      'Finn said that Finn is away until',
      'Rajesh approved v1, 1 of 1',
      'Mei-Ling resumed ACME-WEB: they left',
      'finished: everything is carried out',
    ];
    const places = parts.map((words) => story.indexOf(words));
    expect(
      places.every((place) => place >= 0),
      `${places}: ${story}`,
    ).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    // What was over before it began, and what concerns another project, is no part of it.
    for (const words of ['old doubt', 'another project', 'Pam is back']) expect(story).not.toContain(words);

    await say('U0FIN', '/countersign back');
    await say('U0FIN', '/countersign stop because of something later');
    const later = await say('U0FIN', '/countersign log 1');
    expect(later).not.toContain('something later');
    expect(later).not.toContain('Finn is back');
  });
});
