import type { View } from '@slack/types';
import { plain, section, small } from '../../slack/blocks/parts.ts';
import type { KindContext } from '../context.ts';
import { VIEWS } from '../decision-buttons.ts';
import type { StoredDraft } from '../draft.ts';
import { type ActionName, StoredBasis, StoredContent } from './content.ts';
import { CHOOSE_LABEL, fitting } from './fitting.ts';
import { addForm } from './forms/add.ts';
import { ANYWAY, ANYWAY_LABEL, anywayForm, mayGoOn } from './forms/anyway.ts';
import { billForm } from './forms/bill.ts';
import { correctForm } from './forms/correct.ts';
import { journalForm } from './forms/journal.ts';
import { type Form, textInput } from './forms/parts.ts';
import { recodeForm } from './forms/recode.ts';
import { differentForm, sameForm } from './forms/same.ts';
import { headline } from './story.ts';

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

const accept: Form = async (_subject, id) => [
  textInput({ blockId: id('why'), label: 'Note', value: '', optional: true, max: 500 }),
];

const FORMS: Readonly<Record<ActionName, Form>> = {
  accept,
  correct: correctForm,
  add: addForm,
  recode: recodeForm,
  bill: billForm,
  journal: journalForm,
  same: sameForm,
  different: differentForm,
};
