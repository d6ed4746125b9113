import { belong } from './book.ts';
import { type Happening, order } from './buying.ts';
import { monthEnd, working } from './calendar.ts';
import { post } from './clerk.ts';
import { type Deed, withTax } from './deed.ts';
import { enter } from './typist.ts';

/** Where orders and bills are not one to one. */

/** Cuts an amount into parts of at least one minor unit each. */
export function cut(minor: number, shares: readonly number[]): number[] {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const parts = shares.map((share) => Math.max(1, Math.round((minor * share) / whole)));
  const rest = minor - parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part, i) => (i === parts.length - 1 ? part + rest : part));
}

/** One order delivered and billed in parts; the rest of some is never delivered. */
export const inParts: Happening = (firm, book, day) => {
  const { random, noise } = firm;
  const deed = order(firm, day, { least: 60_000 });
  const beforeTax = deed.project.typist.beforeTax && deed.vendor.taxRate > 0;
  const gross = withTax(deed.vendor, deed.minor);
  const parts = cut(
    gross,
    Array.from(
      {
        length: random.weighted([
          [2, 6],
          [3, 3],
          [4, 1],
        ]),
      },
      () => random.int(1, 6),
    ),
  );
  let at = deed.billed;
  const bills = parts.map((minor, i) => {
    const billed = working(at);
    at += random.int(4, 24);
    return { deed: { ...deed, billed, number: i === 0 ? deed.number : deed.vendor.nextNumber() }, minor };
  });
  // Tax and a part that never came are not told from one difference: nobody is asked to.
  const short = !beforeTax && random.chance(noise.exception / 2);
  const came = short ? bills.slice(0, -1) : bills;
  const numbers = came.map((one) => one.deed.number);
  const number = random.weighted([
    [numbers[0] ?? '', 5],
    [numbers.join(' / '), 2],
    ['', 4],
  ] as const);
  const row = enter(firm, deed, { minor: beforeTax ? deed.minor : gross, number });
  belong(
    book,
    short ? 'parts-short' : 'parts',
    [row],
    came.map((one) => post(firm, one.deed, { minor: one.minor })),
    beforeTax ? 'tax' : 'amount',
  );
};

/** Half now, the rest when it is done. */
export const deposit: Happening = (firm, book, day) => {
  const { random } = firm;
  const deed = order(firm, day, { least: 150_000 });
  const gross = withTax(deed.vendor, deed.minor);
  const [first = 0, rest = 0] = cut(
    gross,
    random.pick([
      [50, 50],
      [50, 50],
      [30, 70],
      [25, 75],
      [40, 60],
    ]),
  );
  const early = { ...deed, billed: working(day + random.int(1, 6)) };
  const final = { ...deed, billed: deed.billed + random.int(20, 60), number: deed.vendor.nextNumber() };
  const memo = (word: string, one: Deed) => (random.chance(0.6) ? { memo: `${word} ${one.words}` } : {});
  const postings = [
    post(firm, early, { minor: first, ...memo('deposit', early) }),
    post(firm, final, { minor: rest, ...memo('final', final) }),
  ] as const;
  if (random.chance(0.55)) {
    belong(
      book,
      'deposit',
      [enter(firm, deed, { minor: gross, number: random.chance(0.5) ? final.number : '' })],
      postings,
    );
    return;
  }
  const rows = [
    enter(firm, early, { minor: first, words: `deposit ${deed.words}`, day: early.billed }),
    enter(firm, final, { minor: rest, words: `balance ${deed.words}`, day: final.billed - random.int(0, 6) }),
  ] as const;
  rows.forEach((row, i) => {
    const posting = postings[i];
    if (posting) belong(book, 'deposit-row', [row], [posting]);
  });
};

/** Several orders of a month on one bill, of one project or of several of the same person's. */
export const statement: Happening = (firm, book, day) => {
  const { random, projects } = firm;
  const first = order(firm, day);
  const mine = projects.filter((project) => project.typist === first.project.typist);
  const across = random.chance(0.25);
  const billed = monthEnd(day + 10);
  const deeds = [first];
  for (
    let i = random.weighted([
      [1, 5],
      [2, 4],
      [3, 2],
      [4, 1],
    ]);
    i > 0;
    i--
  ) {
    const project = across ? random.pick(mine) : first.project;
    deeds.push(order(firm, Math.min(billed - 9, day + random.int(0, 12)), { vendor: first.vendor, project }));
  }
  const knows = random.chance(0.6);
  const rows = deeds.map((deed) =>
    enter(firm, { ...deed, number: knows ? first.number : '' }, { minor: withTax(deed.vendor, deed.minor) }),
  );
  const minor = rows.reduce((sum, row) => sum + row.minor, 0);
  const pos = deeds.map((deed) => deed.po).filter((po) => po !== '');
  const po = random.weighted([
    [pos.join(', '), 3],
    [pos[0] ?? '', 3],
    ['', 3],
  ] as const);
  belong(book, 'statement', rows, [
    post(firm, { ...first, po, billed, words: `${first.words} etc` }, { minor }),
  ]);
};
