import type { LedgerRow } from '../truth.ts';
import { isoOf, swapped, workday } from './calendar.ts';
import { convert, textOf, vatOn } from './money.ts';
import { rateBy } from './rates.ts';
import type { Bookkeeper, Firm, InLedger, Purchase } from './shapes.ts';
import { accountAs } from './sheet-hand.ts';
import { misread, numberAs, slipped, spelledOut } from './words.ts';

/** How the bookkeeper, or the bank's feed, writes a purchase into QuickBooks. */
export interface LedgerWish {
  net?: number;
  vat?: number;
  basis?: Bookkeeper['basis'];
  /** The posting's currency where it is not the vendor's in QuickBooks. */
  currency?: string;
  day?: number;
  /** The day whose rate counts, where it is not the bill's. */
  rateDay?: number;
  type?: LedgerRow['type'];
  memo?: string;
  number?: string;
  what?: string;
  account?: { number: string; name: string };
}

/** The posting's currency. A card's feed is in the card's money: mostly the firm's own. */
function currencyOf(firm: Firm, { vendor, card }: Purchase): string {
  if (!card) return vendor.booked;
  return firm.random.chance(0.88) ? firm.home : vendor.booked;
}

/** In the posting's currency: by the books' rate, or by the card's with what its bank takes. */
function amountAs(
  firm: Firm,
  purchase: Purchase,
  wish: LedgerWish,
  taxed: boolean,
  currency: string,
): number {
  const { vendor, billed, net, vat, card, project } = purchase;
  const { rate: way, markup } = firm.bookkeeper;
  const before = wish.net ?? net;
  const tax = wish.vat ?? (before === net ? vat : vatOn(before, vendor.vat));
  const minor = before + (taxed ? tax : 0);
  const day = wish.rateDay ?? billed;
  const rate = card
    ? firm.rates.on(vendor.currency, currency, day + 2) * (1 + markup / 100)
    : rateBy(
        firm.rates,
        wish.rateDay === undefined ? way : { from: 'day', digits: 4 },
        vendor.currency,
        currency,
        day,
        project.from,
      );
  return convert(minor, vendor.currency, currency, rate);
}

function dayAs(firm: Firm, { billed, card }: Purchase): number {
  const { random, dial, bookkeeper } = firm;
  if (card) return workday(billed + random.int(0, 3));
  if (random.chance(dial.forgotten)) return workday(billed + random.int(25, 60));
  return bookkeeper.dated === 'billed'
    ? billed
    : workday(billed + Math.max(0, bookkeeper.lag + random.int(-2, 3)));
}

function vendorAs(firm: Firm, { vendor, card }: Purchase): string {
  const { random, dial, bookkeeper } = firm;
  if (card && random.chance(dial.feedNames)) return vendor.feed;
  const written = { name: vendor.name, legal: vendor.legal, plain: spelledOut(vendor.legal) }[
    bookkeeper.vendor
  ];
  return random.chance(dial.vendorSlip / 3) ? slipped(random, written) : written;
}

function memoAs(firm: Firm, purchase: Purchase, wish: LedgerWish, taxed: boolean): string {
  const { random, bookkeeper } = firm;
  if (wish.memo !== undefined) return wish.memo;
  const said = {
    what: wish.what ?? purchase.what,
    number: numberAs(bookkeeper.number, purchase.number, purchase.counter),
    none: '',
  }[bookkeeper.memo];
  const tax = taxed && random.chance(0.2) ? `incl. VAT ${purchase.vendor.vat / 1000}%` : '';
  const order = bookkeeper.order === 'memo' && random.chance(firm.dial.ledgerOrder) ? purchase.order : '';
  return [said, order, tax].filter((part) => part !== '').join(' ');
}

export function inLedger(firm: Firm, purchase: Purchase, wish: LedgerWish = {}): InLedger {
  const { random, dial, bookkeeper } = firm;
  const { vendor, project, card } = purchase;
  const basis = wish.basis ?? (vendor.reclaimed ? bookkeeper.basis : 'gross');
  const taxed = basis === 'gross' && (wish.vat ?? purchase.vat) !== 0;
  const currency = wish.currency ?? currencyOf(firm, purchase);
  const printed = random.chance(dial.numberSlip) ? misread(random, purchase.number) : purchase.number;
  const noted = random.chance(card ? 0.25 : dial.ledgerNumber);
  const date = isoOf(wish.day ?? dayAs(firm, purchase));
  const of = random.chance(dial.wrongProject / 2) ? random.pick(firm.projects) : project;
  const placed = random.chance(dial.ledgerProject);
  const row: LedgerRow = {
    id: '',
    type: wish.type ?? (card ? bookkeeper.cardType : 'Bill'),
    number: wish.number ?? (noted ? numberAs(bookkeeper.number, printed, purchase.counter) : ''),
    vendor: vendorAs(firm, purchase),
    po: bookkeeper.order === 'column' && random.chance(dial.ledgerOrder) ? purchase.order : '',
    date: random.chance(dial.daySwapped / 2) ? swapped(date) : date,
    amount: textOf(amountAs(firm, purchase, wish, taxed, currency), currency),
    currency,
    project: placed ? (bookkeeper.project === 'code' ? of.code : `${of.code} ${of.name}`) : '',
    account: accountAs(
      bookkeeper.account,
      wish.account ??
        (random.chance(dial.wrongAccount / 2)
          ? random.pick(firm.vendors).trade.account
          : vendor.trade.account),
    ),
    class: bookkeeper.classes ? project.department : '',
    memo: memoAs(firm, purchase, wish, taxed),
  };
  return { row, purchase, taxed };
}
