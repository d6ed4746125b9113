import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import process from 'node:process';

/**
 * The secret in `file`, made where there is none. It appears whole or not at all: a kill in the middle leaves no
 * empty one, and of two processes that make it at once both get the same.
 */
export function keptSecret(file: string, make: () => string): string {
  if (!existsSync(file)) {
    const fresh = `${file}.${process.pid}`;
    writeFileSync(fresh, make(), { mode: 0o600 });
    try {
      linkSync(fresh, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(fresh, { force: true });
    }
  }
  return readFileSync(file, 'utf8').trim();
}
