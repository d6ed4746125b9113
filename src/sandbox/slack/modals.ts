import { inputErrors } from './block-kit/input-errors.ts';
import type { PageAction, StateValues } from './page-api.ts';
import { interactionBody, viewAction, viewClosed, viewSubmission } from './payloads.ts';
import { type Floor, TROUBLE } from './people.ts';
import { deliver } from './to-bot.ts';
import type { Acknowledgement, StoredView } from './types.ts';
import { applyViewAck } from './view-ack.ts';
import { dropView, setErrors } from './views.ts';

/** A click or a choice in a modal or on the Home tab. */
export async function actInView(
  floor: Floor,
  view: StoredView,
  action: PageAction,
): Promise<Acknowledgement> {
  const ack = await deliver(floor.line, interactionBody(viewAction(floor.workspace, view, action)));
  return ack.error ? { ...ack, shown: TROUBLE } : ack;
}

/** Puts in what the person typed; what is missing keeps its value. */
export function typeInto(view: StoredView, values: StateValues): void {
  for (const [block, actions] of Object.entries(values))
    view.state[block] = { ...view.state[block], ...actions };
}

/** Submits a modal. Required, too long and the like are refused by Slack itself, without asking the bot. */
export async function submit(floor: Floor, view: StoredView, values: StateValues): Promise<Acknowledgement> {
  typeInto(view, values);
  const errors = inputErrors(view.blocks, view.state);
  if (Object.keys(errors).length > 0) {
    setErrors(floor.workspace, view, errors);
    return { status: null, body: null, elapsedMs: 0, errors };
  }
  if (Object.keys(view.errors).length > 0) setErrors(floor.workspace, view, {});
  const ack = await deliver(floor.line, interactionBody(viewSubmission(floor.workspace, view)));
  if (ack.error) return { ...ack, shown: TROUBLE };
  const refused = applyViewAck(floor.workspace, view, ack.body);
  return { ...ack, ...refused };
}

/** Closes the modal; the bot hears of it only where the view asked for that. */
export async function close(floor: Floor, view: StoredView, all: boolean): Promise<Acknowledgement> {
  const body = interactionBody(viewClosed(floor.workspace, view, all || view.clearOnClose));
  dropView(floor.workspace, view, { all: all || view.clearOnClose });
  if (!view.notifyOnClose) return { status: null, body: null, elapsedMs: 0 };
  return deliver(floor.line, body);
}
