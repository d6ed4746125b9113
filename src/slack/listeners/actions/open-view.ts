import type { View } from '@slack/types';
import { z } from 'zod';
import { forDecision, NOT_OURS } from '../../../approval/for-decision.ts';
import { draftOf } from '../../../approval/standing.ts';
import { kindOf, type Way } from '../../../approval/way.ts';
import { parseTarget, type Target, targetValue, VIEWS } from '../../../proposals/decision-buttons.ts';
import type { StoredDraft } from '../../../proposals/draft.ts';
import type { Kind } from '../../../proposals/kind.ts';
import { loadApproval } from '../../../store/approvals.ts';
import { plain, small } from '../../blocks/parts.ts';
import type { Doors } from '../doors.ts';
import { parseClick } from '../payload.ts';
import type { ActionListener } from './decide.ts';

/** Modals open within the three seconds of a trigger; nothing is recorded yet, so the click is acknowledged first. */
export const openEdit = ({ way }: Doors): ActionListener =>
  opening(way, 'edit', (kind, draft, metadata) => kind.editForm(draft, metadata, 0));

export const openReject = ({ way }: Doors): ActionListener =>
  opening(way, 'reject', (_kind, _draft, metadata) => rejectForm(metadata));

function opening(
  way: Way,
  verb: 'edit' | 'reject',
  form: (kind: Kind, draft: StoredDraft, metadata: string) => View,
): ActionListener {
  return async ({ ack, body }) => {
    await ack();
    const clicked = parseClick(body);
    if (!clicked) return;
    const tell = (text: string) => way.messenger.tell(clicked.channel, clicked.who, text);
    const target = parseTarget(clicked.value);
    if (!target) return tell(NOT_OURS);
    const allowed = await forDecision(way, way.db.prisma, { ...target, who: clicked.who }, verb);
    if ('refused' in allowed) return tell(allowed.refused);
    const view = form(kindOf(way, allowed.kind), draftOf(allowed), targetValue(target));
    await openOrTell(way, clicked.triggerId, view, tell);
  };
}

export async function openOrTell(
  way: Way,
  triggerId: string,
  view: View,
  tell: (text: string) => Promise<void>,
): Promise<void> {
  try {
    await way.messenger.openView(triggerId, view);
  } catch (error) {
    way.log.warn({ error: String(error) }, 'a view did not open');
    await tell('Slack did not open the window in time. Nothing was changed; press the button again.');
  }
}

/** A version's lines may be read by whoever sees its card. */
export const showAll =
  ({ way }: Doors): ActionListener =>
  async ({ ack, body }) => {
    await ack();
    const clicked = parseClick(body);
    const target = parseTarget(clicked?.value);
    if (!clicked || !target) return;
    const tell = (text: string) => way.messenger.tell(clicked.channel, clicked.who, text);
    const approval = await loadApproval(way.db.prisma, target.approvalId);
    if (!approval) return tell(NOT_OURS);
    await openOrTell(way, clicked.triggerId, kindOf(way, approval.kind).showAll(draftOf(approval)), tell);
  };

/** Another page of a long draft's edit form. */
export const editPage =
  ({ way }: Doors): ActionListener =>
  async ({ ack, body }) => {
    await ack();
    const clicked = parseClick(body);
    const page = z.coerce.number().int().min(0).max(1_000).safeParse(clicked?.value);
    const target = parseTarget(clicked?.view?.privateMetadata);
    if (!clicked?.view || !target || !page.success) return;
    const view = await pageOf(way, target, clicked.who, page.data);
    if ('refused' in view) return way.messenger.tell(clicked.channel, clicked.who, view.refused);
    await way.messenger.updateView(clicked.view.id, view);
  };

async function pageOf(
  way: Way,
  target: Target,
  who: string,
  page: number,
): Promise<View | { refused: string }> {
  const allowed = await forDecision(way, way.db.prisma, { ...target, who }, 'edit');
  if ('refused' in allowed) return allowed;
  return kindOf(way, allowed.kind).editForm(draftOf(allowed), targetValue(target), page);
}

export const REASON_BLOCK = 'reason';

function rejectForm(metadata: string): View {
  return {
    type: 'modal',
    callback_id: VIEWS.reject,
    private_metadata: metadata,
    title: plain('Reject this draft', 24),
    submit: plain('Reject', 24),
    close: plain('Cancel', 24),
    blocks: [
      {
        type: 'input',
        block_id: REASON_BLOCK,
        label: plain('Reason', 2000),
        hint: plain('Kept with the draft and shown to who asked for it.', 2000),
        element: { type: 'plain_text_input', action_id: 'value', multiline: true, max_length: 2000 },
      },
      small('Nothing is posted. The rows may be drafted again.'),
    ],
  };
}
