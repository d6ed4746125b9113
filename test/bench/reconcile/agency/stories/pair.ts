import type { Desk } from '../desk.ts';
import { posting } from '../ledger-hand.ts';
import type { Fact, InLedger, Party, Story, Telling } from '../shapes.ts';
import { type Given, sheetRow } from '../sheet-hand.ts';

export type Teller = (desk: Desk) => Story;

/** One row and one posting of one purchase. */
export function pair(
  desk: Desk,
  kind: string,
  fact: Fact,
  told: { sheet?: Given; ledger?: Given & { memo?: string }; why?: 'tax' | 'amount' } = {},
): Telling {
  return {
    kind,
    sheet: [sheetRow(desk, fact, told.sheet)],
    ledger: [posting(desk, fact, told.ledger)],
    ...(told.why ? { why: told.why } : {}),
  };
}

export const story = (...tellings: Telling[]): Story => ({ tellings });

/** The lines of one bill have its number, its vendor and its date: an export repeats them on each. */
export function asOneBill<L extends InLedger[]>(lines: L): L {
  const [first] = lines;
  for (const { row } of lines) {
    row.number = first?.row.number ?? row.number;
    row.vendor = first?.row.vendor ?? row.vendor;
    row.date = first?.row.date ?? row.date;
  }
  return lines;
}

/** Each line of a bill with its own row. */
export function linesOf(desk: Desk, kind: string, facts: readonly Fact[]): Telling[] {
  const tellings = facts.map((one) => pair(desk, kind, one));
  asOneBill(tellings.flatMap((one) => one.ledger));
  return tellings;
}

/** `total` in parts of uneven size, whole dollars but for the last: as people split a bill. */
export function partsOf(desk: Desk, total: number, count: number): number[] {
  const weights = Array.from({ length: count }, () => 0.4 + desk.random.next());
  const sum = weights.reduce((all, one) => all + one, 0);
  const parts = weights.slice(1).map((weight) => Math.round((total * weight) / sum / 100) * 100);
  return [...parts, total - parts.reduce((all, one) => all + one, 0)];
}

/** A party none of whose rows stands alone on the other side by then; null where all do. */
export function loner(desk: Desk, side: 'sheet' | 'ledger', draw: () => Party, day: number): Party | null {
  for (let tries = 0; tries < 40; tries++) {
    const party = draw();
    if (desk.alone(side, party, day)) return party;
  }
  return null;
}
