import type { Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import { totalOf } from '../reading/total.ts';
import type { Shown } from './shown.ts';

/** A bill is of what came in so many days before it. */
const MOST_DAYS = 62;
const MOST_ROWS = 12;
/** No currency's number. */
const SEVERAL = -2;

/**
 * What a vendor did for a project since its last bill for it, against the bill: where bills come late or rows are missing
 * this is not what was billed, but where it is, all of them say one rate.
 */
export function shownByRuns(keys: Keys, vendorOf: (party: number) => number, open: Open): Shown[] {
  const { sheet, ledger } = keys;
  const isCrossing = crossingVendors(keys, vendorOf, open);
  const rows = new Map<string, number[]>();
  const own = new Set(sheet.currency);
  for (let i = 0; i < sheet.count; i++) {
    const vendor = vendorOf(sheet.party[i] as number);
    if (open.sheet[i] !== -1 || !isCrossing(vendor)) continue;
    const key = `${vendor} ${sheet.project[i]} ${sheet.currency[i]}`;
    const list = rows.get(key);
    if (list) list.push(i);
    else rows.set(key, [i]);
  }
  const shown: Shown[] = [];
  const lastBill = new Map<string, number>();
  for (let j = 0; j < ledger.count; j++) {
    const vendor = vendorOf(ledger.party[j] as number);
    if (open.ledger[j] !== -1 || !isCrossing(vendor) || ledger.amount[j] === 0) continue;
    const [to, day] = [ledger.currency[j] as number, ledger.day[j] as number];
    for (const from of own) {
      const key = `${vendor} ${ledger.project[j]} ${from}`;
      const list = from === to ? undefined : rows.get(key);
      if (list === undefined) continue;
      const since = Math.max(lastBill.get(`${key} ${to}`) ?? 0, day - MOST_DAYS);
      lastBill.set(`${key} ${to}`, day);
      const run = list.filter((i) => (sheet.day[i] as number) > since && (sheet.day[i] as number) <= day);
      if (run.length === 0 || run.length > MOST_ROWS) continue;
      const sum = totalOf(sheet, run);
      const log = Math.log2((ledger.amount[j] as number) / sum);
      const middle = run[run.length >> 1] as number;
      if (Number.isFinite(log)) shown.push({ from, to, day: sheet.day[middle] as number, log, vendor });
    }
  }
  return shown;
}

/** Vendors that have open rows in one currency and open postings in another. */
function crossingVendors(
  { sheet, ledger, parties }: Keys,
  vendorOf: (party: number) => number,
  open: Open,
): (vendor: number) => boolean {
  const ours = new Int32Array(parties.length + 1).fill(-1);
  for (let i = 0; i < sheet.count; i++) {
    const vendor = vendorOf(sheet.party[i] as number);
    if (open.sheet[i] !== -1 || vendor === 0) continue;
    const [before, own] = [ours[vendor] as number, sheet.currency[i] as number];
    ours[vendor] = before === -1 || before === own ? own : SEVERAL;
  }
  const crossing = new Set<number>();
  for (let j = 0; j < ledger.count; j++) {
    const vendor = vendorOf(ledger.party[j] as number);
    if (open.ledger[j] !== -1 || vendor === 0) continue;
    if (ours[vendor] !== -1 && ours[vendor] !== ledger.currency[j]) crossing.add(vendor);
  }
  return (vendor) => crossing.has(vendor);
}
