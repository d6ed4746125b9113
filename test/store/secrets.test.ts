import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readConnection, rotateKey, writeConnection } from '../../src/store/connections.ts';
import { openDatabase } from '../../src/store/database.ts';
import { encryptionKey, seal, unseal } from '../../src/store/secrets.ts';
import { freshDatabase } from '../support/world.ts';

const KEY = Buffer.alloc(32, 1);
const REFUSED = /cannot be opened with this ENCRYPTION_KEY|not sealed by Countersign/;

describe('sealed text', () => {
  test('opens with its key and context, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (plain, context) => {
        expect(unseal(KEY, seal(KEY, plain, context), context)).toBe(plain);
      }),
    );
  });

  test('is another each time and never shows what it holds', () => {
    const twice = [seal(KEY, 'refresh-token', 'c'), seal(KEY, 'refresh-token', 'c')];
    expect(twice[0]).not.toBe(twice[1]);
    expect(twice.join()).not.toContain('refresh-token');
    expect(twice.join()).not.toContain(Buffer.from('refresh-token').toString('base64url'));
  });

  test('another key does not open it, and the reason names ENCRYPTION_KEY', () => {
    expect(() => unseal(randomBytes(32), seal(KEY, 'token', 'c'), 'c')).toThrow('ENCRYPTION_KEY');
  });

  test('it does not open in another place than it was sealed for', () => {
    expect(() => unseal(KEY, seal(KEY, 'token', 'default/quickbooks/1'), 'default/quickbooks/2')).toThrow(
      REFUSED,
    );
  });

  test('one changed character anywhere is noticed', () => {
    const sealed = seal(KEY, 'a refresh token of some length', 'c');
    fc.assert(
      fc.property(fc.nat({ max: sealed.length - 1 }), fc.constantFrom('A', 'z', '7', '.'), (at, other) => {
        const tampered = sealed.slice(0, at) + other + sealed.slice(at + 1);
        fc.pre(bytes(tampered) !== bytes(sealed));
        expect(() => unseal(KEY, tampered, 'c')).toThrow(REFUSED);
      }),
    );
  });

  test('a cut-off text and a text of another origin are refused', () => {
    const sealed = seal(KEY, 'token', 'c');
    for (const text of ['', 'v1', 'v1...', 'plain token', sealed.slice(0, -4), sealed.replace('v1', 'v2')])
      expect(() => unseal(KEY, text, 'c')).toThrow(REFUSED);
  });

  /** The last character of base64url may carry bits that mean nothing: two spellings of the same bytes are equal. */
  function bytes(text: string): string {
    const parts = text
      .split('.')
      .map((part, i) => (i === 0 ? part : Buffer.from(part, 'base64url').toString('hex')));
    return parts.join('.');
  }
});

describe('the key', () => {
  test('is made once under the data folder, for its owner only, and found again', () => {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-key-'));
    try {
      const made = encryptionKey(null, folder);
      expect(made).toHaveLength(32);
      expect(encryptionKey(null, folder)).toEqual(made);
      expect(statSync(join(folder, 'encryption-key')).mode & 0o777).toBe(0o600);
      expect(encryptionKey(KEY, folder)).toBe(KEY);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('stored tokens', () => {
  test('are sealed in the database, each for its own service and company', async () => {
    const database = await freshDatabase();
    const db = await openDatabase({ databaseUrl: database.url, dataDir: tmpdir(), connections: 2 });
    try {
      await writeConnection(db.prisma, KEY, 'quickbooks', '1', 'first');
      await writeConnection(db.prisma, KEY, 'quickbooks', '1', 'second');
      expect(await readConnection(db.prisma, KEY, 'quickbooks', '1')).toBe('second');
      expect(await readConnection(db.prisma, KEY, 'quickbooks', '2')).toBeNull();
      await expect(readConnection(db.prisma, randomBytes(32), 'quickbooks', '1')).rejects.toThrow(
        'ENCRYPTION_KEY',
      );
      expect(JSON.stringify(await db.prisma.connection.findMany())).not.toContain('second');
      await db.prisma.connection.updateMany({ data: { realm: '2' } }); // moved by hand to another company
      await expect(readConnection(db.prisma, KEY, 'quickbooks', '2')).rejects.toThrow(REFUSED);
    } finally {
      await db.close();
      await database.drop();
    }
  });
});

describe('a new ENCRYPTION_KEY', () => {
  test('opens what the previous one sealed, after one start with both, and the previous one no longer does', async () => {
    const database = await freshDatabase();
    const db = await openDatabase({ databaseUrl: database.url, dataDir: '', connections: 2 });
    try {
      const [old, fresh] = [randomBytes(32), randomBytes(32)];
      await writeConnection(db.prisma, old, 'quickbooks', '1', 'token');
      await writeConnection(db.prisma, randomBytes(32), 'lost', '1', 'of a third key');
      expect(await rotateKey(db.prisma, fresh, old)).toBe(1);
      expect(await rotateKey(db.prisma, fresh, old)).toBe(0);
      expect(await readConnection(db.prisma, fresh, 'quickbooks', '1')).toBe('token');
      await expect(readConnection(db.prisma, old, 'quickbooks', '1')).rejects.toThrow('ENCRYPTION_KEY');
    } finally {
      await db.close();
      await database.drop();
    }
  });
});
