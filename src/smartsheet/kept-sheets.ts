import { promisify } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { constants, gunzip, gzip } from 'node:zlib';
import type { SheetColumns } from './types.ts';

/** What sheets said when they were last read, so that a later reading asks for what changed since and for no more. */
export interface KeptSheets {
  /** Packed; null where it is to be read whole. */
  take(sheetId: string): Uint8Array | null;
  /** `whole`: of a reading that went on from nothing. */
  keep(sheetId: string, packed: Uint8Array, whole: boolean): void;
}

/** So much of all of them, of which those that were not read for the longest go first. 100,000 rows are a few MB. */
const MOST_BYTES = 48 * 1024 * 1024;
/** Whatever changes might go unnamed, once in a week everything is read anew. */
const WHOLE_EVERY_MS = 7 * 24 * 3_600_000;

export function createKeptSheets(now: () => Date): KeptSheets {
  const kept = new Map<string, { packed: Uint8Array; wholeAt: number }>();
  return {
    take(sheetId) {
      const found = kept.get(sheetId);
      if (found && now().getTime() - found.wholeAt < WHOLE_EVERY_MS) return found.packed;
      kept.delete(sheetId);
      return null;
    },
    keep(sheetId, packed, whole) {
      const wholeAt = (whole ? undefined : kept.get(sheetId)?.wholeAt) ?? now().getTime();
      kept.delete(sheetId);
      kept.set(sheetId, { packed, wholeAt });
      let bytes = [...kept.values()].reduce((sum, one) => sum + one.packed.length, 0);
      for (const [oldest, one] of kept) {
        if (bytes <= MOST_BYTES) break;
        kept.delete(oldest);
        bytes -= one.packed.length;
      }
    },
  };
}

const FASTEST = { level: constants.Z_BEST_SPEED };

export async function packed(sheet: SheetColumns): Promise<Uint8Array> {
  return new Uint8Array(await promisify(gzip)(serialize(sheet), FASTEST));
}

export async function unpacked(bytes: Uint8Array): Promise<SheetColumns> {
  return deserialize(await promisify(gunzip)(bytes));
}
