import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';

export interface Child {
  port: number;
  process: ChildProcess;
  stop(): Promise<void>;
}

/** What cleans up after a measurement: once, though a signal and the failure that follows it both ask for it. */
export function endOf(cleanUp: () => Promise<void>): () => Promise<void> {
  let ended: Promise<void> | null = null;
  const end = () => {
    ended ??= cleanUp();
    return ended;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void end().finally(() => process.exit(1)));
  return end;
}

/** A TypeScript file as a process of its own, up once it writes a JSON line with a port. Its warnings go to stderr. */
export async function startChild(file: string, env: Record<string, string>): Promise<Child> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it was ready`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { port, level, msg }: { port?: number; level?: number; msg?: string } = JSON.parse(line);
      if (port !== undefined) resolve(port);
      else if ((level ?? 0) >= 40) process.stderr.write(`${msg}: ${line}\n`);
    });
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return; // Ctrl-C reaches it too
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return { port, process: child, stop };
}
