import type { View } from '@slack/types';
import { plain, section, small } from '../../slack/blocks/parts.ts';
import type { KindContext } from '../context.ts';
import { VIEWS } from '../decision-buttons.ts';
import type { StoredDraft } from '../draft.ts';
import { money } from '../say.ts';
import { ANYWAY, ANYWAY_LABEL, anywayForm, mayGoOn } from './anyway.ts';
import { type ActionName, StoredBasis, StoredContent } from './content.ts';
import { CHOOSE_LABEL, fitting } from './fitting.ts';
import { type Form, multiSelect, textInput, unique } from './form-parts.ts';
import { bill, journal, recode } from './forms-books.ts';
import { correct } from './forms-correct.ts';
import { headline } from './story.ts';
import { postingLine, rowLine } from './words.ts';

/** The form for what is to be done instead of accepting, its fields filled with what fits. Throws VendorFailure. */
export async function actionForm(
  draft: StoredDraft,
  name: ActionName | typeof ANYWAY,
  privateMetadata: string,
  context: KindContext,
): Promise<View | { refused: string }> {
  const { subject } = StoredBasis.parse(draft.basis);
  const { action } = StoredContent.parse(draft.content);
  const fits =
    name === ANYWAY
      ? mayGoOn(draft)
      : name === action.do || name === 'accept' || fitting(subject).includes(name);
  if (!fits) return { refused: 'That does not fit this variance any more. The card shows what does.' };
  const id = (field: string) => `${name}:${field}:v${draft.version}`;
  const form = name === ANYWAY ? anywayForm(action) : FORMS[name];
  const inputs = await form(subject, id, context);
  if ('refused' in inputs) return inputs;
  return {
    type: 'modal',
    callback_id: VIEWS.edit,
    private_metadata: privateMetadata,
    title: plain(name === ANYWAY ? ANYWAY_LABEL : CHOOSE_LABEL[name], 24),
    submit: plain('Save', 24),
    close: plain('Cancel', 24),
    blocks: [
      section(headline(subject)),
      small(
        `Saving makes v${draft.version + 1} of this proposal, for somebody who may approve it. Nothing is changed before that.`,
      ),
      ...inputs,
    ],
  };
}

const add: Form = async ({ ledger: [posting] }, id, { project }) => {
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

const same: Form = async ({ sheet, ledger, near }, id) => {
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

const different: Form = async (subject, id) => [
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

const accept: Form = async (_subject, id) => [
  textInput({ blockId: id('why'), label: 'Note', value: '', optional: true, max: 500 }),
];

const FORMS: Readonly<Record<ActionName, Form>> = {
  accept,
  correct,
  add,
  recode,
  bill,
  journal,
  same,
  different,
};
