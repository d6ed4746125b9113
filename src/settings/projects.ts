import { z } from 'zod';
import { sha256 } from '../core/identity.ts';
import { readCompany, readPeople, readSchedules, readTolerance, readWaiting } from './company.ts';
import { readGeneral } from './cost-checks.ts';
import { checkProjects, checkReach, checkRoles } from './cross-checks.ts';
import { mapping, show } from './fields.ts';
import { readInbound } from './inbound.ts';
import { readProject } from './project.ts';
import { createReport, type Report } from './report.ts';
import { readRule } from './rules.ts';
import type { Projects } from './types.ts';
import { type Problem, readYamlTree } from './yaml-tree.ts';

export type ProjectsResult =
  | { ok: true; value: Projects; hash: string; warnings: string[] }
  | { ok: false; errors: string[] };

const fileSchema = mapping({
  company: z.unknown().optional(),
  people: z.unknown().optional(),
  projects: z.unknown().optional(),
  approvals: z.unknown().optional(),
  waiting: z.unknown().optional(),
  tolerance: z.unknown().optional(),
  digest: z.unknown().optional(),
  reconcile: z.unknown().optional(),
  review: z.unknown().optional(),
  checks: z.unknown().optional(),
  inbound: z.unknown().optional(),
});

/**
 * Reads projects.yml. Each error and warning is one line, "projects.yml:12: projects[0].mode is …: write …", in
 * the file's order; `hash` is the SHA-256 of the text. Never throws, whatever the text.
 */
export function parseProjects(text: string, fileName: string): ProjectsResult {
  const tree = readYamlTree(text);
  if (!tree.lineOf) return { ok: false, errors: asLines(fileName, tree.problems) };
  const report = createReport(tree.lineOf);
  const value = readFile(report, tree.value);
  const errors = [...tree.problems, ...report.errors];
  if (errors.length > 0 || !value) return { ok: false, errors: asLines(fileName, errors) };
  return { ok: true, value, hash: sha256(text), warnings: asLines(fileName, report.warnings) };
}

function asLines(fileName: string, problems: readonly Problem[]): string[] {
  const inOrder = problems.toSorted((a, b) => a.line - b.line);
  return inOrder.map(({ line, text }) =>
    line === 0 ? `${fileName} ${text}` : `${fileName}:${line}: ${text}`,
  );
}

function readFile(report: Report, tree: unknown): Projects | null {
  if (tree === undefined) {
    report.error([], 'the file is empty: write at least one project (see projects.yml in the README).');
    return null;
  }
  // Unknown keys are noted here; the sections are read all the same, so that every error comes at once.
  const { data: file } = report.salvage(fileSchema, tree, []);
  if (!file) return null;
  const company = readCompany(report, file.company);
  const people = readPeople(report, file.people);
  const general = readGeneral(report, file.review, file.checks, company.currency);
  const entries = readList(report, 'projects', file.projects).map((entry, index) =>
    readProject(report, entry, index, company, general),
  );
  if (file.projects === undefined || (Array.isArray(file.projects) && entries.length === 0)) {
    report.error(['projects'], 'is missing: write a list with at least one project.');
  }
  // The project whose code is unreadable may be the one a rule names: only a whole list shows that a code is unknown.
  const readable = entries.map(({ code }) => code).filter((code) => code !== null);
  const codes = readable.length === entries.length ? readable : null;
  const rules = readList(report, 'approvals', file.approvals).map((entry, index) =>
    readRule(report, entry, index, { currency: company.currency, codes }),
  );
  const { waiting, written } = readWaiting(report, file.waiting, company);
  const tolerance = readTolerance(report, file.tolerance, company);
  const whole = entries.flatMap(({ project }) => (project ? [project] : []));
  const inbound = readInbound(
    report,
    readList(report, 'inbound', file.inbound),
    whole.length === entries.length ? whole : null,
  );
  const schedules = readSchedules(report, file.digest, file.reconcile);
  checkProjects(report, entries);
  if (people) checkRoles(report, people, rules, written);
  checkReach(
    report,
    rules.filter((rule) => rule !== null),
  );
  return {
    company,
    people: people ?? [],
    projects: entries.map(({ project }) => project).filter((project) => project !== null),
    approvals: rules.filter((rule) => rule !== null),
    waiting,
    tolerance,
    ...schedules,
    inbound,
  };
}

function readList(report: Report, key: 'projects' | 'approvals' | 'inbound', value: unknown): unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  report.error([key], `is ${show(value)}: write a list, each entry beginning with a dash.`);
  return [];
}
