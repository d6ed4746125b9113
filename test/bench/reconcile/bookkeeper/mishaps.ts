import type { LedgerDraft, SheetDraft } from './book.ts';
import { isJanuary, yearBefore } from './calendar.ts';
import type { Cost } from './cost.ts';
import type { Firm } from './firm.ts';
import { entered } from './ledger-hand.ts';
import { accountText, swapDigits, typed } from './sheet-hand.ts';

type Pair = [row: SheetDraft, posting: LedgerDraft];

/** Two digits of one of the two amounts change places; only where a number or an order tells who is meant. */
function transpose(firm: Firm, [row, posting]: Pair): void {
  const told = row.clue.paper !== '' && row.clue.paper === posting.clue.paper;
  if (!told && !(row.po !== '' && row.po === posting.po)) return;
  const wrong = firm.chance.yes(0.7) ? row : posting;
  wrong.cents = Number(swapDigits(firm, String(wrong.cents)));
}

/** What may differ in money between the row and its bill; at most one of it happens. */
function money(firm: Firm, [row, posting]: Pair, cost: Cost): void {
  const { chance, slips } = firm;
  if (row.tax !== posting.tax || cost.invoice === '') return;
  const happened = chance.weighted({
    nothing: 100 - 6 * slips,
    freight: cost.vendor.trade.taxed ? 2.5 * slips : 0,
    discount: 1.5 * slips,
    typo: 1 * slips,
  });
  if (happened === 'freight') posting.cents += chance.int(15, 240) * 100 + chance.int(0, 99);
  if (happened === 'discount')
    posting.cents = Math.round(posting.cents * chance.pick([0.98, 0.98, 0.99, 0.97]));
  if (happened === 'typo') transpose(firm, [row, posting]);
}

const MISC = ['6999 Ask My Accountant', '6999 Uncategorized Expense', '6900 Miscellaneous'];

function coding(firm: Firm, posting: LedgerDraft): void {
  const { chance, slips, profile } = firm;
  if (chance.yes(0.02 * slips)) {
    const misc = chance.pick(MISC);
    posting.account = profile.numberedAccounts ? misc : misc.slice(5);
  } else if (chance.yes(0.01 * slips)) {
    posting.account = accountText(firm, chance.pick(firm.vendors).trade.account, 'full');
  }
  if (posting.project !== '' && chance.yes(0.01 * slips)) posting.project = chance.pick(firm.projects).booked;
}

/** Once from the e-mail and once from the letter: same paper, another day, perhaps another spelling of its number. */
function postedTwice(firm: Firm, posting: LedgerDraft, cost: Cost): void {
  const clerk = firm.chance.pick(firm.clerks);
  const number = posting.number === '' ? '' : entered(firm, clerk, cost.invoice) || posting.number;
  const day = posting.day + firm.chance.int(0, 9);
  if (number === '' || day > firm.last) return;
  const second = { ...posting, number, day, memo: firm.chance.yes(0.5) ? posting.memo : '' };
  firm.book.ledgerAlone.push({ draft: second, cause: 'duplicate', kind: 'posted-twice' });
  firm.book.ledgerTwins.push([posting, second]);
}

/** Two people of one project each type the invoice they were copied on. */
function typedTwice(firm: Firm, row: SheetDraft, cost: Cost): void {
  if (row.clue.paper === '' && row.po === '') return;
  const other = typed(firm, { ...cost, typist: firm.chance.pick(cost.project.typists) });
  const second: SheetDraft = {
    ...other,
    invoice: row.invoice,
    po: row.po,
    cents: row.cents,
    tax: row.tax,
    currency: row.currency,
    day: row.day + firm.chance.int(0, 6),
    clue: row.clue,
    description: row.invoice !== '' || row.po !== '' ? other.description : row.description,
  };
  firm.book.sheetAlone.push({ draft: second, cause: 'duplicate', kind: 'typed-twice' });
  firm.book.sheetTwins.push([row, second]);
}

/** At the month's end, from memory: "about four hundred". Rivals of such a row are looked for once all is written. */
function fromMemory(firm: Firm, [row, posting]: Pair, cost: Cost): void {
  const unequal = row.tax !== posting.tax || row.cents !== posting.cents;
  if (unequal || row.cents < 4000 || cost.typist.dates !== 'month-end' || !firm.chance.yes(0.04 * firm.slips))
    return;
  const step = row.cents < 50_000 ? 1000 : 5000;
  row.cents = Math.round(row.cents / step) * step;
}

/** What goes wrong with one row and its one posting between order and books. */
export function mishaps(firm: Firm, pair: Pair, cost: Cost): void {
  const { chance, slips } = firm;
  const [row, posting] = pair;
  money(firm, pair, cost);
  fromMemory(firm, pair, cost);
  coding(firm, posting);
  // What is not in the books yet is not there twice.
  const there = posting.day >= firm.first && posting.day <= firm.last;
  if (there && chance.yes(0.009 * slips)) postedTwice(firm, posting, cost);
  if (there && chance.yes(0.009 * slips)) typedTwice(firm, row, cost);
  if (isJanuary(row.day) && chance.yes(0.04 * slips)) row.day = yearBefore(row.day);
}
