import type { SaidApart } from '../evidence/taught.ts';
import type { Settled } from '../links.ts';
import { fitsRate, type Rate } from '../rates/rates.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { openBy } from '../reading/open.ts';
import { mayBeTakenIn, takeIn } from './taking-in.ts';

/** What is booked apart from its bill is booked with it, or when the month is closed. */
const DAYS = 45;

/**
 * A row and a posting that belong together and differ, and one left over of the same vendor and project, near in time,
 * whose amount is the difference to the cent: retainage booked apart, a fee on a line of its own. It is part of the
 * match. Where two would do, neither is taken.
 */
export function takeRemainders(
  keys: Keys,
  rates: readonly Rate[],
  cluster: Int32Array,
  settled: Settled,
  saidApart: SaidApart,
): void {
  const taxes = rates.filter(({ isTax }) => isTax);
  const open = {
    sheet: openBy(keys.sheet, settled.sheet, (row) => keys.sheet.amount[row] as number),
    ledger: openBy(keys.ledger, settled.ledger, (row) => keys.ledger.amount[row] as number),
  };
  for (const link of settled.links) {
    if (link.stage === 'taught' || link.sheet.length !== 1 || link.ledger.length !== 1) continue;
    const row = link.sheet[0] as number;
    const posting = link.ledger[0] as number;
    if (keys.sheet.currency[row] !== keys.ledger.currency[posting]) continue;
    const whole = keys.sheet.amount[row] as number;
    const booked = keys.ledger.amount[posting] as number;
    // A part has its whole's sign and is less than it.
    if (whole * booked <= 0 || whole === booked) continue;
    // A tax that these lists know needs nothing beside it.
    if (taxes.some((tax) => fitsRate(tax, whole, booked))) continue;
    const side = Math.abs(whole) > Math.abs(booked) ? 'ledger' : 'sheet';
    const rest = side === 'ledger' ? whole - booked : booked - whole;
    const beside = side === 'ledger' ? posting : row;
    const of = keys[side];
    const fitting = (open[side].get(rest) ?? []).filter(
      (other) =>
        mayBeTakenIn(keys, settled, saidApart, link, side, other) &&
        isOfOneVendor(of, cluster, beside, other) &&
        isOfOneProject(of, beside, other) &&
        !isNumberedOtherwise(keys, row, posting, of.number[other] as number) &&
        Math.abs((of.day[other] as number) - (of.day[beside] as number)) <= DAYS,
    );
    if (fitting.length === 1) takeIn(settled, link, side, fitting);
  }
}

function isOfOneVendor({ party }: Keyed, cluster: Int32Array, a: number, b: number): boolean {
  const vendor = cluster[party[a] as number] as number;
  return vendor !== 0 && vendor === cluster[party[b] as number];
}

function isOfOneProject({ project }: Keyed, a: number, b: number): boolean {
  return project[a] === 0 || project[b] === 0 || project[a] === project[b];
}

/** Where row and posting have one number, what has another is a paper of its own. */
function isNumberedOtherwise({ sheet, ledger }: Keys, row: number, posting: number, number: number): boolean {
  const own = sheet.number[row] as number;
  return own !== 0 && own === ledger.number[posting] && number !== 0 && number !== own;
}
