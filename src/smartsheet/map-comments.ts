import { z } from 'zod';
import { failureFromContent } from './faults.ts';
import { type Discussion, discussionBody, where } from './map-sheet.ts';

const page = z.looseObject({
  data: z.array(discussionBody),
  totalPages: z.number().default(1),
});

/** One page of a list of discussions. A bare array is taken as the only page. */
export function toDiscussions(answer: unknown): { discussions: Discussion[]; totalPages: number } {
  const parsed = page.safeParse(Array.isArray(answer) ? { data: answer } : answer);
  if (!parsed.success) {
    throw failureFromContent(`it is not a list of discussions (${where(parsed.error)})`, false, parsed.error);
  }
  return { discussions: parsed.data.data, totalPages: parsed.data.totalPages };
}

/** Whether every discussion came with its comments; a sheet's rows carry only titles. */
export function areWhole(discussions: readonly Discussion[]): boolean {
  return discussions.every(({ comments }) => comments !== undefined);
}

/** Texts of the comments, oldest first. A discussion without its comments speaks through its title. */
export function toComments(discussions: readonly Discussion[]): string[] {
  return discussions
    .flatMap(({ comments, title }) => comments ?? [{ text: title ?? '', createdAt: null }])
    .map(({ text, createdAt }, order) => ({
      text: (text ?? '').trim(),
      at: createdAt ? Date.parse(createdAt) : Number.NaN,
      order,
    }))
    .filter(({ text }) => text !== '')
    .sort((a, b) => (Number.isNaN(a.at) || Number.isNaN(b.at) ? 0 : a.at - b.at) || a.order - b.order)
    .map(({ text }) => text);
}

/** A sheet's discussions by the row they belong to; those of the sheet itself are left out. */
export function byRow(discussions: readonly Discussion[]): Map<string, Discussion[]> {
  const rows = new Map<string, Discussion[]>();
  for (const discussion of discussions) {
    if (!discussion.parentId || (discussion.parentType ?? 'ROW').toUpperCase() !== 'ROW') continue;
    rows.set(discussion.parentId, [...(rows.get(discussion.parentId) ?? []), discussion]);
  }
  return rows;
}
