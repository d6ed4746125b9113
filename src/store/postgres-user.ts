import { spawnSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import process from 'node:process';

/** How to run a Postgres program: Postgres refuses to run as root, whoever started Countersign. */
export interface PostgresUser {
  /** Put before the program and its arguments. */
  prefix: string[];
  own(path: string): void;
}

const UNPRIVILEGED = 65534; // "nobody": exists wherever Linux does, and owns nothing else of ours
const PLAIN: PostgresUser = { prefix: [], own: () => {} };

/**
 * As root, Postgres runs as "nobody". Where that user cannot reach the folder or the program (a clone under /root or
 * a mktemp folder), it keeps one of root's rights, to pass through folders, and nothing else.
 */
export function postgresUser(mustReach: readonly string[]): PostgresUser {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return PLAIN;
  const identity = [`--reuid=${UNPRIVILEGED}`, `--regid=${UNPRIVILEGED}`, '--clear-groups'];
  const passing = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const own = (path: string) => chownSync(path, UNPRIVILEGED, UNPRIVILEGED);
  for (const options of [identity, [...identity, ...passing]]) {
    const reached = mustReach.every(
      (path) => spawnSync('setpriv', [...options, 'ls', path], { stdio: 'ignore' }).status === 0,
    );
    if (reached) return { prefix: ['setpriv', ...options], own };
  }
  throw new Error(
    `The embedded database cannot run as root here: no unprivileged user can reach ${mustReach.join(' and ')}. ` +
      'Start Countersign as an ordinary user, or set DATABASE_URL and ENCRYPTION_KEY.',
  );
}
