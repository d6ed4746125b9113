import { plainText } from '../../../core/text.ts';
import { section } from '../../../slack/blocks/parts.ts';
import type { StoredDraft } from '../../draft.ts';
import { type Action, StoredContent } from '../content.ts';
import { lookalikes } from '../lookalikes.ts';
import { type Form, multiSelect, textInput } from './parts.ts';
import { type Read, wrong } from './sent.ts';

/** A bill that looks like one QuickBooks has, and is another: who may decide says so, by name and with a reason. */

export const ANYWAY = 'anyway';
export const ANYWAY_LABEL = 'Create it anyway';
/** Of the finding that holds such a bill back. */
export const PERHAPS = 'billed-perhaps';

/** Whether the card is held back by nothing else, so that saying so lets it go on. */
export function mayGoOn({ content, findings }: Pick<StoredDraft, 'content' | 'findings'>): boolean {
  const blocks = findings.filter(({ severity }) => severity === 'block');
  const { action } = StoredContent.parse(content);
  return action.do === 'bill' && blocks.length > 0 && blocks.every(({ code }) => code === PERHAPS);
}

export function anywayForm(action: Action): Form {
  return async (subject, id, context) => {
    if (action.do !== 'bill') return { refused: 'There is no bill to create any more.' };
    const found = await lookalikes(action, subject, context);
    if (found.length === 0)
      return {
        refused: 'QuickBooks has nothing like it any more. Press Approve on the card: it is looked at again.',
      };
    const same = found.find(({ certain }) => certain);
    if (same)
      return {
        refused: `QuickBooks has ${same.name} now, under the same number: another bill would be a duplicate. Nothing was changed; run /reconcile again.`,
      };
    return [
      section(found.map(({ name }) => name).join('\n')),
      multiSelect({
        blockId: id('others'),
        label: 'It is another one than',
        choices: found,
        chosen: found.map((one) => one.id),
        hint: 'What you leave out goes on holding it back.',
      }),
      textInput({
        blockId: id('why'),
        label: 'Why',
        value: '',
        max: 500,
        hint: 'Stands on the card and in the log, with your name.',
      }),
    ];
  };
}

export const readAnyway: Read = (_subject, sent, _context, before) => {
  const postings = sent.choices('others').map(({ id, name }) => ({ id, name }));
  const why = plainText(sent.text('why'));
  if (before.do !== 'bill') return wrong(sent, 'why', 'There is no bill to create any more. Close this.');
  if (postings.length === 0) return wrong(sent, 'others', 'Choose what it is another one than.');
  if (why === '') return wrong(sent, 'why', 'Say why: it stands on the card and in the log.');
  return { ...before, anyway: { postings, why } };
};
