import { z } from 'zod';
import type { SandboxRequest, SandboxResponse } from '../http.ts';
import { Refusal } from './refusal.ts';
import { renderComment, renderDiscussion, userName } from './render.ts';
import { agent, parseBody } from './rows.ts';
import { announce, type State, type StoredRow, type StoredSheet, startDiscussion, touch } from './state.ts';

const comment = z.object({ text: z.string().optional() });
const discussionBody = z.object({ title: z.string().optional(), comment: comment.optional() });
const MAX_CHARACTERS = 4000;

export function createDiscussion(
  state: State,
  sheet: StoredSheet,
  row: StoredRow,
  request: SandboxRequest,
): SandboxResponse {
  const body = parseBody(discussionBody, request.body);
  const discussion = startDiscussion(state, row, userName(state), commentText(body.comment?.text));
  commented(state, sheet, row, request);
  return {
    status: 200,
    body: {
      message: 'SUCCESS',
      resultCode: 0,
      version: sheet.version,
      result: renderDiscussion(state, row, discussion, true),
    },
  };
}

export function addComment(
  state: State,
  sheet: StoredSheet,
  discussionId: number,
  request: SandboxRequest,
): SandboxResponse {
  const row = sheet.rows.find(({ discussions }) => discussions.some(({ id }) => id === discussionId));
  const discussion = row?.discussions.find(({ id }) => id === discussionId);
  if (!row || !discussion) throw new Refusal(1006);
  const text = commentText(parseBody(comment, request.body).text);
  const added = { id: state.nextId(), text, author: userName(state), createdAt: state.now() };
  discussion.comments.push(added);
  commented(state, sheet, row, request);
  return {
    status: 200,
    body: {
      message: 'SUCCESS',
      resultCode: 0,
      version: sheet.version,
      result: renderComment(state, discussion, added),
    },
  };
}

function commentText(text: string | undefined): string {
  if (text === undefined || text.trim() === '') throw new Refusal(1012, ['comment.text']);
  if (text.length > MAX_CHARACTERS) throw new Refusal(1041, ['comment.text', MAX_CHARACTERS, text.length]);
  return text;
}

function commented(state: State, sheet: StoredSheet, row: StoredRow, request: SandboxRequest): void {
  touch(state, sheet);
  const change = { rowId: row.id, columnIds: [], changeAgent: agent(request), by: 'api' } as const;
  announce(state, { sheetId: sheet.id, kind: 'comment.created', ...change });
}
