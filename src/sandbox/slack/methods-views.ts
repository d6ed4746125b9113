import { z } from 'zod';
import { validateBlocks } from './block-kit/validate.ts';
import { json, type Method, method } from './method.ts';
import { refusalWith, SlackRefusal } from './refusal.ts';
import type { StoredView } from './types.ts';
import { changeView, checkedView, openView, publishHome, pushView, toSlackView } from './views.ts';
import { findView, type Trigger, type Workspace } from './workspace.ts';

const TRIGGER_MS = 3000;

/** Looks a trigger up without using it. Throws invalid_trigger_id, expired_trigger_id, exchanged_trigger_id. */
function liveTrigger(workspace: Workspace, id: string): Trigger {
  const trigger = workspace.triggers.get(id);
  if (!trigger) throw new SlackRefusal('invalid_trigger_id');
  if (workspace.now().getTime() - trigger.issuedAtMs > TRIGGER_MS)
    throw new SlackRefusal('expired_trigger_id');
  if (trigger.used) throw new SlackRefusal('exchanged_trigger_id');
  return trigger;
}

const withTrigger = z.object({ trigger_id: z.string().min(1), view: json });

const open = method([], withTrigger, (args, { workspace }) => {
  const view = checkedView(args.view, 'modal');
  const trigger = liveTrigger(workspace, args.trigger_id);
  const opened = openView(workspace, trigger.user, view);
  trigger.used = true;
  return { view: toSlackView(workspace, opened) };
});

const push = method([], withTrigger, (args, { workspace }) => {
  const view = checkedView(args.view, 'modal');
  const trigger = liveTrigger(workspace, args.trigger_id);
  const pushed = pushView(workspace, trigger.user, view);
  trigger.used = true;
  return { view: toSlackView(workspace, pushed) };
});

const update = method(
  [],
  z.object({
    view_id: z.string().optional(),
    external_id: z.string().optional(),
    hash: z.string().optional(),
    view: json,
  }),
  (args, { workspace }) => {
    const input = checkedView(args.view, 'modal');
    const view = args.view_id ? findView(workspace, args.view_id) : byExternalId(workspace, args.external_id);
    if (view?.type !== 'modal') throw new SlackRefusal('not_found');
    if (args.hash && args.hash !== view.hash) throw new SlackRefusal('hash_conflict');
    return { view: toSlackView(workspace, changeView(workspace, view, input)) };
  },
);

function byExternalId(workspace: Workspace, id: string | undefined): StoredView | undefined {
  return [...workspace.stacks.values()].flat().find((view) => id && view.externalId === id);
}

const publish = method(
  [],
  z.object({ user_id: z.string().min(1), hash: z.string().optional(), view: json }),
  (args, { workspace }) => {
    const input = checkedView(args.view, 'home');
    const person = workspace.users.get(args.user_id);
    if (!person || person.isBot) throw new SlackRefusal('user_not_found');
    const before = workspace.homes.get(args.user_id);
    if (args.hash && before && args.hash !== before.hash) throw new SlackRefusal('hash_conflict');
    return { view: toSlackView(workspace, publishHome(workspace, args.user_id, input)) };
  },
);

const validate = method([], z.object({ blocks: json }), (args) => {
  const verdict = validateBlocks(args.blocks, 'message');
  if (!verdict.ok) throw refusalWith(verdict.error, verdict.messages);
  return {};
});

export const viewMethods: Record<string, Method> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
  'blocks.validate': validate,
};
