import { z } from 'zod';
import { slackWords } from './block-kit/validate.ts';
import { refusalWith } from './refusal.ts';
import type { Workspace } from './workspace.ts';

export interface MethodContext {
  workspace: Workspace;
  /** What the bot's token may do. */
  scopes: readonly string[];
}

export interface Method {
  /** One of these is needed; none: any token will do. */
  scopes: string[];
  /** Throws SlackRefusal. Answers the body without ok. */
  run(context: MethodContext, args: Record<string, unknown>): Record<string, unknown>;
}

/** A Web API method: its arguments are parsed before it sees them. */
export function method<Shape extends z.ZodType>(
  scopes: string[],
  shape: Shape,
  run: (args: z.output<Shape>, context: MethodContext) => Record<string, unknown>,
): Method {
  return {
    scopes,
    run: (context, args) => {
      const parsed = shape.safeParse(args);
      if (parsed.success) return run(parsed.data, context);
      const messages = parsed.error.issues.map((issue) =>
        slackWords(issue, args, '').replace('pointer:]', 'pointer:/]'),
      );
      throw refusalWith('invalid_arguments', messages);
    },
  };
}

/** Forms carry everything as text: "true" and "1" are true. */
export const flag = z
  .union([
    z.boolean(),
    z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1'),
  ])
  .optional();

export const count = z.coerce.number().int().min(0).optional();

/** A JSON value, or in a form the text of one; text that is no JSON stays text and fails later, as in Slack. */
export const json = z.unknown().transform((value) => {
  if (typeof value !== 'string') return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return parsed;
  } catch {
    return value;
  }
});

/** A page of a list by Slack's cursors. */
export function pageOf<Item>(
  items: Item[],
  { limit, cursor }: { limit?: number | undefined; cursor?: string | undefined },
  defaultLimit: number,
): { items: Item[]; next_cursor: string } {
  const from = cursor ? Number(Buffer.from(cursor, 'base64').toString()) : 0;
  if (!Number.isInteger(from) || from < 0) throw refusalWith('invalid_cursor', []);
  const to = from + Math.min(limit || defaultLimit, 1000);
  const next_cursor = to < items.length ? Buffer.from(String(to)).toString('base64') : '';
  return { items: items.slice(from, to), next_cursor };
}
