import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Demo {
  child: ChildProcess;
  url: string;
  lines: string[];
}

/** `npm run demo` as a newcomer starts it, on ports and a folder of its own. */
export async function startDemo(folder: string): Promise<Demo> {
  const env = { ...process.env, SANDBOX_PORT: '0', DATA_DIR: folder };
  const child = spawn('npm', ['run', 'demo'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    const [url] = /http:\/\/localhost:\d+/.exec(line) ?? [];
    if (url) return { child, url, lines };
  }
  throw new Error(`the demo ended before it was up:\n${lines.join('\n')}`);
}

/** Resolves once npm is gone; one that never came up is nothing to stop. */
export async function stopDemo(demo: Demo | undefined): Promise<void> {
  if (!demo || demo.child.exitCode !== null || demo.child.signalCode !== null) return;
  const gone = once(demo.child, 'exit');
  demo.child.kill('SIGTERM');
  await gone;
}
