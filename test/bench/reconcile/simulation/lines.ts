import { belong } from './book.ts';
import { type Happening, order } from './buying.ts';
import { clerkOf, post } from './clerk.ts';
import { withTax } from './deed.ts';
import { cut } from './deliveries.ts';
import { enter } from './typist.ts';

/** Orders and bills by their lines. */

/** An order's lines typed one by one, and one bill over all of them. */
export const orderLines: Happening = (firm, book, day) => {
  const { random } = firm;
  const first = order(firm, day);
  const deeds = [first];
  for (let i = random.int(1, 4); i > 0; i--) {
    const line = order(firm, day, { vendor: first.vendor, project: first.project });
    deeds.push({
      ...line,
      po: first.po,
      number: first.number,
      received: first.received,
      ordered: first.ordered,
      billed: first.billed,
    });
  }
  const rows = deeds.map((deed) => enter(firm, deed, { minor: withTax(deed.vendor, deed.minor) }));
  const clerk = clerkOf(firm, first);
  if (clerk.byLine && random.chance(0.6)) {
    // The bill is posted line by line too: each line is its row's.
    rows.forEach((row, i) => {
      const deed = deeds[i];
      if (deed)
        belong(book, 'line-by-line', [row], [post(firm, deed, { minor: row.minor, clerk, punctual: true })]);
    });
    return;
  }
  belong(book, 'order-lines', rows, [
    post(firm, first, { minor: rows.reduce((sum, row) => sum + row.minor, 0), clerk }),
  ]);
};

/** One row, and a bill that the clerk spread over accounts: goods, delivery, labour. */
export const spread: Happening = (firm, book, day) => {
  const { random } = firm;
  const deed = order(firm, day, { least: 20_000 });
  const gross = withTax(deed.vendor, deed.minor);
  const parts = cut(
    gross,
    random.pick([
      [80, 20],
      [90, 10],
      [60, 40],
      [70, 20, 10],
    ]),
  );
  const clerk = clerkOf(firm, deed);
  const others = ['5040 Freight & Delivery', '5020 Subcontractors'];
  const lines = parts.map((minor, i) =>
    post(firm, deed, {
      minor,
      clerk,
      punctual: true,
      ...(i > 0 ? { account: others[i - 1] ?? deed.account } : {}),
    }),
  );
  belong(book, 'spread', [enter(firm, deed, { minor: gross })], lines);
};
