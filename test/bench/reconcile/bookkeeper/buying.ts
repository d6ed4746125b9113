import { amountText } from './amount-text.ts';
import type { LedgerDraft } from './book.ts';
import { iso } from './calendar.ts';
import { type Cost, priceOf, purchase, someday, taxOn } from './cost.ts';
import type { Firm, Project } from './firm.ts';
import { bankLine, fed, posted } from './ledger-hand.ts';
import { mishaps } from './mishaps.ts';
import { settle } from './settle.ts';
import { accountText, typed } from './sheet-hand.ts';
import { tradesOf } from './trades.ts';

/** One row, one bill. */
export function bill(firm: Firm): void {
  const cost = purchase(firm, false);
  const [row, posting] = [typed(firm, cost), posted(firm, cost)];
  mishaps(firm, [row, posting], cost);
  settle(firm, 'bill', [row], [posting]);
}

/** One invoice whose lines are typed and posted one by one: they share everything but the amount. */
export function lines(firm: Firm): void {
  const { chance } = firm;
  const first = purchase(firm, false);
  for (let line = chance.int(2, firm.hard ? 7 : 4); line > 0; line--) {
    const net = priceOf(firm, first.vendor);
    const cost: Cost = {
      ...first,
      net,
      tax: taxOn(firm, first.vendor, net),
      what: chance.pick(first.vendor.trade.things),
    };
    settle(firm, 'invoice-line', [typed(firm, cost)], [posted(firm, cost)]);
  }
}

/** Cents in `parts` shares, none empty, to the last cent; shares are round where a person chose them. */
export function shares(firm: Firm, cents: number, parts: number): number[] {
  const { chance } = firm;
  if (parts < 2) return [cents];
  const weights = Array.from({ length: parts }, () => chance.int(2, 9));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const grain = cents > 200_000 && chance.yes(0.4) ? 10_000 : 1;
  const most = weights
    .slice(1)
    .map((weight) => Math.max(grain, Math.round((cents * weight) / whole / grain) * grain));
  const rest = cents - most.reduce((sum, share) => sum + share, 0);
  return rest > 0 ? [rest, ...most] : shares(firm, cents, parts);
}

const TASKS = [
  'phase 1',
  'phase 2',
  'kitchen',
  'bath',
  'exterior',
  'design',
  'build',
  'QA',
  'launch',
  'admin',
  'closeout',
];

/** The budget has a line per task, the vendor sends one bill. */
export function tasks(firm: Firm): void {
  const { chance, profile } = firm;
  const cost = purchase(firm, profile.feedOnly, profile.feedOnly ? {} : { po: '' });
  const posting = profile.feedOnly ? fed(firm, cost) : posted(firm, cost);
  const tax = cost.typist.grossPrices ? cost.tax : 0;
  const amounts = shares(firm, cost.net + tax, chance.int(2, firm.hard ? 5 : 4));
  const pattern = typed(firm, cost);
  const rows = amounts.map((cents, index) => ({
    ...pattern,
    description: `${pattern.description} - ${TASKS[(index + cost.net) % TASKS.length]}`,
    cents,
    tax: index === 0 ? tax : 0,
  }));
  settle(firm, 'by-task', rows, [posting]);
}

/** One row for the whole invoice; the bookkeeper splits it over accounts. */
export function accounts(firm: Firm): void {
  const { chance, profile } = firm;
  const cost = purchase(firm, profile.feedOnly);
  const row = typed(firm, cost);
  const pattern = profile.feedOnly ? fed(firm, cost) : posted(firm, cost);
  const postings = shares(firm, pattern.cents, chance.int(2, 3)).map((cents, index): LedgerDraft => {
    const trade = index === 0 ? cost.vendor.trade : chance.pick(tradesOf(profile.trades));
    const account = accountText(firm, trade.account, 'full');
    const memo = profile.feedOnly ? pattern.memo : chance.pick(trade.things);
    return { ...pattern, cents, tax: index === 0 ? pattern.tax : 0, account, memo };
  });
  settle(firm, 'by-account', [row], postings);
}

const TIPPED = new Set(['meals']);

/** A card purchase; where there is no bill at all, a check now and then, of which the bank knows the number only. */
export function card(firm: Firm): void {
  const { chance, profile, slips } = firm;
  const cost = purchase(firm, true, {});
  const row = typed(firm, cost);
  const posting = fed(firm, cost);
  const byCheck = profile.feedOnly && cost.vendor.trade.key === 'crew' && chance.yes(0.5);
  if (byCheck) {
    const number = chance.int(1001, 9899);
    const told = chance.yes(0.5);
    if (told) row.description = `${row.description} ck ${number}`;
    posting.memo = `CHECK ${number}`;
    posting.clue = { vendor: '', paper: `check/${number}` };
    if (told) row.clue = { ...row.clue, paper: `check/${number}` };
  } else if (TIPPED.has(cost.vendor.trade.key) && chance.yes(0.12 * slips)) {
    // The receipt is typed before the tip is written on it.
    posting.cents += Math.round((posting.cents * chance.pick([15, 18, 20, 22])) / 100);
  }
  mishaps(firm, [row, posting], cost);
  settle(firm, byCheck ? 'check' : 'card', [row], [posting]);
}

/** A freelancer abroad bills in her own currency; the sheet has what that should come to. */
function billAbroad(firm: Firm, project: Project, day: number, currency: string, rate: number): void {
  const cost = purchase(firm, false, { project, ordered: day, tax: 0 });
  const theirs = Math.round(cost.net / rate);
  const row = typed(firm, cost, { cents: cost.net, tax: 0 });
  settle(firm, 'bill-abroad', [row], [posted(firm, cost, { cents: theirs, currency, tax: 0 })]);
}

/** Paid in another currency: the card adds its fee, or shows it on a line of its own. */
export function abroad(firm: Firm): void {
  const { chance, profile } = firm;
  const { project, day } = someday(firm);
  const [currency = 'EUR', rate = 1] = chance.pick(Object.entries(profile.abroad));
  if (!profile.feedOnly && !profile.ledgerLacks.includes('currency') && chance.yes(0.25)) {
    billAbroad(firm, project, day, currency, rate * (1 + 0.03 * Math.sin(day / 40)));
    return;
  }
  const cost = purchase(firm, true, { project, ordered: day, tax: 0 });
  // Rates move by the season, the same for everyone on the same day.
  const today = rate * (1 + 0.03 * Math.sin(day / 40));
  const theirs = Math.round(cost.net / today);
  const fee = chance.pick([0, 0, 0.01, 0.03]);
  const apart = fee > 0 && chance.yes(0.4);
  const cents = Math.round(theirs * today * (apart ? 1 : 1 + fee));
  const posting = fed(firm, cost, { cents });
  const column = !profile.sheetLacks.includes('currency');
  const row = typed(firm, { ...cost, net: theirs, tax: 0 }, column ? { cents: theirs, currency } : {});
  if (!column) {
    // No column for it: the person looks the rate up and types what it should come to.
    row.cents = Math.round((theirs * rate) / 100) * 100;
    row.description = `${row.description} (${currency} ${amountText(theirs)})`;
  } else if (chance.yes(0.5)) {
    row.description = `${row.description} ${currency}`;
  }
  settle(firm, 'abroad', [row], [posting]);
  if (!apart) return;
  const memo = `FOREIGN TRANSACTION FEE ${iso(cost.invoiced)} ${bankLine(firm, cost.vendor.bank, day).slice(0, 10)}`;
  const charge = fed(firm, cost, {
    cents: Math.max(1, Math.round(cents * fee)),
    memo,
    account: '6800 Bank Charges',
  });
  charge.clue = { vendor: 'bank', paper: '' };
  firm.book.ledgerAlone.push({ draft: charge, cause: 'missing-in-sheet', kind: 'foreign-fee' });
}
