import { describe, expect, test } from 'vitest';
import {
  parseAway,
  parseWhom,
  unknownWhom,
} from '../../src/slack/listeners/commands/countersign/away-words.ts';

const NOW = new Date('2033-03-12T20:00:00Z'); // in Chicago a Saturday, the night before the clock goes forward
const away = (rest: string, now = NOW) => parseAway(rest, now, 'America/Chicago');

describe('/countersign away', () => {
  test.each([
    ['until 2033-03-15', null],
    ['2033-03-15', null],
    ['Until 15 March 2033', null],
    ['until 2033-03-15 delegate @finn', '@finn'],
    ['until 2033-03-15 delegate <@U0FIN|finn>', '<@U0FIN|finn>'],
    ['until 2033-03-15, delegate to Mei-Ling', 'Mei-Ling'],
    ['until 2033-03-15 and delegate: Finn', 'Finn'],
  ])('understands “%s”', (rest, delegate) => {
    expect(away(rest)).toEqual({ until: new Date('2033-03-16T05:00:00Z'), day: '2033-03-15', delegate });
  });

  test('lasts to the end of the day that is named, today included', () => {
    expect(away('until 2033-03-12')).toMatchObject({ until: new Date('2033-03-13T06:00:00Z') });
  });

  test('ends at midnight by the company’s clock on either side of a clock change', () => {
    expect(away('until 2033-03-13')).toMatchObject({ until: new Date('2033-03-14T05:00:00Z') });
    expect(away('until 2033-11-05')).toMatchObject({ until: new Date('2033-11-06T05:00:00Z') });
    expect(away('until 2033-11-06')).toMatchObject({ until: new Date('2033-11-07T06:00:00Z') });
  });

  test.each([
    ['', 'Until when?'],
    ['until', 'Until when?'],
    ['delegate @finn', 'Until when?'],
    ['until delegate @finn', 'Until when?'],
    ['until tomorrow', 'is not a date I understand'],
    ['until 2033-02-30', 'is not a date I understand'],
    ['until 03/04/2033', 'is not a date I understand'],
    ['until 2033-03-11', 'is past: today is 2033-03-12'],
    ['until 2034-03-13', 'is more than a year from now'],
    ['until 2033-03-15 delegate', 'Who decides in your place?'],
  ])('says what is wrong with “%s”, and that nothing was changed', (rest, words) => {
    const answer = away(rest);
    expect(answer).toHaveProperty('problem');
    const { problem } = answer as { problem: string };
    expect(problem).toContain(words);
    expect(problem).toContain('Nothing was changed.');
  });

  test('takes a year from today, and not a day more', () => {
    expect(away('until 2034-03-12')).toMatchObject({ day: '2034-03-12' });
  });

  test('knows the day in the company’s time zone, not in UTC', () => {
    const lateInChicago = new Date('2033-03-13T03:00:00Z');
    expect(away('until 2033-03-12', lateInChicago)).toMatchObject({ day: '2033-03-12' });
  });
});

describe('a delegate’s name', () => {
  const people = [
    { id: 'U0FIN', name: 'Finn Larsen', roles: [] },
    { id: 'U0MEI', name: 'Mei-Ling', roles: [] },
    { id: 'U0AN1', name: 'Ann Alder', roles: [] },
    { id: 'U0AN2', name: 'Ann Birch', roles: [] },
  ];
  test.each([
    ['<@U0FIN|finn>', { id: 'U0FIN' }],
    ['<@U0STRANGER>', { id: 'U0STRANGER' }],
    ['@U0FIN', { id: 'U0FIN' }],
    ['@finn', { id: 'U0FIN' }],
    ['FINN LARSEN', { id: 'U0FIN' }],
    ['mei-ling', { id: 'U0MEI' }],
    ['Ann Birch', { id: 'U0AN2' }],
    ['@mei', { handle: 'mei' }],
  ])('“%s” is understood', (typed, whom) => {
    expect(parseWhom(typed, people)).toEqual(whom);
  });

  test('of two people is asked back for', () => {
    expect(parseWhom('@ann', people)).toEqual({ problem: expect.stringContaining('U0AN1 or U0AN2') });
  });

  test('of nobody gets the nearest', () => {
    expect(unknownWhom('mei ling', people)).toContain('Did you mean Mei-Ling');
  });
});
