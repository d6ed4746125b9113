import type { CarryOutStep } from '../step.ts';
import { doneWords, numberOrId } from './action-words.ts';
import { decidedRows, StoredBasis, StoredContent } from './content.ts';

/** On the first of its rows: where the whole run can be read. Looks first, so twice says it once. */
export const comment: CarryOutStep = {
  key: 'comment',
  title: 'Comment on the sheet’s row',
  after: ['sheet'],
  applies: (draft) => decidedRows(StoredContent.parse(draft.content)).length > 0,
  async run(context) {
    const content = StoredContent.parse(context.draft.content);
    const { sheetId, action } = content;
    const { subject } = StoredBasis.parse(context.draft.basis);
    const [row] = decidedRows(content);
    if (!row) return { data: {} };
    const url = context.reportUrl(subject.run);
    const by = context.approverNames.join(' and ') || 'a rule';
    const what = doneWords(action, numberOrId(context.standing.posting));
    const lead = `Reconciliation ${subject.run}: ${what} by ${by} (approval ${context.standing.number}).`;
    const said = await context.smartsheet.rowComments(sheetId, row);
    if (said.some((one) => one.startsWith(lead))) return { data: { added: 0 } };
    await context.smartsheet.addRowComment(sheetId, row, url === null ? lead : `${lead} Report: ${url}`);
    return { data: { added: 1 } };
  },
};
