import { initialState } from './block-kit/state.ts';
import { type ViewInput, validateView } from './block-kit/view.ts';
import type { PageView } from './page-api.ts';
import { refusalWith, SlackRefusal } from './refusal.ts';
import type { StoredView } from './types.ts';
import { newId, newSecret, type Workspace } from './workspace.ts';

const STACK = 3;

/** A modal as the bot sent it, checked. Throws invalid_arguments. */
export function checkedView(input: unknown, type: 'modal' | 'home'): ViewInput {
  const verdict = validateView(input);
  if (!verdict.ok) throw refusalWith('invalid_arguments', verdict.messages);
  if (verdict.view.type !== type)
    throw refusalWith('invalid_arguments', [`must be ${type} [json-pointer:/view/type]`]);
  return verdict.view;
}

function contents(workspace: Workspace, view: ViewInput) {
  const modal = view.type === 'modal' ? view : null;
  return {
    callbackId: view.callback_id ?? '',
    title: modal?.title,
    submit: modal?.submit,
    close: modal?.close,
    blocks: view.blocks,
    privateMetadata: view.private_metadata ?? '',
    clearOnClose: view.clear_on_close ?? false,
    notifyOnClose: view.notify_on_close ?? false,
    hash: `${Math.floor(workspace.now().getTime() / 1000)}.${newSecret().slice(0, 8)}`,
    state: initialState(view.blocks),
    errors: {},
  };
}

function takeExternalId(workspace: Workspace, wanted: string | undefined, own?: StoredView): string {
  if (!wanted) return own?.externalId ?? '';
  const views = [...[...workspace.stacks.values()].flat(), ...workspace.homes.values()];
  if (views.some((view) => view !== own && view.externalId === wanted))
    throw new SlackRefusal('duplicate_external_id');
  return wanted;
}

/** Opens a modal as a new stack. */
export function openView(workspace: Workspace, user: string, view: ViewInput): StoredView {
  const externalId = takeExternalId(workspace, view.external_id);
  for (const old of workspace.stacks.get(user) ?? [])
    workspace.emit({ type: 'view_closed', user, view: old });
  workspace.stacks.delete(user);
  return putOnTop(workspace, user, view, externalId);
}

/** Opens a modal above those that are open. Throws push_limit_reached at the fourth. */
export function pushView(workspace: Workspace, user: string, view: ViewInput): StoredView {
  if (stackOf(workspace, user).length >= STACK) throw new SlackRefusal('push_limit_reached');
  return putOnTop(workspace, user, view, takeExternalId(workspace, view.external_id));
}

function putOnTop(workspace: Workspace, user: string, input: ViewInput, externalId: string): StoredView {
  const stack = stackOf(workspace, user);
  const id = newId('V');
  const view: StoredView = {
    id,
    type: 'modal',
    user,
    externalId,
    rootViewId: stack[0]?.id ?? id,
    previousViewId: stack.at(-1)?.id ?? null,
    ...contents(workspace, input),
  };
  workspace.stacks.set(user, [...stack, view]);
  workspace.emit({ type: 'view_opened', user, view });
  return view;
}

/** Changes an open modal; what was typed in inputs of the same block_id and action_id stays. */
export function changeView(workspace: Workspace, view: StoredView, input: ViewInput): StoredView {
  const externalId = takeExternalId(workspace, input.external_id, view);
  const typed = view.state;
  Object.assign(view, contents(workspace, input), { externalId });
  for (const [block, actions] of Object.entries(view.state))
    for (const [action, fresh] of Object.entries(actions)) {
      const before = typed[block]?.[action];
      if (before?.type === fresh.type) actions[action] = before;
    }
  workspace.emit({ type: 'view_updated', user: view.user, view });
  return view;
}

/** Puts errors under a modal's inputs, or takes them away. */
export function setErrors(workspace: Workspace, view: StoredView, errors: Record<string, string>): void {
  view.errors = errors;
  workspace.emit({ type: 'view_updated', user: view.user, view });
}

export function publishHome(workspace: Workspace, user: string, input: ViewInput): StoredView {
  const before = workspace.homes.get(user);
  const id = before?.id ?? newId('V');
  const externalId = takeExternalId(workspace, input.external_id, before);
  const view: StoredView = {
    id,
    type: 'home',
    user,
    externalId,
    rootViewId: id,
    previousViewId: null,
    ...contents(workspace, input),
  };
  workspace.homes.set(user, view);
  workspace.emit({ type: 'home', user, view });
  return view;
}

export function stackOf(workspace: Workspace, user: string): StoredView[] {
  return workspace.stacks.get(user) ?? [];
}

/** Takes a modal, and those above it, from the screen; with `all` the whole stack. */
export function dropView(workspace: Workspace, view: StoredView, { all }: { all: boolean }): void {
  const stack = stackOf(workspace, view.user);
  const at = stack.indexOf(view);
  if (at < 0) return;
  const from = all ? 0 : at;
  workspace.stacks.set(view.user, stack.slice(0, from));
  for (const gone of stack.slice(from).reverse())
    workspace.emit({ type: 'view_closed', user: view.user, view: gone });
}

/** A view in Slack's own words. */
export function toSlackView(workspace: Workspace, view: StoredView): Record<string, unknown> {
  return {
    id: view.id,
    team_id: workspace.team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.privateMetadata,
    callback_id: view.callbackId,
    state: { values: view.state },
    hash: view.hash,
    ...(view.type === 'modal'
      ? { title: view.title, submit: view.submit ?? null, close: view.close ?? null, submit_disabled: false }
      : {}),
    clear_on_close: view.clearOnClose,
    notify_on_close: view.notifyOnClose,
    previous_view_id: view.previousViewId,
    root_view_id: view.rootViewId,
    app_id: workspace.botUser.appId,
    external_id: view.externalId,
    app_installed_team_id: workspace.team.id,
    bot_id: workspace.botUser.botId,
  };
}

export function toPageView(view: StoredView): PageView {
  return {
    id: view.id,
    type: view.type,
    callback_id: view.callbackId,
    ...(view.title ? { title: view.title } : {}),
    submit: view.submit ?? null,
    close: view.close ?? null,
    blocks: view.blocks,
    hash: view.hash,
    private_metadata: view.privateMetadata,
    notify_on_close: view.notifyOnClose,
    errors: view.errors,
  };
}
