import { posting } from '../ledger-hand.ts';
import { sheetRow } from '../sheet-hand.ts';
import { anyBill } from './corrections.ts';
import { pair, story, type Teller } from './pair.ts';

/** What was written twice, or written and taken back. */

export const TWICE: Readonly<Record<string, Teller>> = {
  'sheet-reversed': (desk) => {
    const fact = anyBill(desk);
    const first = sheetRow(desk, fact);
    const day = fact.billed + desk.random.int(1, 25);
    const back = sheetRow(desk, {
      ...fact,
      minor: -fact.minor,
      ordered: day,
      billed: day,
      what: `cancelled ${fact.what}`,
    });
    back.row.vendor = first.row.vendor;
    back.row.amount = first.row.amount.startsWith('-') ? first.row.amount.slice(1) : `-${first.row.amount}`;
    back.row.project = first.row.project;
    return story({ kind: 'sheet-reversed', sheet: [first, back], ledger: [], cause: 'reversal' });
  },
  'duplicate-ledger': (desk) => {
    const fact = anyBill(desk);
    const kept = pair(desk, 'duplicated', fact);
    const byCard = desk.random.chance(0.35);
    const later = fact.billed + desk.random.int(0, 20);
    const second = posting(desk, {
      ...fact,
      billed: later,
      channel: byCard ? 'card' : 'bill',
      number: byCard ? '' : fact.number,
    });
    return {
      tellings: [kept, { kind: 'duplicate-ledger', sheet: [], ledger: [second], cause: 'duplicate' }],
      twins: { ledger: [...kept.ledger, second] },
    };
  },
  'duplicate-sheet': (desk) => {
    const fact = anyBill(desk);
    const kept = pair(desk, 'duplicated', fact);
    const second = sheetRow(desk, { ...fact, billed: fact.billed + desk.random.int(0, 12) });
    return {
      tellings: [kept, { kind: 'duplicate-sheet', sheet: [second], ledger: [], cause: 'duplicate' }],
      twins: { sheet: [...kept.sheet, second] },
    };
  },
};
