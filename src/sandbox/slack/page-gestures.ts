import type { SandboxRequest } from '../http.ts';
import { completed, stateAround } from './actions.ts';
import { findEphemeral, findMessage } from './messages.ts';
import { actInView, close, submit, typeInto } from './modals.ts';
import type { PageActionRequest, PageOutcome, PageSubmitResult } from './page-api.ts';
import { body, conversation, ownView, PageFault, person } from './page-lookups.ts';
import {
  actionRequest,
  closeRequest,
  commandRequest,
  messageRequest,
  submitRequest,
} from './page-requests.ts';
import { actInMessage, type Floor, typeCommand, write } from './people.ts';
import type { Acknowledgement } from './types.ts';

/** What the person does on the page. Throws PageFault. */
export function answerPost(floor: Floor, request: SandboxRequest): Promise<PageOutcome | PageSubmitResult> {
  switch (request.path) {
    case '/page/command': {
      const { as, channel, text } = body(request, commandRequest);
      const where = conversation(floor, channel, person(floor, as));
      return typeCommand(floor, as, where, text).then(outcome);
    }
    case '/page/message': {
      const { as, channel, text, threadTs } = body(request, messageRequest);
      const where = conversation(floor, channel, person(floor, as));
      if (!where.members.includes(as)) throw new PageFault(400, 'not_in_channel');
      return write(floor, as, where, text, threadTs).then(() => ({ ok: true }));
    }
    case '/page/action':
      return pageAction(floor, body(request, actionRequest)).then(outcome);
    case '/page/submit': {
      const { as, viewId, values } = body(request, submitRequest);
      return submit(floor, ownView(floor, as, viewId), values).then(submitResult);
    }
    case '/page/close': {
      const { as, viewId, all } = body(request, closeRequest);
      return close(floor, ownView(floor, as, viewId), all ?? false).then(() => ({ ok: true }));
    }
    default:
      throw new PageFault(404, 'not_found');
  }
}

function pageAction(floor: Floor, given: PageActionRequest): Promise<Acknowledgement> {
  const { workspace } = floor;
  const as = person(floor, given.as);
  if (given.viewId) {
    const view = ownView(floor, as, given.viewId);
    const action = completed(view.blocks, given.action);
    typeInto(view, given.state ?? {});
    typeInto(view, stateAround(view.blocks, view.state, action));
    return actInView(floor, view, action);
  }
  const { id } = conversation(floor, given.channel ?? '', as);
  const ts = given.messageTs ?? '';
  const message = given.ephemeral ? findEphemeral(workspace, id, as, ts) : findMessage(workspace, id, ts);
  if (!message) throw new PageFault(404, 'message_not_found');
  const action = completed(message.blocks, given.action);
  return actInMessage(floor, as, message, action, stateAround(message.blocks, given.state ?? {}, action));
}

function outcome(ack: Acknowledgement): PageOutcome {
  return ack.error ? { ok: false, response: ack.shown ?? ack.error } : { ok: true };
}

function submitResult(ack: Acknowledgement): PageSubmitResult {
  if (!ack.errors && !ack.error) return { ok: true };
  return { ok: false, errors: ack.errors ?? {}, ...(ack.shown ? { response: ack.shown } : {}) };
}
