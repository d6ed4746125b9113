import { plainText } from '../../../core/text.ts';
import { small } from '../../../slack/blocks/parts.ts';
import { money } from '../../say.ts';
import type { Doing } from '../content.ts';
import { postingLine, postingName } from '../words.ts';
import { type Form, textInput } from './parts.ts';
import { type Read, wrong } from './sent.ts';

export const addForm: Form = async ({ ledger: [posting] }, id, { project }) => {
  if (!posting) return { refused: 'There is no posting to add a row for.' };
  const titles = project.costs?.columns;
  const amount = money(posting.amountMinor, posting.currency);
  return [
    small(
      `${postingLine(posting)}. The row gets its vendor, number, date and ${titles?.actual_cost ?? 'Actual Cost'} ${amount} as QuickBooks has them.`,
    ),
    textInput({
      blockId: id('description'),
      label: titles?.description ?? 'Description',
      value: posting.memo,
      optional: true,
      max: 1000,
    }),
    textInput({
      blockId: id('code'),
      label: titles?.gl_code ?? 'GL Code',
      value: posting.account,
      optional: true,
      max: 200,
    }),
  ];
};

export const readAdd: Read = ({ ledger: [posting] }, sent) => {
  if (!posting) return wrong(sent, 'description', 'There is no posting to add a row for any more.');
  const { id, txnId, vendor, number, date, currency, amountMinor } = posting;
  const action: Doing<'add'> = {
    do: 'add',
    posting: { id, name: postingName(posting), txnId },
    description: plainText(sent.text('description')),
    vendor,
    invoice: number,
    date,
    code: plainText(sent.text('code')),
    currency,
    amountMinor,
  };
  return action;
};
