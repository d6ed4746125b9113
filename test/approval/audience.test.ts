import { describe, expect, test } from 'vitest';
import { audience, type Invited } from '../../src/approval/audience.ts';

const UNTIL = new Date('2033-04-02T05:00:00Z');
const invited = (more: Partial<Invited>): Invited => ({
  able: ['FIN', 'MEI'],
  own: new Set(['FIN', 'MEI']),
  standsFor: new Map(),
  blind: new Set(),
  away: [],
  out: new Map(),
  ...more,
});
const plain = (who: string) => ({ who, own: true, for: [], seesIt: true });

describe('a reminder', () => {
  test('goes to everybody who could still approve', () => {
    expect(audience(invited({}))).toEqual({ tell: [plain('FIN'), plain('MEI')], absent: [] });
  });

  test('spares who is away, and goes to their delegate, told for whom', () => {
    const heard = audience(
      invited({
        able: ['FIN', 'MEI', 'TOM'],
        standsFor: new Map([['TOM', ['MEI']]]),
        away: [{ person: 'MEI', until: UNTIL, delegate: 'TOM' }],
      }),
    );
    expect(heard.tell).toEqual([plain('FIN'), { who: 'TOM', own: false, for: ['MEI'], seesIt: true }]);
    expect(heard.absent).toEqual([{ who: 'MEI', until: UNTIL, status: null, delegate: 'TOM' }]);
  });

  test('goes once to a delegate who may themselves as well', () => {
    const heard = audience(
      invited({
        standsFor: new Map([['FIN', ['MEI']]]),
        away: [{ person: 'MEI', until: UNTIL, delegate: 'FIN' }],
      }),
    );
    expect(heard.tell).toEqual([{ who: 'FIN', own: true, for: ['MEI'], seesIt: true }]);
  });

  test('names nobody as told instead where the delegate is away too', () => {
    const away = [
      { person: 'MEI', until: UNTIL, delegate: 'FIN' },
      { person: 'FIN', until: UNTIL, delegate: null },
    ];
    const heard = audience(invited({ standsFor: new Map([['FIN', ['MEI']]]), away }));
    expect(heard.tell).toEqual([]);
    expect(heard.absent.map(({ who, delegate }) => [who, delegate])).toEqual([
      ['FIN', null],
      ['MEI', null],
    ]);
  });

  test('spares who is out by their Slack status, and says which', () => {
    const heard = audience(invited({ out: new Map([['MEI', ':palm_tree: until Monday']]) }));
    expect(heard.tell).toEqual([plain('FIN')]);
    expect(heard.absent).toEqual([
      { who: 'MEI', until: null, status: ':palm_tree: until Monday', delegate: null },
    ]);
  });

  test('names the absent one although they could not approve any more themselves', () => {
    const heard = audience(
      invited({
        able: ['TOM'],
        own: new Set(),
        standsFor: new Map([['TOM', ['MEI']]]),
        blind: new Set(['TOM']),
        away: [{ person: 'MEI', until: UNTIL, delegate: 'TOM' }],
      }),
    );
    expect(heard.tell).toEqual([{ who: 'TOM', own: false, for: ['MEI'], seesIt: false }]);
    expect(heard.absent[0]?.who).toBe('MEI');
  });
});
