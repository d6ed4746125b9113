import { awayVerb, backVerb } from './away.ts';
import { logVerb } from './log.ts';
import { resumeVerb, stopVerb } from './stop.ts';
import { summaryVerb } from './summary.ts';
import type { Verb } from './verb.ts';

/** To add a verb is to add a file and a line here. */
export const VERBS: ReadonlyMap<string, Verb> = new Map([
  ['stop', stopVerb],
  ['resume', resumeVerb],
  ['away', awayVerb],
  ['back', backVerb],
  ['log', logVerb],
  ['summary', summaryVerb],
]);

export function help(problem: string | null): string {
  const lines = [...VERBS.values()].map(({ usage }) => `/countersign ${usage}`);
  return [...(problem ? [problem] : []), ...lines].join('\n');
}
