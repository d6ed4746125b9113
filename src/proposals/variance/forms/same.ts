import { sumMinor } from '../../../core/money.ts';
import { plainText } from '../../../core/text.ts';
import { section, small } from '../../../slack/blocks/parts.ts';
import { money } from '../../say.ts';
import type { Doing } from '../content.ts';
import type { LedgerRow, SheetRow } from '../rows.ts';
import { postingLine, rowLine } from '../words.ts';
import { type Form, multiSelect, textInput, unique } from './parts.ts';
import { type Read, wrong } from './sent.ts';

/** What a person says belongs together, and what does not. */

export const sameForm: Form = async ({ sheet, ledger, near }, id) => {
  const rows = [...sheet, ...near.sheet].map((row) => ({ id: row.id, name: rowLine(row) }));
  const postings = [...ledger, ...near.ledger].map((posting) => ({
    id: posting.id,
    name: postingLine(posting),
  }));
  return [
    small(
      'Choose what belongs together: several of either list where one was paid in parts, or several on one bill.',
    ),
    multiSelect({
      blockId: id('sheet'),
      label: 'Rows of the sheet',
      choices: unique(rows),
      chosen: sheet.map((row) => row.id),
    }),
    multiSelect({
      blockId: id('ledger'),
      label: 'Postings in QuickBooks',
      choices: unique(postings),
      chosen: ledger.map((one) => one.id),
    }),
  ];
};

export const readSame: Read = ({ sheet, ledger, near }, sent) => {
  const rows = sent
    .choices('sheet')
    .flatMap(({ id }) => [...sheet, ...near.sheet].find((row) => row.id === id) ?? []);
  const postings = sent
    .choices('ledger')
    .flatMap(({ id }) => [...ledger, ...near.ledger].find((one) => one.id === id) ?? []);
  if (rows.length === 0) return wrong(sent, 'sheet', 'Choose at least one row.');
  if (postings.length === 0) return wrong(sent, 'ledger', 'Choose at least one posting.');
  const action: Doing<'same'> = {
    do: 'same',
    sheet: rows.map((row) => ({ id: row.id, name: rowLine(row) })),
    ledger: postings.map((posting) => ({ id: posting.id, name: postingLine(posting) })),
    differs: differing(rows, postings),
  };
  return action;
};

/** Whoever says that they belong together knows from it what is still open. */
function differing(rows: readonly SheetRow[], postings: readonly LedgerRow[]): string {
  const [currency, ...others] = new Set([...rows, ...postings].map((one) => one.currency));
  const total = (list: readonly (SheetRow | LedgerRow)[]) =>
    sumMinor(list.map(({ amountMinor }) => amountMinor));
  const difference = total(postings) - total(rows);
  if (currency === undefined || others.length > 0 || difference === 0) return '';
  return `QuickBooks has ${money(Math.abs(difference), currency)} ${difference > 0 ? 'more' : 'less'} than the sheet`;
}

export const differentForm: Form = async (subject, id) => [
  section([...subject.sheet.map(rowLine), ...subject.ledger.map(postingLine)].join('\n')),
  textInput({
    blockId: id('why'),
    label: 'Why',
    value: '',
    optional: true,
    max: 500,
    hint: 'They are never matched again; each is then looked at by itself.',
  }),
];

export const readDifferent: Read = ({ sheet, ledger }, sent) => {
  const pairs = sheet.flatMap((row) => ledger.map((posting) => ({ sheet: row.id, ledger: posting.id })));
  const action: Doing<'different'> = { do: 'different', pairs, why: plainText(sent.text('why')) };
  return action;
};
