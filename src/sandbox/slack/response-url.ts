import { z } from 'zod';
import type { SandboxRequest, SandboxResponse } from '../http.ts';
import { messageContent, messageMetadata } from './content.ts';
import { addMessage, changeMessage, findEphemeral, findMessage, removeMessage } from './messages.ts';
import { SlackRefusal } from './refusal.ts';
import type { ResponseUrl, Workspace } from './workspace.ts';

const USES = 5;
const LIFE_MS = 30 * 60 * 1000;

const answerShape = z.object({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  metadata: z.unknown().optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.union([z.boolean(), z.stringbool()]).optional(),
  delete_original: z.union([z.boolean(), z.stringbool()]).optional(),
  thread_ts: z.string().optional(),
});

export type UrlAnswer = z.infer<typeof answerShape>;

/** POST to a response_url: 404 once it is used up or too old, 400 for what Slack cannot show. */
export function answerResponseUrl(workspace: Workspace, request: SandboxRequest): SandboxResponse {
  const target = workspace.responseUrls.get(request.path);
  if (!target) return { status: 404, body: { ok: false, error: 'invalid_url' } };
  if (workspace.now().getTime() - target.issuedAtMs > LIFE_MS)
    return { status: 404, body: { ok: false, error: 'expired_url' } };
  if (target.uses >= USES) return { status: 404, body: { ok: false, error: 'used_url' } };
  target.uses += 1;
  const parsed = answerShape.safeParse(jsonOf(request));
  if (!parsed.success) return { status: 400, body: { ok: false, error: 'invalid_payload' } };
  try {
    putAnswer(workspace, target, parsed.data);
    return { status: 200, body: { ok: true } };
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    return { status: 400, body: { ok: false, error: error.error, ...error.extra } };
  }
}

function jsonOf(request: SandboxRequest): unknown {
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    return null;
  }
}

/** Shows an answer where it belongs. Throws SlackRefusal. */
export function putAnswer(
  workspace: Workspace,
  target: Omit<ResponseUrl, 'issuedAtMs' | 'uses'>,
  answer: UrlAnswer,
): void {
  const { channel, user, messageTs } = target;
  const original =
    messageTs === undefined
      ? undefined
      : target.ephemeral
        ? findEphemeral(workspace, channel, user, messageTs)
        : findMessage(workspace, channel, messageTs);
  if (answer.delete_original) {
    if (!original) throw new SlackRefusal('message_not_found');
    removeMessage(workspace, original);
    return;
  }
  const shown = messageContent(answer.text, answer.blocks);
  const metadata = messageMetadata(answer.metadata);
  if (answer.replace_original) {
    if (!original) throw new SlackRefusal('message_not_found');
    changeMessage(workspace, original, { ...shown, ...(metadata ? { metadata } : {}) });
    return;
  }
  addMessage(workspace, {
    channel,
    user: workspace.botUser.id,
    botId: workspace.botUser.botId,
    ...shown,
    ...(metadata ? { metadata } : {}),
    ...(answer.thread_ts ? { threadTs: answer.thread_ts } : {}),
    ...(answer.response_type === 'in_channel' ? {} : { ephemeralFor: user }),
  });
}

/** The body of a command's acknowledgement: text, or JSON, or nothing. Null where it is empty. */
export function answerInAck(body: unknown): UrlAnswer | null {
  if (typeof body === 'string') return body.trim() === '' ? null : { text: body };
  const parsed = answerShape.safeParse(body);
  if (!parsed.success || (!parsed.data.text && parsed.data.blocks === undefined)) return null;
  return parsed.data;
}
