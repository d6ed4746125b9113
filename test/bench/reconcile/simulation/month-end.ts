import { alikeLedger, belong, cancelled, extra, missing, type Posted } from './book.ts';
import { type Happening, order } from './buying.ts';
import { monthEnd, monthName, working } from './calendar.ts';
import { post } from './clerk.ts';
import { buy, type Deed, withTax } from './deed.ts';
import { ACCOUNTS } from './trades.ts';
import { enter } from './typist.ts';

/** What bookkeepers write that nobody on site ever sees. */

/** Received, and not billed by the end of the month: set down as an estimate and taken back on the first. */
export const accrual: Happening = (firm, book, day) => {
  const { random } = firm;
  const deed = order(firm, day, { least: 80_000 });
  const end = monthEnd(deed.received);
  const gross = withTax(deed.vendor, deed.minor);
  const billed = { ...deed, billed: working(end + random.int(3, 18)) };
  const row = enter(firm, deed, { minor: gross, number: billed.billed <= end + 10 ? deed.number : '' });
  const set = random.chance(0.6) ? gross : Math.max(10_000, Math.round(gross / 10_000) * 10_000);
  const memo = random.chance(0.7)
    ? `Accrue ${deed.vendor.name} ${monthName(end)}`
    : `${monthName(end)} accrual`;
  const vendor = random.chance(0.5) ? undefined : '';
  const write = (minor: number, on: number, said: string): Posted => {
    const entry = post(firm, deed, {
      minor,
      day: on,
      number: random.chance(0.5) ? `JE${on % 1000}` : '',
      type: 'JournalEntry',
      memo: said,
      punctual: true,
      ...(vendor === '' ? { vendor } : {}),
    });
    return { ...entry, row: { ...entry.row, po: '' } };
  };
  cancelled(
    book,
    'accrual',
    write(set, end, memo),
    write(-set, end + 1, random.chance(0.5) ? `Reverse ${memo}` : memo),
  );
  belong(book, 'accrued-bill', [row], [post(firm, billed, { minor: gross })]);
};

/** Posted to the wrong place and moved by a journal entry of two lines. */
export const reclass: Happening = (firm, book, day) => {
  const { random, projects } = firm;
  const deed = order(firm, day);
  const gross = withTax(deed.vendor, deed.minor);
  const bill = post(firm, deed, { minor: gross });
  const moved = random.chance(0.6);
  const was = moved ? { project: random.pick(projects).name } : { account: random.pick(ACCOUNTS) };
  bill.row = { ...bill.row, ...was };
  belong(book, 'reclassed', [enter(firm, deed, { minor: gross })], [bill]);
  const on = working(bill.day + random.int(3, 30));
  const number = `JE-${random.int(200, 9000)}`;
  const memo = `Reclass ${deed.vendor.called[0] ?? ''}${moved ? ` to ${deed.project.code}` : ''}`;
  const line = (minor: number, to: Partial<Posted['row']>): Posted => {
    const entry = post(firm, deed, {
      minor,
      day: on,
      number,
      type: 'JournalEntry',
      memo,
      punctual: true,
      vendor: '',
    });
    return { ...entry, row: { ...entry.row, ...to, po: '', number } };
  };
  cancelled(
    book,
    'reclass',
    line(-gross, was),
    line(gross, { project: deed.project.name, account: deed.account }),
  );
};

/** The bank's own charges, and shares of insurance and office that are spread over projects. */
export const overhead: Happening = (firm, book, day) => {
  const { random } = firm;
  const deed: Deed = { ...buy(firm, day, 'card'), account: '6900 Bank Charges', billed: day, number: '' };
  const what = random.weighted([
    ['Wire fee', 3],
    ['Foreign transaction fee', 3],
    ['Service charge', 2],
    ['Card interest', 1],
    ['Overhead allocation', 3],
    ['Workers comp allocation', 2],
  ] as const);
  const isShare = what.endsWith('allocation');
  const minor = isShare ? random.int(20_000, 900_000) : random.pick([1500, 2500, 3500, random.int(80, 4000)]);
  const type = isShare ? 'JournalEntry' : firm.cardType;
  const entry = post(
    firm,
    { ...deed, billed: isShare ? monthEnd(day) : day },
    { minor, type, memo: what.toUpperCase(), vendor: '', punctual: true },
  );
  extra(book, { ...entry, vendor: null }, 'overhead');
};

/** Somebody typed what was only planned, and it was called off. */
export const calledOff: Happening = (firm, book, day) => {
  const deed = order(firm, day);
  missing(
    book,
    enter(firm, deed, { minor: Math.max(10_000, Math.round(deed.minor / 10_000) * 10_000), number: '' }),
    'called-off',
  );
};

/** Entered under the wrong date or number, voided and entered again. */
export const voided: Happening = (firm, book, day) => {
  const { random } = firm;
  const deed = order(firm, day);
  const row = enter(firm, deed, { minor: deed.minor });
  const right = post(firm, deed, { minor: deed.minor });
  belong(book, 'entered-again', [row], [right]);
  const first = { ...deed, billed: right.day - random.int(0, 4) };
  if (random.chance(0.5)) {
    extra(
      book,
      post(firm, first, { minor: 0, memo: `Voided ${deed.words}`, punctual: true }),
      'void',
      'reversal',
    );
    return;
  }
  const wrong = post(firm, first, { minor: deed.minor, punctual: true });
  const type = random.pick(['JournalEntry', 'VendorCredit'] as const);
  const undone = post(firm, first, {
    minor: -deed.minor,
    punctual: true,
    type,
    day: right.day,
    memo: `Reverse ${deed.number}`,
  });
  cancelled(book, 'backed-out', wrong, undone);
  alikeLedger(book, wrong, right);
};
