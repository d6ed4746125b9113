import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { canonicalJson, sha256 } from '../../src/core/identity.ts';
import { type EntryLine, entryHash, GENESIS } from '../../src/log/chain.ts';
import { type HeadLine, signHead } from '../../src/log/head.ts';
import { type Verdict, verifyLog } from '../../src/log/verify.ts';

export const newKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey;

/** A chain as the database makes it; every text in `notes` is one entry. `hide`: these stand there as their hashes. */
export function chainOf(
  notes: readonly string[],
  hide: (index: number) => boolean = () => false,
): EntryLine[] {
  let previousHash = GENESIS;
  return notes.map((note, index) => {
    const seq = index + 1;
    const body = canonicalJson({
      company: 'default',
      at: new Date(Date.UTC(2026, 10, 1, 9, index)).toISOString(),
      actor: 'U0PAM',
      type: 'draft.approved',
      project: index % 2 === 0 ? 'ACME-WEB' : 'HARBOR',
      approvalId: null,
      data: { note },
    });
    const contentHash = sha256(body);
    const hash = entryHash(previousHash, seq, contentHash);
    const entry = { seq, previousHash, contentHash, hash };
    previousHash = hash;
    return hide(index) ? entry : { ...entry, body };
  });
}

export function headOf(chain: readonly EntryLine[], key: KeyObject): HeadLine {
  const lastHash = chain.at(-1)?.hash ?? GENESIS;
  return signHead({ count: chain.length, lastHash, at: '2026-11-02T10:00:00.000Z' }, key);
}

export function bytesOf(lines: readonly (EntryLine | HeadLine)[]): Buffer {
  return Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** In pieces of a few bytes, as a file that is read in chunks: no cut may fall in a wrong place. */
export function verify(bytes: Buffer, size = bytes.length): Promise<Verdict> {
  const chunks: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += size) chunks.push(bytes.subarray(from, from + size));
  return verifyLog(chunks);
}
