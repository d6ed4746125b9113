import type { QueryAnswer } from './batch-answers.ts';

/** One query of a batch, and what its answer is for. */
export interface Question {
  query: string;
  use(answer: QueryAnswer | undefined): void;
}

export const ACTION = 'read what the lines refer to';
export const PAGE = 1000;
const IDS_AT_ONCE = 100; // so that a query stays a readable length

export const groupsOf = (count: number) => Math.ceil(count / IDS_AT_ONCE);

/** So many that one query can name them all. */
export function groups<T>(all: Iterable<T>): T[][] {
  const list = [...all];
  return Array.from({ length: groupsOf(list.length) }, (_, group) =>
    list.slice(group * IDS_AT_ONCE, (group + 1) * IDS_AT_ONCE),
  );
}
