import { z } from 'zod';

/** One entry as it stands in the hashed text. `data` says what happened, by type; read it tolerantly: the log outlives the code. */
export const LogBody = z.object({
  company: z.string(),
  /** ISO instant, UTC. */
  at: z.string(),
  /** A Slack user id, or "countersign". */
  actor: z.string(),
  /** Past tense, `noun.verb`: "draft.made", "invoice.posted". */
  type: z.string(),
  project: z.string().nullable(),
  approvalId: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
});
export type LogBody = z.infer<typeof LogBody>;

export interface NewEntry {
  at: Date;
  actor: string;
  type: string;
  project: string | null;
  approvalId: string | null;
  data: Record<string, unknown>;
}

/** "1 entry", "42 entries". */
export const counted = (count: number) => (count === 1 ? '1 entry' : `${count} entries`);

/** Who acted where no person did. */
export const BOT = 'countersign';
