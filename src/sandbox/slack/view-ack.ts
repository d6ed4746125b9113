import { z } from 'zod';
import { validateView } from './block-kit/view.ts';
import { SlackRefusal } from './refusal.ts';
import type { Acknowledgement, StoredView } from './types.ts';
import { changeView, dropView, pushView, setErrors } from './views.ts';
import type { Workspace } from './workspace.ts';

const ackShape = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('push'), view: z.unknown() }),
  z.object({ response_action: z.literal('clear') }),
]);

type Refused = Pick<Acknowledgement, 'error' | 'errors' | 'shown'>;

/** Does what the bot's answer to a view_submission says; nothing said closes the modal. */
export function applyViewAck(workspace: Workspace, view: StoredView, body: unknown): Refused {
  if (body === '' || body === null || (typeof body === 'object' && Object.keys(body).length === 0)) {
    dropView(workspace, view, { all: false });
    return {};
  }
  const ack = ackShape.safeParse(body);
  if (!ack.success) return unusable(`the answer is no response_action: ${JSON.stringify(body)}`);
  switch (ack.data.response_action) {
    case 'clear':
      dropView(workspace, view, { all: true });
      return {};
    case 'errors':
      return putErrors(workspace, view, ack.data.errors);
    default:
      return putView(workspace, view, ack.data.response_action, ack.data.view);
  }
}

function unusable(why: string): Refused {
  return { error: 'invalid_ack', shown: `We had some trouble connecting. Try again? (${why})` };
}

/** Slack shows errors under input blocks alone, and fails where one names anything else. */
function putErrors(workspace: Workspace, view: StoredView, errors: Record<string, string>): Refused {
  const inputs = view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);
  const stray = Object.keys(errors).find((id) => !inputs.includes(id));
  if (stray !== undefined) return unusable(`errors names ${stray}, which is no input block of the view`);
  if (Object.keys(errors).length === 0) return unusable('errors is empty');
  setErrors(workspace, view, errors);
  return { errors };
}

function putView(workspace: Workspace, view: StoredView, how: 'update' | 'push', input: unknown): Refused {
  const verdict = validateView(input);
  if (!verdict.ok) return unusable(verdict.messages.join('; '));
  if (verdict.view.type !== 'modal') return unusable('the view is no modal');
  try {
    if (how === 'update') changeView(workspace, view, verdict.view);
    else pushView(workspace, view.user, verdict.view);
    return {};
  } catch (error) {
    if (error instanceof SlackRefusal) return unusable(error.error);
    throw error;
  }
}
