import { z } from 'zod';
import { sha256 } from '../core/identity.ts';
import { LogBody } from './entry.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** An exported log is JSON lines: entries in order, then one head. Keys stand in the order written here. */
export const EntryLine = z.strictObject({
  seq: z.number().int().positive(),
  previousHash: Hash,
  contentHash: Hash,
  hash: Hash,
  /** The exact text that was hashed; absent in an entry that the export left out. */
  body: z.string().optional(),
});
export type EntryLine = z.infer<typeof EntryLine>;

export const GENESIS = '0'.repeat(64);

export function entryHash(previousHash: string, seq: number, contentHash: string): string {
  return sha256(`${previousHash}\n${seq}\n${contentHash}`);
}

/** How far the chain was followed: the number of entries, and the hash of the last. */
export interface Link {
  count: number;
  lastHash: string;
}

export const START: Link = { count: 0, lastHash: GENESIS };

/** Why this entry does not follow, as a sentence that its name begins; null where it does. */
export function brokenLink(entry: EntryLine, { count, lastHash }: Link): string | null {
  const seq = count + 1;
  if (entry.seq !== seq) return `carries the number ${entry.seq}: an entry is missing, repeated or moved`;
  if (entry.previousHash !== lastHash) return 'does not follow from the entry before it';
  if (entryHash(lastHash, seq, entry.contentHash) !== entry.hash) return 'does not match its own hash';
  if (entry.body === undefined) return null;
  if (sha256(entry.body) !== entry.contentHash) return 'was changed: its content does not match its hash';
  return LogBody.safeParse(parseJson(entry.body)).success ? null : 'has content that is not a log entry';
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
