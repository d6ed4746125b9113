import { actionOn, stateAround } from './actions.ts';
import { filledIn, inputsOf } from './block-kit/state.ts';
import { findEphemeral, findMessage, messagesIn, threadOf, topLevel } from './messages.ts';
import { actInView, close, submit, typeInto } from './modals.ts';
import type { StateValues } from './page-api.ts';
import { actInMessage, type Floor, openHome, typeCommand, verifyAddress, write } from './people.ts';
import type { ClickGesture, SlackStandIn, SubmitGesture } from './stand-in.ts';
import type { Acknowledgement, StoredView } from './types.ts';
import { stackOf } from './views.ts';
import { type Conversation, dmWith, findView, type Workspace } from './workspace.ts';

type Driver = Omit<SlackStandIn, 'url' | 'apiUrl' | 'faults' | 'requests' | 'calls' | 'socketMode' | 'stop'>;

/** People's hands and eyes, for tests and the demo. */
export function createDriver(floor: Floor): Driver {
  const { workspace } = floor;
  const channelId = (nameOrId: string) => conversationOf(workspace, nameOrId).id;
  return {
    connect: (eventsUrl) => verifyAddress(floor.line, eventsUrl),
    messages: (channel) => topLevel(workspace, channelId(channel)),
    threads: (channel, ts) => threadOf(workspace, channelId(channel), ts),
    ephemerals: (user) => workspace.ephemerals.filter((message) => message.ephemeralFor === user),
    directMessages: (user) => [...messagesIn(workspace, dmWith(workspace, user).id)],
    openViews: (user) => [...stackOf(workspace, user)],
    home: (user) => workspace.homes.get(user) ?? null,
    command: ({ user, channel, text }) =>
      typeCommand(floor, personOf(workspace, user), conversationOf(workspace, channel), text),
    click: (gesture) => click(floor, gesture),
    submitView: (gesture) => submitView(floor, gesture),
    closeView: ({ user, viewId, all }) => close(floor, viewOf(workspace, user, viewId), all ?? false),
    openHome: (user) => openHome(floor, personOf(workspace, user)),
    say: ({ user, channel, text, threadTs }) => {
      const toBot = channel === workspace.botUser.id;
      const where = toBot ? dmWith(workspace, user) : conversationOf(workspace, channel);
      return write(floor, personOf(workspace, user), where, text, threadTs);
    },
    waitFor: (probe, timeoutMs = 20_000) => waitFor(workspace, probe, timeoutMs),
    onChange: (listener) => workspace.onChange(listener),
  };
}

function conversationOf(workspace: Workspace, nameOrId: string): Conversation {
  const name = nameOrId.replace(/^#/, '');
  const found =
    workspace.conversations.get(nameOrId) ??
    [...workspace.conversations.values()].find((candidate) => candidate.name === name && name !== '');
  if (!found) throw new Error(`no channel ${nameOrId}`);
  return found;
}

function personOf(workspace: Workspace, id: string): string {
  if (!workspace.users.has(id)) throw new Error(`no user ${id}`);
  return id;
}

/** The person's modal with this id, or the one on top, or their Home view. */
function viewOf(workspace: Workspace, user: string, viewId: string | undefined): StoredView {
  const view = viewId === undefined ? stackOf(workspace, user).at(-1) : findView(workspace, viewId);
  if (!view || view.user !== personOf(workspace, user)) throw new Error(`${user} has no such view open`);
  return view;
}

async function click(floor: Floor, gesture: ClickGesture): Promise<Acknowledgement> {
  const { workspace } = floor;
  const { actionId, blockId } = gesture;
  const user = personOf(workspace, gesture.user);
  const value = gesture.value ?? gesture.selectedOption;
  const wanted = { actionId, ...(blockId ? { blockId } : {}), ...(value === undefined ? {} : { value }) };
  if (gesture.viewId !== undefined || gesture.ts === undefined) {
    const view = viewOf(workspace, user, gesture.viewId);
    const action = actionOn(gesture.seen ?? view.blocks, wanted);
    typeInto(view, gesture.state ?? {});
    typeInto(view, stateAround(view.blocks, view.state, action));
    return actInView(floor, view, action);
  }
  const { id } = conversationOf(workspace, gesture.channel ?? '');
  const message = findMessage(workspace, id, gesture.ts) ?? findEphemeral(workspace, id, user, gesture.ts);
  if (!message) throw new Error(`no message ${gesture.ts} in ${id} for ${user}`);
  const blocks = gesture.seen ?? message.blocks;
  const action = actionOn(blocks, wanted);
  return actInMessage(floor, user, message, action, stateAround(blocks, gesture.state ?? {}, action));
}

async function submitView(floor: Floor, gesture: SubmitGesture): Promise<Acknowledgement> {
  const view = viewOf(floor.workspace, gesture.user, gesture.viewId);
  const fields = inputsOf(view.blocks);
  const values: StateValues = {};
  const put = (blockId: string, actionId: string, state: StateValues[string][string]) => {
    values[blockId] = { ...values[blockId], [actionId]: state };
  };
  for (const [label, text] of Object.entries(gesture.labels ?? {})) {
    const field = fields.find((candidate) => candidate.label === label);
    if (!field)
      throw new Error(`no input labelled ${label}; there are: ${fields.map((f) => f.label).join(', ')}`);
    put(field.blockId, field.actionId, filledIn(field.element, text));
  }
  for (const [blockId, actions] of Object.entries(gesture.values ?? {}))
    for (const [actionId, given] of Object.entries(actions)) {
      const field = fields.find((f) => f.blockId === blockId && f.actionId === actionId);
      if (!field) throw new Error(`no input ${blockId} ${actionId}`);
      put(blockId, actionId, typeof given === 'string' ? filledIn(field.element, given) : given);
    }
  return submit(floor, view, values);
}

function waitFor<Answer>(
  workspace: Workspace,
  probe: () => Answer | null | undefined | false,
  timeoutMs: number,
): Promise<NonNullable<Answer>> {
  return new Promise((resolve, reject) => {
    let lastError: unknown;
    const look = () => {
      try {
        const answer = probe();
        lastError = undefined;
        if (answer) finish(() => resolve(answer));
      } catch (error) {
        lastError = error;
      }
    };
    const timer = setTimeout(
      () => finish(() => reject(lastError ?? new Error(`nothing after ${timeoutMs} ms: ${String(probe)}`))),
      timeoutMs,
    );
    const quiet = workspace.onChange(look);
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      quiet();
      settle();
    };
    look();
  });
}
