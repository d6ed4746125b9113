import { createPublicKey, type KeyObject, verify as verifySignature } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson, sha256 } from '../core/identity.ts';
import { LogBody } from './entry.ts';

/** An exported log is JSON lines: entries in order, then one head. No database and no settings are needed to check it. */
const EntryLine = z.strictObject({
  seq: z.number().int().positive(),
  previousHash: z.string(),
  contentHash: z.string(),
  hash: z.string(),
  /** The exact text that was hashed; absent in an entry that the export left out. */
  body: z.string().optional(),
});
export type EntryLine = z.infer<typeof EntryLine>;

const Head = z.strictObject({ count: z.number().int(), lastHash: z.string(), at: z.string() });
const HeadLine = z.strictObject({ head: Head, publicKey: z.string(), signature: z.string() });
export type Head = z.infer<typeof Head>;
export type HeadLine = z.infer<typeof HeadLine>;

export const GENESIS = '0'.repeat(64);

export function entryHash(previousHash: string, seq: number, contentHash: string): string {
  return sha256(`${previousHash}\n${seq}\n${contentHash}`);
}

export type Verdict =
  | { ok: true; count: number; shown: number; publicKey: string }
  | { ok: false; reason: string };

/** Follows the chain line by line, in constant memory. The first thing that does not follow is named. */
export async function verifyLog(lines: AsyncIterable<string> | Iterable<string>): Promise<Verdict> {
  let count = 0;
  let shown = 0;
  let lastHash = GENESIS;
  let signed: HeadLine | null = null;
  let lineNumber = 0;
  for await (const line of lines) {
    lineNumber += 1;
    if (line.trim() === '') continue;
    const value = parseJson(line);
    if (signed) return no(`line ${lineNumber} stands after the signed head`);
    if (value !== null && typeof value === 'object' && 'head' in value) {
      const head = HeadLine.safeParse(value);
      if (!head.success) return no(`the signed head on line ${lineNumber} is malformed`);
      signed = head.data;
      continue;
    }
    const entry = EntryLine.safeParse(value);
    if (!entry.success) return no(`line ${lineNumber}, which should be entry ${count + 1}, is malformed`);
    const wrong = brokenLink(entry.data, count + 1, lastHash);
    if (wrong) return no(`entry ${count + 1} (line ${lineNumber}) ${wrong}`);
    count += 1;
    if (entry.data.body !== undefined) shown += 1;
    lastHash = entry.data.hash;
  }
  if (!signed) return no(`the signed head is missing after entry ${count}: the end of the log was cut off`);
  const wrong = brokenHead(signed, count, lastHash);
  return wrong ? no(wrong) : { ok: true, count, shown, publicKey: signed.publicKey };
}

const no = (reason: string): Verdict => ({ ok: false, reason });

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function brokenLink(entry: EntryLine, seq: number, lastHash: string): string | null {
  if (entry.seq !== seq) return `carries the number ${entry.seq}: an entry is missing, repeated or moved`;
  if (entry.previousHash !== lastHash) return 'does not follow from the entry before it';
  if (entryHash(lastHash, seq, entry.contentHash) !== entry.hash) return 'does not match its own hash';
  if (entry.body === undefined) return null;
  if (sha256(entry.body) !== entry.contentHash) return 'was changed: its content does not match its hash';
  return LogBody.safeParse(parseJson(entry.body)).success ? null : 'has content that is not a log entry';
}

function brokenHead(line: HeadLine, count: number, lastHash: string): string | null {
  const { head, publicKey, signature } = line;
  if (head.count !== count) {
    return `the signed head counts ${head.count} entries and the file has ${count}: entry ${Math.min(head.count, count) + 1} is where they part`;
  }
  if (head.lastHash !== lastHash) return `the signed head names another last entry than entry ${count}`;
  const key = publicKeyOf(publicKey);
  if (!key) return 'the signed head carries no readable public key';
  const valid = verifySignature(
    null,
    Buffer.from(canonicalJson(head)),
    key,
    Buffer.from(signature, 'base64'),
  );
  return valid ? null : 'the signature of the head does not match';
}

/** Raw Ed25519 public keys travel as base64 of their 32 bytes. */
function publicKeyOf(base64: string): KeyObject | null {
  try {
    const x = Buffer.from(base64, 'base64').toString('base64url');
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  } catch {
    return null;
  }
}
