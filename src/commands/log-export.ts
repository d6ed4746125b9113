import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { nearest } from '../core/nearest.ts';
import { counted } from '../log/entry.ts';
import { exportLog, loggedProjects } from '../log/export.ts';
import { signingKey } from '../log/signing-key.ts';
import { writeExport } from '../log/write-export.ts';
import { parseStoreEnv } from '../settings/store-env.ts';
import type { Database } from '../store/database.ts';
import { openStore } from '../wiring.ts';
import type { CommandContext } from './context.ts';
import { mustExist } from './existing-store.ts';

export interface ExportRequest {
  out: string;
  project: string | null;
  since: Date | null;
}

/** Writes the decision log to a file, beside a running bot or without one. Throws Error in words. */
export async function logExport(request: ExportRequest, context: CommandContext): Promise<number> {
  const settings = parseStoreEnv(context.env);
  if (!settings.ok) {
    for (const error of settings.errors) context.complain(error);
    return 1;
  }
  mustBeWritable(request.out);
  mustExist(settings.value);
  const store = await openStore(settings.value, { database: 2, locks: 1 });
  try {
    const filter = { since: request.since, project: await knownProject(store.db, request.project) };
    const key = await signingKey(store.db, store.locks, store.key);
    const { count, shown } = await writeExport(
      exportLog(store.db, key, filter, context.now()),
      resolve(request.out),
    );
    const partly = shown === count ? '' : `, ${shown} of them in full and the others as their hashes`;
    context.say(`${counted(count)} written to ${request.out}${partly}.`);
    context.say(`  public key ${key.publicKey}`);
    return 0;
  } finally {
    await store.close();
  }
}

function mustBeWritable(out: string): void {
  const folder = dirname(resolve(out));
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder} to write ${out} in: make it first.`);
  if (existsSync(out) && statSync(out).isDirectory())
    throw new Error(`${out} is a folder: name a file in it.`);
}

async function knownProject(db: Database, wanted: string | null): Promise<string | null> {
  if (wanted === null) return null;
  const codes = await loggedProjects(db);
  const code = codes.find((known) => known.toLowerCase() === wanted.toLowerCase());
  if (code !== undefined) return code;
  const near = nearest(wanted, codes);
  const hint =
    near.length > 0
      ? `did you mean ${near.join(' or ')}?`
      : codes.length > 0
        ? `it has entries of ${codes.slice(0, 10).join(', ')}.`
        : 'it has no entries of any project yet.';
  throw new Error(`The log has no entries of a project “${wanted}”: ${hint}`);
}
