import { plain, section } from '../../slack/blocks/parts.ts';
import { VIEWS } from '../decision-buttons.ts';
import type { Kind } from '../kind.ts';
import { accounts } from './accounts.ts';
import { again, changed } from './again.ts';
import { card } from './card.ts';
import { comment } from './comment.ts';
import { ACTION_NAMES, StoredBasis, StoredContent } from './content.ts';
import { details } from './details.ts';
import { draftVariance } from './draft.ts';
import { edit } from './edit.ts';
import { ANYWAY } from './forms/anyway.ts';
import { actionForm } from './forms.ts';
import { keep, post } from './post.ts';
import { review } from './review-row.ts';
import { Subject } from './subject.ts';
import { takeBack, undoable } from './undo.ts';
import { clearSheet } from './undo-sheet.ts';
import { verify } from './verify.ts';
import { markSheet, sheetStatus } from './write-back.ts';

/** What a reconciliation found and people settle: accepted as it is, or changed in the sheet or in the books. */
export const variance: Kind = {
  name: 'variance',
  words: {
    noun: 'variance',
    command: '/reconcile',
    again: 'the next reconciliation asks again',
    asksAgain: true,
  },
  steps: [post, verify, keep, comment, review],
  accounts,
  card,
  showAll: details,
  edit,
  sheetStatus,
  markSheet,
  afterwards: { title: 'Take it back', undoable, takeBack, clearSheet },

  async begin(request, context) {
    const subject = Subject.parse(request.subject);
    const how = { author: { kind: 'drift' as const }, changes: [] };
    return { drafted: draftVariance(subject, { do: 'accept' }, how, context), notes: [] };
  },

  again,

  anew(draft, subject, context) {
    const before = StoredBasis.parse(draft.basis).subject;
    return changed(before, Subject.parse(subject), StoredContent.parse(draft.content).action, context);
  },

  editForm: (_draft, privateMetadata) => ({
    type: 'modal',
    callback_id: VIEWS.showAll,
    private_metadata: privateMetadata,
    title: plain('Variance', 24),
    close: plain('Close', 24),
    blocks: [section('Choose on the card what is to be done: each button opens its own form.')],
  }),

  async actionForm(draft, name, privateMetadata, context) {
    const known = name === ANYWAY ? ANYWAY : ACTION_NAMES.find((one) => one === name);
    if (!known) return { refused: 'This button is not one of ours any more. Nothing was changed.' };
    return actionForm(draft, known, privateMetadata, context);
  },
};
