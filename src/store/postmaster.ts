import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

export interface Postmaster {
  pid: number;
  port: number;
}

/** The server of a cluster, by the file it keeps there while it runs. */
export function postmaster(cluster: string): Postmaster | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    const port = Number(lines[3]);
    return pid > 0 && port > 0 ? { pid, port } : null;
  } catch {
    return null; // no file: no server
  }
}

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
