import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';

export type WriteText = (text: string) => void;

// Large enough that the system is asked seldom, small enough that the text is still in the processor's cache.
const CHUNK = 1 << 19;

interface Target {
  /** Where links lead. */
  path: string;
  folder: string;
  /** The file there, if there is one. */
  mode: number | null;
  /** A pipe or a device is no file that another could take the place of. */
  isReplaced: boolean;
}

function targetOf(path: string): Target {
  const there = statSync(path, { throwIfNoEntry: false });
  const isReplaced = there === undefined || there.isFile();
  const real = there !== undefined && isReplaced ? realpathSync(path) : path;
  return { path: real, folder: dirname(real), mode: there?.mode ?? null, isReplaced };
}

/** What stands in the way of writing this file, before any work is done for it; null where nothing does. */
export function outProblem(out: string, inputs: readonly string[]): string | null {
  try {
    const { path, folder, mode, isReplaced } = targetOf(out);
    if (mode !== null && statSync(path).isDirectory()) return `${out} is a folder: name a file to write.`;
    const input = inputs.find((file) => existsSync(file) && realpathSync(file) === path);
    if (input !== undefined) return `--out is ${input} itself, which would be lost: name another file.`;
    if (mode !== null) accessSync(path, constants.W_OK);
    if (isReplaced) accessSync(join(folder, '.'), constants.W_OK);
    return null;
  } catch (error) {
    return whyNot(out, error);
  }
}

/**
 * Writes the file as a whole or not at all: under another name beside it, which it loses at the end. Throws an Error
 * with a sentence for people.
 */
export function writeWhole(out: string, write: (text: WriteText) => void): void {
  let unfinished: string | null = null;
  try {
    const { path, folder, mode, isReplaced } = targetOf(out);
    if (isReplaced) unfinished = join(folder, `.reconcile-${process.pid}-${process.hrtime.bigint()}.part`);
    const flags = isReplaced ? 'wx' : 'w';
    const handle = openSync(unfinished ?? path, flags, isReplaced && mode !== null ? mode : 0o666);
    try {
      writeInChunks(handle, write);
    } finally {
      closeSync(handle);
    }
    if (unfinished !== null) renameSync(unfinished, path);
  } catch (error) {
    if (unfinished !== null && existsSync(unfinished)) rmSync(unfinished);
    throw new Error(whyNot(out, error), { cause: error });
  }
}

/**
 * Removes what an earlier run wrote here, so that its answer is not taken for that of a run that failed; true where it
 * did. A file that does not begin as an answer does is somebody's, and stays.
 */
export function removeEarlierAnswer(path: string, beginning: string): boolean {
  try {
    if (!existsSync(path) || !statSync(path).isFile()) return false;
    const start = Buffer.alloc(beginning.length);
    const handle = openSync(path, 'r');
    readSync(handle, start);
    closeSync(handle);
    if (start.toString('latin1') !== beginning) return false;
    rmSync(realpathSync(path));
    return true;
  } catch {
    // It cannot be removed: the exit status and the message still say that there is no new answer.
    return false;
  }
}

function writeInChunks(handle: number, write: (text: WriteText) => void): void {
  let pending: string[] = [];
  let size = 0;
  const flush = () => {
    const bytes = Buffer.from(pending.join(''));
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
    pending = [];
    size = 0;
  };
  write((text) => {
    pending.push(text);
    size += text.length;
    if (size >= CHUNK) flush();
  });
  flush();
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EFBIG: 'the file would be larger than is allowed',
  ENAMETOOLONG: 'its name is too long',
};

function whyNot(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return `${path} cannot be written: ${REASONS[code] ?? String(error)}.`;
}
