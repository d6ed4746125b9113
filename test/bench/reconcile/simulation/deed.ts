import { halfMonthEnd, monthEnd, working } from './calendar.ts';
import type { Firm, Project } from './firm.ts';
import type { Trade } from './trades.ts';
import type { Vendor } from './vendors.ts';

/** Something bought: what happened, before anybody wrote of it. */
export interface Deed {
  vendor: Vendor;
  project: Project;
  account: string;
  words: string;
  quantity: number;
  /** Before tax, minor units of the vendor's currency. */
  minor: number;
  ordered: number;
  received: number;
  /** Our order's number; '' where nobody wrote an order. */
  po: string;
  /** The vendor's bill. */
  number: string;
  billed: number;
}

export interface Asked {
  trade?: Trade;
  vendor?: Vendor;
  project?: Project;
  /** Not cheaper than this: nobody draws up a contract over a box of screws. */
  least?: number;
}

/** When the vendor's bill is dated for what was received on a day. */
function billDay(vendor: Vendor, received: number): number {
  if (vendor.batch === 'month') return monthEnd(received);
  return vendor.batch === 'half' ? halfMonthEnd(received) : received + vendor.lag;
}

/** Of goods, most orders and receipts have further lines; the row names the first. */
function more({ random }: Firm, { trade, items }: Vendor): number {
  if (trade.name !== 'supply' && trade.name !== 'shop' && trade.name !== 'venue') return 0;
  let minor = 0;
  for (
    let lines = random.weighted([
      [0, 4],
      [1, 3],
      [2, 2],
      [4, 1],
    ]);
    lines > 0;
    lines--
  ) {
    minor += random.pick(items).minor * Math.max(1, Math.round(trade.most ** random.next()));
  }
  return minor;
}

export function buy(firm: Firm, day: number, pay: 'bill' | 'card', asked: Asked = {}): Deed {
  const { random } = firm;
  const trade = asked.vendor?.trade ?? asked.trade ?? firm.tradeBy(pay);
  const vendor = asked.vendor ?? firm.sellerOf(trade);
  const item = random.pick(vendor.items);
  const quantity = trade.most === 1 ? 1 : Math.max(1, Math.round(trade.most ** random.next()));
  // Labour, fares, meals and fuel have no price list: each is another sum.
  const open = (trade.most === 1 && trade.name !== 'web') || trade.name === 'table';
  const raw = open
    ? item.minor * quantity * (0.35 + random.next() * 1.5)
    : item.minor * quantity + more(firm, vendor);
  const rounded =
    trade.name === 'crew' && random.chance(0.6) ? Math.round(raw / 5000) * 5000 : Math.round(raw);
  const minor = Math.max(100, rounded, asked.least ? asked.least + rounded : 0);
  const received = pay === 'card' ? day : working(day + random.int(0, 9));
  return {
    vendor,
    project: asked.project ?? firm.projectNow(),
    account: trade.account,
    words: item.words,
    quantity,
    minor,
    ordered: day,
    received,
    po: pay === 'bill' && random.chance(0.85) ? firm.nextPo() : '',
    number: '',
    billed: billDay(vendor, received),
  };
}

export const withTax = (vendor: Vendor, minor: number): number =>
  minor + Math.round((minor * vendor.taxRate) / 100_000);
