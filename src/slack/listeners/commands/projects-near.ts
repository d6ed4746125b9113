import { nearest } from '../../../core/nearest.ts';
import type { Project } from '../../../settings/types.ts';

/** For who typed a code that no project has: "The nearest: ACME-WEB.", or the projects there are. */
export function projectsNear(code: string, projects: readonly Project[]): string {
  const codes = projects.map((project) => project.code);
  const near = nearest(code, codes, 3);
  return near.length > 0
    ? `The nearest: ${near.join(', ')}.`
    : `The projects are ${codes.slice(0, 20).join(', ')}.`;
}
