import { z } from 'zod';
import { plainText } from './composition.ts';
import { slackWords, validateBlocks } from './validate.ts';

const shared = {
  blocks: z.array(z.record(z.string(), z.unknown())),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
};

const viewShape = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('modal'),
    ...shared,
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    submit_disabled: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('home'), ...shared }),
]);

export type ViewInput = z.infer<typeof viewShape>;

export type ViewVerdict = { ok: true; view: ViewInput } | { ok: false; messages: string[] };

/** Checks a view as Slack would; an input block needs a submit button. */
export function validateView(input: unknown): ViewVerdict {
  const parsed = viewShape.safeParse(input);
  if (!parsed.success)
    return { ok: false, messages: parsed.error.issues.map((issue) => slackWords(issue, input, '/view')) };
  const verdict = validateBlocks(parsed.data.blocks, parsed.data.type, '/view/blocks');
  if (!verdict.ok) return { ok: false, messages: verdict.messages };
  const asks = verdict.blocks.some((block) => block.type === 'input');
  if (parsed.data.type === 'modal' && asks && !parsed.data.submit)
    return { ok: false, messages: ['missing required field: submit [json-pointer:/view]'] };
  return { ok: true, view: { ...parsed.data, blocks: verdict.blocks } };
}
