import type { z } from 'zod';
import type { SandboxRequest } from '../http.ts';
import { sees } from './page-events.ts';
import type { Floor } from './people.ts';
import type { StoredView } from './types.ts';
import { type Conversation, findView } from './workspace.ts';

/** A request that the page should not have made. */
export class PageFault extends Error {
  readonly status: 400 | 404;

  constructor(status: 400 | 404, error: string) {
    super(error);
    this.status = status;
  }
}

/** The parsed body. Throws PageFault naming the field that is wrong. */
export function body<Shape>(request: SandboxRequest, shape: z.ZodType<Shape>): Shape {
  const parsed = shape.safeParse(jsonOf(request));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new PageFault(400, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`);
}

function jsonOf(request: SandboxRequest): unknown {
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    return null;
  }
}

/** The acting person's id; bots do not use the page. */
export function person({ workspace }: Floor, id: string | null): string {
  const user = workspace.users.get(id ?? '');
  if (!user || user.isBot) throw new PageFault(400, 'user_not_found');
  return user.id;
}

/** A channel this person may see. */
export function conversation({ workspace }: Floor, id: string | null, as: string): Conversation {
  const found = workspace.conversations.get(id ?? '');
  if (!found || !sees(workspace, found.id, as)) throw new PageFault(404, 'channel_not_found');
  return found;
}

/** A modal or Home view that this person looks at. */
export function ownView({ workspace }: Floor, as: string, id: string): StoredView {
  const view = findView(workspace, id);
  if (view?.user !== as) throw new PageFault(404, 'view_not_found');
  return view;
}
