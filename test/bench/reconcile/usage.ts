import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

/** Imported before a measured process's own file: when it ends, what it used goes to USAGE_FILE as JSON. */

const { USAGE_FILE } = process.env;
if (isMainThread && USAGE_FILE) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    const used = { peakBytes: maxRSS * 1024, cpuMilliseconds: (userCPUTime + systemCPUTime) / 1000 };
    writeFileSync(USAGE_FILE, JSON.stringify(used));
  });
}
