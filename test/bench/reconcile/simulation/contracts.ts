import { belong, extra } from './book.ts';
import { type Happening, order } from './buying.ts';
import { monthEnd, slashed, working, YEAR_END } from './calendar.ts';
import { post } from './clerk.ts';
import type { Deed } from './deed.ts';
import { cut } from './deliveries.ts';
import { tradeOf } from './trades.ts';
import { enter } from './typist.ts';

/** What goes on for weeks or months under one agreement. */

/** Billed as the work proceeds, a tenth held back until it is accepted. */
export const progress: Happening = (firm, book, day) => {
  const { random } = firm;
  const contract = order(firm, day, { trade: tradeOf('crew'), least: 4_000_000 });
  const held = random.pick([5, 10, 10, 10]);
  const shares = Array.from({ length: random.int(3, 6) }, () => random.int(200, 900));
  let [at, kept, last] = [monthEnd(day), 0, contract];
  cut(contract.minor, shares).forEach((gross, i) => {
    if (at > YEAR_END) return;
    const draw: Deed = {
      ...contract,
      received: at - random.int(1, 5),
      ordered: at - 5,
      billed: at,
      number: contract.vendor.nextNumber(),
      words: `${contract.words} draw ${i + 1}`,
    };
    const back = Math.round((gross * held) / 100);
    const typed = contract.project.typist.draws === 'gross' ? gross : gross - back;
    belong(book, 'draw', [enter(firm, draw, { minor: typed })], [post(firm, draw, { minor: gross - back })]);
    kept += back;
    last = draw;
    at = monthEnd(at + 10);
  });
  // Who typed the draws whole has nothing to type at the release. Were it in the file too, all draws would add up with
  // all bills as well as each with its own, and neither reading would be wrong: it is still held at the year's end.
  if (kept === 0 || contract.project.typist.draws === 'gross' || random.chance(0.2)) return;
  const day2 = last.billed + random.int(20, 50);
  const release: Deed = {
    ...last,
    billed: day2,
    received: day2 - 3,
    ordered: day2 - 3,
    number: contract.vendor.nextNumber(),
    words: `${contract.words} retainage`,
  };
  const posting = post(firm, release, { minor: kept });
  if (day2 - 3 > YEAR_END) extra(book, posting, 'release');
  else belong(book, 'release-row', [enter(firm, release, { minor: kept })], [posting]);
};

/** Timesheets are typed each Friday; the crew's firm bills two weeks at a time. */
export const timesheets: Happening = (firm, book, day) => {
  const { random } = firm;
  const deed = order(firm, day, { trade: tradeOf('crew') });
  const rate = random.int(38, 96) * 100;
  const ending = (at: number) => at + ((5 - new Date(at * 86_400_000).getUTCDay() + 7) % 7);
  let at = ending(day);
  for (let pairs = random.int(1, 5); pairs > 0 && at + 7 <= YEAR_END; pairs--) {
    const weeks = pairs === 1 && random.chance(0.2) ? [at] : [at, at + 7];
    const number = deed.vendor.nextNumber();
    const billed = working((weeks.at(-1) ?? at) + random.int(2, 6));
    const known = random.chance(0.5) ? number : '';
    const rows = weeks.map((week) => {
      const half = random.int(48, 200);
      const own: Deed = {
        ...deed,
        received: week,
        ordered: week,
        number: known,
        words: `${half / 2} hrs ${deed.words} wk ${slashed(week)}`,
      };
      return enter(firm, own, { minor: (rate * half) / 2, day: week });
    });
    const posting = post(
      firm,
      { ...deed, number, billed },
      { minor: rows.reduce((sum, row) => sum + row.minor, 0) },
    );
    belong(book, 'timesheets', rows, [posting]);
    at += 14;
  }
};
