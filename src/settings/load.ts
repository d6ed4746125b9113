import { type Env, PROJECTS_FILE, parseEnv } from './env.ts';
import { missingSecrets } from './inbound.ts';
import { type ProjectsResult, parseProjects } from './projects.ts';
import type { Projects } from './types.ts';

export interface Settings {
  env: Env;
  projects: Projects;
  /** SHA-256 of projects.yml: the version that a decision names. */
  projectsHash: string;
  /** One line each; nothing that keeps the bot from starting. */
  warnings: string[];
}

export type SettingsResult = { ok: true; value: Settings } | { ok: false; errors: string[] };

/**
 * The environment and projects.yml, with the errors of both together. `readFile` gives a file's text and throws
 * as node:fs does; it is asked for the projects file even where the environment has errors.
 */
export function loadSettings(
  env: Record<string, string | undefined>,
  readFile: (path: string) => string,
): SettingsResult {
  const parsed = parseEnv(env);
  const projects = readProjects(env.PROJECTS_FILE?.trim() || PROJECTS_FILE, readFile);
  const missing = projects.ok ? missingSecrets(env, projects.value.inbound) : [];
  if (parsed.ok && projects.ok && missing.length === 0) {
    const { value, hash, warnings } = projects;
    return { ok: true, value: { env: parsed.value, projects: value, projectsHash: hash, warnings } };
  }
  const errors = [...(parsed.ok ? [] : parsed.errors), ...missing, ...(projects.ok ? [] : projects.errors)];
  return { ok: false, errors };
}

function readProjects(file: string, readFile: (path: string) => string): ProjectsResult {
  try {
    return parseProjects(readFile(file), file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { ok: false, errors: [`${file} ${unreadable(error.code)}`] };
  }
}

function unreadable(code: unknown): string {
  if (code === 'ENOENT') {
    return 'does not exist: write it as the README shows, with at least one project, or set PROJECTS_FILE to where it is.';
  }
  if (code === 'EISDIR') return 'is a folder: set PROJECTS_FILE to the file in it.';
  return `cannot be read (${String(code)}): give the user that runs the bot the right to read it.`;
}
