import type { Desk } from '../desk.ts';
import { nextMonth } from '../firm.ts';
import { posting } from '../ledger-hand.ts';
import type { Fact, InLedger } from '../shapes.ts';
import { sheetRow } from '../sheet-hand.ts';
import { asOneBill, pair, story, type Teller } from './pair.ts';

/** Credits, second thoughts and second entries. */

const credit = (fact: Fact, minor: number, day: number): Fact => ({
  ...fact,
  minor: -minor,
  ordered: day,
  billed: day,
  number: fact.number === '' ? '' : `${fact.number}CR`,
  what: `credit ${fact.what}`,
  channel: fact.channel === 'bill' ? 'credit' : fact.channel,
});

/** A bill and the vendor's credit: a document of its own, or a negative line of the bill. */
function netted(desk: Desk, fact: Fact, off: number): InLedger[] {
  const bill = posting(desk, fact);
  if (desk.random.chance(0.5))
    return [bill, posting(desk, credit(fact, off, fact.billed + desk.random.int(0, 12)))];
  return asOneBill([bill, posting(desk, { ...fact, minor: -off, what: `less credit ${fact.what}` })]);
}

const share = (desk: Desk, minor: number) => Math.round((minor * desk.random.int(5, 35)) / 100);
const cancelling = (kind: string, ledger: InLedger[]) => ({
  kind,
  sheet: [],
  ledger,
  cause: 'reversal' as const,
});

/** The same posting with the other sign, some days on. */
function undone(desk: Desk, made: InLedger, fact: Fact, days: number, memo: string): InLedger {
  const back = posting(desk, { ...fact, minor: -fact.minor, billed: fact.billed + days }, { memo });
  back.row.vendor = made.row.vendor;
  back.row.number = made.row.number;
  back.row.project = made.row.project;
  return back;
}

export const anyBill = (desk: Desk) =>
  desk.buy(desk.random.pick(['studio', 'studio', 'freelancer', 'media']));

export const CORRECTIONS: Readonly<Record<string, Teller>> = {
  credit: (desk) => {
    const fact = anyBill(desk);
    const back = credit(fact, share(desk, fact.minor), fact.billed + desk.random.int(5, 30));
    return story(pair(desk, 'bill', fact), pair(desk, 'credit', back));
  },
  'credit-netted': (desk) => {
    const fact = anyBill(desk);
    const off = share(desk, fact.minor);
    return story({
      kind: 'credit-netted',
      sheet: [sheetRow(desk, { ...fact, minor: fact.minor - off })],
      ledger: netted(desk, fact, off),
    });
  },
  'credit-unknown': (desk) => {
    const fact = anyBill(desk);
    const back = credit(fact, share(desk, fact.minor), fact.billed + desk.random.int(8, 40));
    if (!desk.alone('ledger', fact.party, back.billed)) return story(pair(desk, 'bill', fact));
    return story(pair(desk, 'bill', fact), {
      kind: 'credit-unknown',
      sheet: [],
      ledger: [posting(desk, back)],
      cause: 'missing-in-sheet',
    });
  },
  refund: (desk) => {
    const fact = desk.buy('shop');
    const part = desk.random.chance(0.5) ? fact.minor : share(desk, fact.minor);
    return story(
      pair(desk, 'card', fact),
      pair(desk, 'refund', credit(fact, part, fact.billed + desk.random.int(4, 20))),
    );
  },
  chargeback: (desk) => {
    const fact = desk.buy('shop');
    const made = posting(desk, fact);
    const memo = desk.random.pick(['chargeback', 'REV DISPUTED CHARGE', `${fact.party.feed} REVERSAL`]);
    return story(cancelling('chargeback', [made, undone(desk, made, fact, desk.random.int(10, 40), memo)]));
  },
  disputed: (desk) => {
    const wrong = anyBill(desk);
    const agreed = {
      ...wrong,
      minor: wrong.minor - share(desk, wrong.minor),
      billed: wrong.billed + desk.random.int(3, 12),
    };
    // QuickBooks takes no number twice of a vendor: the second entry has a letter more.
    const again = { ...agreed, number: wrong.number === '' ? '' : `${wrong.number}R` };
    const made = posting(desk, wrong);
    const right = pair(desk, 'disputed', agreed);
    right.ledger = [posting(desk, again)];
    if (desk.random.chance(0.5)) {
      made.row.amount = '0.00';
      made.row.memo = `Voided ${made.row.memo}`.trim();
      return story(right, cancelling('void', [made]));
    }
    const memo = `void ${wrong.number} disputed`;
    const back = undone(desk, made, { ...wrong, channel: 'credit' }, desk.random.int(3, 12), memo);
    return story(right, cancelling('disputed-first', [made, back]));
  },
  accrual: (desk) => {
    const fact = anyBill(desk);
    const guess = Math.max(10_000, Math.round(fact.minor / 10_000) * 10_000);
    const end = nextMonth(fact.ordered) - 1;
    const entry: Fact = { ...fact, minor: guess, billed: end, number: '', orders: [], channel: 'journal' };
    const made = posting(desk, entry, {
      memo: `Accrue ${fact.party.trade} ${fact.what}`,
      number: `JE-${end}`,
    });
    const back = undone(desk, made, entry, 1, `Reverse accrual ${fact.party.trade} ${fact.what}`);
    return story(pair(desk, 'bill', fact), cancelling('accrual', [made, back]));
  },
  reclass: (desk) => {
    const fact = anyBill(desk);
    const other = desk.project();
    if (other === fact.project) return story(pair(desk, 'bill', fact));
    const bill = pair(desk, 'reclass', fact);
    bill.ledger = [posting(desk, { ...fact, project: other })];
    const entry: Fact = {
      ...fact,
      billed: fact.billed + desk.random.int(15, 45),
      orders: [],
      channel: 'journal',
    };
    const number = `RC-${desk.random.int(100, 99_999)}`;
    const memo = `Reclass ${fact.party.trade} ${fact.number}`.trim();
    const out = posting(desk, { ...entry, minor: -fact.minor, project: other }, { number, memo });
    const into = posting(desk, entry, { number, memo });
    into.row.date = out.row.date;
    // The row belongs to the bill, or to the entry that put it right: either reading is a bookkeeper's.
    return {
      tellings: [bill, cancelling('reclass', [out, into])],
      twins: { ledger: [...bill.ledger, into] },
    };
  },
};
