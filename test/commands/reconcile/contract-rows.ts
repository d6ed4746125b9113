import { afterAll, expect } from 'vitest';
import { type Answer, type AnswerMatch, type AnswerRow, csv, LEDGER, openDesk, SHEET } from './desk.ts';

export type Row = Record<string, string | number>;

export const desk = openDesk();
afterAll(() => desk.close());

/** The answer for these rows; what a row does not say is that of an unremarkable one, so that it says what matters. */
export function answerOf(sheet: Row[], ledger: Row[], ...options: string[]): Answer {
  const { answer, complained } = desk.compare(csv(SHEET, sheet), csv(LEDGER, ledger), ...options);
  if (answer === null) throw new Error(complained);
  return answer;
}

const BASE = {
  vendor: 'Northwind Steel',
  invoice: 'INV-40771',
  po: 'PO-1187',
  date: '2026-03-10',
  amount: '18243.17',
  currency: 'USD',
  project: 'ACME-WEB',
  account: '5010 Materials',
  class: 'Web',
};
export const row = (id: string, fields: Row = {}): Row => ({
  ...BASE,
  id,
  description: 'Steel beams',
  ...fields,
});
export const posting = (id: string, fields: Row = {}): Row => {
  const { invoice = BASE.invoice, ...others } = fields;
  return { ...BASE, id, type: 'Bill', number: invoice, memo: 'Steel beams', ...others };
};

/** Another purchase altogether, for surroundings. */
const OTHERS = [
  ['Contoso Electric', 'C-881', 'PO-1200', '2026-02-03', '7310.44', '5020 Electrical'],
  ['Fabrikam Concrete', 'F20931', 'PO-1201', '2026-02-11', '12990.80', '5030 Concrete'],
  ['Tailspin Rentals', '55-1093', 'PO-1202', '2026-02-19', '2315.07', '5040 Equipment'],
  ['Litware Roofing', 'LR/7702', 'PO-1203', '2026-02-26', '9481.62', '5050 Roofing'],
] as const;
export const otherOf = (index: number): Row => {
  const [vendor, invoice, po, date, amount, account] = OTHERS[index] ?? OTHERS[0];
  return { vendor, invoice, po, date, amount, account };
};
export const otherRows = OTHERS.map((_, index) => row(`SX${index}`, { ...otherOf(index), description: '' }));
export const otherPostings = OTHERS.map((_, index) => posting(`LX${index}`, { ...otherOf(index), memo: '' }));

/** What became of the rows in question, among unremarkable ones that must match. */
export function amongOthers(sheet: Row[], ledger: Row[], ...options: string[]) {
  const answer = answerOf([...otherRows, ...sheet], [...ledger, ...otherPostings], ...options);
  const isOther = (ids: string[]) => ids.every((id) => /^[SL]X\d$/.test(id));
  const others = answer.matches.filter(({ sheet, ledger }) => isOther([...sheet, ...ledger]));
  expect(others.map(({ sheet, ledger, cause }) => [sheet, ledger, cause].join()).sort()).toEqual(
    OTHERS.map((_, index) => `SX${index},LX${index},none`),
  );
  return { ...answer, matches: answer.matches.filter((match) => !others.includes(match)) };
}

export function only(answer: Answer): AnswerMatch {
  const [match, ...more] = answer.matches;
  expect(more).toEqual([]);
  expect(answer.unmatched).toEqual({ sheet: [], ledger: [] });
  if (!match) throw new Error('no match');
  return match;
}

export const causesOf = (rows: AnswerRow[]) => Object.fromEntries(rows.map(({ id, cause }) => [id, cause]));
export const cents = (amount: string) => {
  expect(amount).toMatch(/^-?\d+\.\d{2}$/);
  return Number(amount.replace('.', ''));
};
export const sum = (amounts: string[]) => amounts.reduce((total, amount) => total + cents(amount), 0);
