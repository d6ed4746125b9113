import { describe, expect, test } from 'vitest';
import { outOfOffice } from '../../src/approval/out-of-office.ts';

const NOW = new Date('2033-03-16T15:00:00Z');
const says = (emoji: string, text: string, until: Date | null = null) =>
  outOfOffice({ emoji, text, until }, NOW);

describe('a Slack status', () => {
  test.each([
    [':palm_tree:', ''],
    [':palm_tree:', 'Vacationing'],
    [':airplane:', 'Lisbon'],
    [':face_with_thermometer:', 'Out sick'],
    ['', 'On vacation until Monday'],
    ['', 'Out of office'],
    [':house:', 'OOO'],
    ['', 'on parental leave'],
    ['', 'On holiday'],
  ])('says that they are out: %s %s', (emoji, text) => {
    expect(says(emoji, text)).toBe(`${emoji} ${text}`.trim());
  });

  test.each([
    ['', ''],
    [':house_with_garden:', 'Working remotely'],
    [':spiral_calendar_pad:', 'In a meeting'],
    ['', 'Back from vacation'],
    ['', 'No vacation this year'],
    ['', 'Planning the holiday campaign'],
    [':palm_tree:', 'back again'],
    ['', 'Please leave a message'],
  ])('does not: %s %s', (emoji, text) => {
    expect(says(emoji, text)).toBeNull();
  });

  test('says nothing any more once its time is over', () => {
    expect(says(':palm_tree:', '', new Date('2033-03-16T15:00:00Z'))).toBeNull();
    expect(says(':palm_tree:', '', new Date('2033-03-16T15:00:01Z'))).toBe(':palm_tree:');
  });
});
