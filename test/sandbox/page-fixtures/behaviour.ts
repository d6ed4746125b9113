import type {
  JsonObject,
  PageAction,
  PageEvent,
  PageOutcome,
  PageSubmitResult,
} from '../../../src/sandbox/slack/page-api.ts';
import { decidedCard } from './card.ts';
import { editView, historyView, rejectView } from './views.ts';
import { type Canned, said } from './workspace.ts';

const MAY_APPROVE = new Set(['U0PAM', 'U0FIN', 'U0IDA']);

export function tell(world: Canned, event: PageEvent, as?: string): void {
  for (const listener of world.listeners) if (!as || listener.as === as) listener.tell(event);
}

/** What a bot that behaves would do, in miniature. */
export function act(world: Canned, as: string, action: PageAction): PageOutcome {
  switch (action.action_id) {
    case 'approve':
      return MAY_APPROVE.has(as) ? approve(world) : refuse(world, as);
    case 'edit':
      return open(world, as, editView);
    case 'reject':
      return open(world, as, rejectView);
    case 'history':
      return open(world, as, historyView);
    case 'see':
      return { ok: false };
    default:
      return { ok: true };
  }
}

function approve(world: Canned): PageOutcome {
  const card = world.messages.get('C0ACME')?.find((message) => message.user === 'U0BOT');
  if (card) {
    card.blocks = decidedCard;
    tell(world, { type: 'message_changed', channel: 'C0ACME', message: card });
  }
  world.posted = true;
  tell(world, { type: 'records' });
  return { ok: true };
}

function refuse(world: Canned, as: string): PageOutcome {
  const text =
    'Only a project manager or a finance manager of this project may approve this. Pam or Finn can.';
  const message = { ...said(world.nextTs(), 'U0BOT', text), botId: 'B0BOT', ephemeral: true as const };
  world.messages.get('C0ACME')?.push(message);
  tell(world, { type: 'ephemeral', channel: 'C0ACME', message }, as);
  return { ok: true };
}

function open(world: Canned, as: string, view: typeof editView): PageOutcome {
  world.views.set(as, [...(world.views.get(as) ?? []), view]);
  tell(world, { type: 'view_opened', view, viewId: view.id }, as);
  return { ok: true };
}

export function close(world: Canned, as: string, viewId: string): PageOutcome {
  world.views.set(
    as,
    (world.views.get(as) ?? []).filter((view) => view.id !== viewId),
  );
  tell(world, { type: 'view_closed', viewId }, as);
  return { ok: true };
}

/** Refuses a blank reason, and a quantity that is not a number. */
export function submit(world: Canned, as: string, viewId: string, values: JsonObject): PageSubmitResult {
  const typed = (block: string) => {
    const found = (values[block] as { value?: { value?: string | null } } | undefined)?.value?.value;
    return (found ?? '').trim();
  };
  const errors: Record<string, string> = {};
  if (viewId === 'V-REJECT' && typed('reason') === '')
    errors.reason = 'Say why, so that the next draft is better.';
  if (viewId === 'V-EDIT' && !/^\d+(\.\d+)?$/.test(typed('line1-quantity'))) {
    errors['line1-quantity'] = 'A quantity is a number like 18.5.';
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  close(world, as, viewId);
  return { ok: true };
}
