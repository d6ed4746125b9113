import { z } from 'zod';
import { parseTarget, type Target } from '../../proposals/decision-buttons.ts';

/** The part of Slack's block_actions payload that is read; parsed, because a signature says who sent it, not what. */
const BlockActions = z.object({
  user: z.object({ id: z.string().min(1) }),
  trigger_id: z.string().optional(),
  channel: z.object({ id: z.string() }).optional(),
  container: z.object({ channel_id: z.string().optional(), view_id: z.string().optional() }).optional(),
  view: z
    .object({
      id: z.string(),
      type: z.string().optional(),
      hash: z.string().optional(),
      private_metadata: z.string().optional(),
    })
    .optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});

export interface Clicked {
  who: string;
  /** Where to answer privately: the channel, or the person where it was clicked in a view. */
  channel: string;
  triggerId: string;
  value: string;
  view: { id: string; hash: string | null; privateMetadata: string } | null;
  /** On the Home tab, which shows what it showed until it is published again. */
  atHome: boolean;
}

export function parseClick(body: unknown): Clicked | null {
  const parsed = BlockActions.safeParse(body);
  const action = parsed.data?.actions[0];
  if (!parsed.success || !action) return null;
  const { user, channel, container, view, trigger_id } = parsed.data;
  return {
    who: user.id,
    channel: channel?.id ?? container?.channel_id ?? user.id,
    triggerId: trigger_id ?? '',
    value: action.value ?? action.selected_option?.value ?? '',
    view: view
      ? { id: view.id, hash: view.hash ?? null, privateMetadata: view.private_metadata ?? '' }
      : null,
    atHome: view?.type === 'home',
  };
}

const ViewSubmission = z.object({
  user: z.object({ id: z.string().min(1) }),
  view: z.object({
    private_metadata: z.string(),
    blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() })).catch([]),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }),
  }),
});

export interface Submitted {
  who: string;
  target: Target;
  values: Record<string, Record<string, unknown>>;
  /** The first input of the form: Slack shows an error under an input alone, and fails where it is put elsewhere. */
  firstInput: string | null;
}

export function parseSubmission(body: unknown): Submitted | null {
  const parsed = ViewSubmission.safeParse(body);
  if (!parsed.success) return null;
  const { user, view } = parsed.data;
  const target = parseTarget(view.private_metadata);
  const firstInput = view.blocks.find(({ type }) => type === 'input')?.block_id ?? null;
  return target ? { who: user.id, target, values: view.state.values, firstInput } : null;
}

const TypedValue = z.object({ value: z.string().nullish() });

/** A form with one text input and a word of ours in its metadata. */
export function parseNamedSubmission(
  body: unknown,
  blockId: string,
): { who: string; metadata: string; typed: string } | null {
  const parsed = ViewSubmission.safeParse(body);
  if (!parsed.success) return null;
  const { user, view } = parsed.data;
  const field = TypedValue.safeParse(Object.values(view.state.values[blockId] ?? {})[0]);
  return { who: user.id, metadata: view.private_metadata, typed: (field.data?.value ?? '').trim() };
}

export const SlashCommand = z.object({
  text: z.string().default(''),
  user_id: z.string().min(1),
  channel_id: z.string().min(1),
  trigger_id: z.string().min(1),
});
