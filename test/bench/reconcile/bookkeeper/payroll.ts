import type { LedgerDraft, SheetDraft } from './book.ts';
import { slash } from './calendar.ts';
import { type Cost, purchase, someday } from './cost.ts';
import type { Firm } from './firm.ts';
import { entryNumber, journal } from './ledger-hand.ts';
import { settle } from './settle.ts';
import { typed } from './sheet-hand.ts';

const sum = (drafts: readonly { cents: number }[]) => drafts.reduce((total, { cents }) => total + cents, 0);

const LABOUR: readonly [string, string] = ['5400', 'Direct Labor'];

/** Payroll by journal entry, one line a person, all under one number; hours typed by the week, fortnight or month. */
export function payroll(firm: Firm): void {
  const { chance } = firm;
  const { project, day } = someday(firm);
  const people = [...new Set(Array.from({ length: chance.int(1, 4) }, () => chance.pick(firm.staff)))].filter(
    (who) => !firm.agreed.has(`payroll/${who}/${project.code}`),
  );
  for (const who of people) firm.agreed.add(`payroll/${who}/${project.code}`);
  const pattern = purchase(firm, false, { project, account: LABOUR, invoice: '', po: '', tax: 0 });
  const weekly = chance.weighted({ week: 5, fortnight: 3, month: 2 });
  const rates = people.map(() => chance.int(28, 95) * 100);
  const periods = chance.int(2, 7) * 2;
  const worked: { rows: SheetDraft[]; postings: LedgerDraft[] }[] = people.map(() => ({
    rows: [],
    postings: [],
  }));
  for (let period = 0; period < periods; period++) {
    const end = day - (day % 7) + 14 * (period + 1);
    const number = entryNumber(firm);
    people.forEach((who, at) => {
      const rate = rates[at] ?? 5000;
      const weeks = [end - 7, end].map((on) => ({ on, hours: chance.yes(0.4) ? 40 : chance.int(8, 90) / 2 }));
      const row = (on: number, hours: number, text: string): SheetDraft =>
        labourRow(firm, pattern, who, on, Math.round(hours * rate), `${hours}h ${text} ${slash(on)}`);
      const total = weeks.reduce((all, { hours }) => all + hours, 0);
      const cents = weeks.reduce((all, { hours }) => all + Math.round(hours * rate), 0);
      const memo = `Payroll ${slash(end + 5)} ${who.split(' ').reverse().join(', ')}`;
      const posting = journal(firm, pattern, {
        number,
        day: end + 5,
        cents,
        memo,
        tax: 0,
        clue: { vendor: who, paper: '' },
      });
      const done = worked[at];
      if (!done) return;
      done.postings.push(posting);
      if (weekly === 'week') done.rows.push(...weeks.map(({ on, hours }) => row(on, hours, 'w/e')));
      else if (weekly === 'fortnight') done.rows.push(row(end, total, 'PP'));
      else done.rows.push({ ...row(end, total, 'labor'), cents });
      if (weekly === 'month' && period % 2 === 0) return;
      const rows = weekly === 'month' ? [monthOf(done.rows)] : done.rows;
      settle(firm, 'payroll', rows, done.postings);
      worked[at] = { rows: [], postings: [] };
    });
  }
}

/** Two pay periods typed as one. */
function monthOf(rows: readonly SheetDraft[]): SheetDraft {
  const last = rows[rows.length - 1];
  if (!last) throw new RangeError('a month of labour has no rows');
  return { ...last, cents: sum(rows), description: last.description.replace(/^[\d.]+h /, '') };
}

function labourRow(
  firm: Firm,
  pattern: Cost,
  who: string,
  on: number,
  cents: number,
  text: string,
): SheetDraft {
  const base = typed(firm, { ...pattern, net: cents, invoice: '', po: '' }, { on, cents, tax: 0 });
  const column = !firm.profile.sheetLacks.includes('vendor') && firm.chance.yes(0.5);
  const [first = '', last = ''] = who.split(' ');
  return {
    ...base,
    description: `${column ? '' : `${first[0]} ${last} `}${text}`,
    vendor: column ? who : '',
    clue: { vendor: who, paper: '' },
  };
}
