import { describe, expect, test } from 'vitest';
import { foreignFigures } from '../../src/model/figures.ts';
import { say } from '../../src/model/say.ts';

describe('figures', () => {
  test.each([
    ['Design for 7.5 hours', 'design'],
    ['Design at $150', 'design, 150 sketches'],
    ['A discount of 10%', '10 pages'],
    ['3 hours of sketches', '3 sketches'],
    ['3k visits', '3 pages'],
    ['Workshop on 10/03', 'Workshop on 2026-10-03'],
    ['Pages 10', 'Pages 10-12'],
    ['Worked twenty-five hours', 'worked'],
    ['A hundred dollars off', 'nothing off'],
    ['One hour of design', 'design'],
    ['Work of October', 'work'],
    ['Follow-up on Tuesday', 'follow-up'],
    ['Design for ７ days', 'design'],
    ['Design for ٧ days', 'design'],
    ['Design, part ②', 'design'],
    ['Work 1,500.00 more', '1500.50'],
    ['Phase 2', ''],
  ])('“%s” is not covered by “%s”', (text, facts) => {
    expect(foreignFigures(text, facts)).not.toEqual([]);
  });

  test.each([
    ['Design of the homepage', 'homepage'],
    ['Three sketches', '3 sketches'],
    ['3 sketches', 'three sketches'],
    ['Deposit of $1,200', 'deposit $1200.00 paid'],
    ['Deposit of 1,200 USD', 'deposit $1200 paid'],
    ['A 3-hour workshop', 'workshop, 3 hours'],
    ['Up 10 percent', 'up 10%'],
    ['One-on-one coaching, one of many', 'coaching'],
    ['Phase 2 of the site', 'site phase 2'],
    ['Sprint of October 3', 'sprint Oct 3'],
    ['٣ sketches', '3 sketches'],
    ['We may march on', 'march'],
  ])('“%s” is covered by “%s”', (text, facts) => {
    expect(foreignFigures(text, facts)).toEqual([]);
  });
});

describe('what may be said', () => {
  test('clean words are let through, without what cannot be seen', () => {
    expect(say(' Homepage\u200b wire\u2066frames ', 'homepage')).toEqual({ text: 'Homepage wireframes' });
  });

  test.each([
    '',
    '   ',
    '…',
    'x'.repeat(501),
    'See https://evil.example/pay',
    'See www.evil.example',
    'See [here](evil)',
    'Pay at evil.com now',
    'Pay at ｅｖｉｌ.ｃｏｍ now',
    'Mail pay@evil',
    'Hey <!channel>',
    'Hey <@U0FIN>',
    'Hey @here',
    '<a href="x">Pay</a>',
    '<evil|Pay>',
    'data:text/html,hello',
    '\u202eyap ot keew eno',
  ])('%j is not', (text) => {
    expect(say(text, 'homepage')).toHaveProperty('why');
  });

  test('a domain that the row itself names may be named', () => {
    expect(say('Moved acme.com to the new host', 'move Acme.com')).toHaveProperty('text');
  });
});
