import { nearest } from '../core/nearest.ts';
import type { ProjectEntry } from './project.ts';
import type { Report } from './report.ts';
import { overlaps, overlapWords, unreachable, unreachableWords } from './rule-overlaps.ts';
import type { ApprovalRule, Person } from './types.ts';
import { isUserGroup } from './user-group.ts';
import type { Path } from './yaml-tree.ts';

/** Codes that differ, case aside, and a billing sheet of its own for each project. */
export function checkProjects(report: Report, entries: readonly ProjectEntry[]): void {
  const codes = new Map<string, string>();
  const sheets = new Map<string, string>();
  for (const [index, { code, billingSheet }] of entries.entries()) {
    const path = ['projects', index];
    const name = code ?? `projects[${index}]`;
    const twin = code === null ? undefined : codes.get(code.toLowerCase());
    if (twin !== undefined) {
      report.error([...path, 'code'], `is the code of another project too (${twin}): give each its own.`);
    }
    if (code !== null) codes.set(code.toLowerCase(), code);
    const owner = billingSheet === null ? undefined : sheets.get(billingSheet);
    if (owner !== undefined) {
      report.error(
        [...path, 'billing', 'sheet'],
        `is the billing sheet of ${owner} too, whose rows would be billed twice: give each project its own sheet.`,
      );
    }
    if (billingSheet !== null) sheets.set(billingSheet, name);
  }
  checkReviews(report, entries);
}

/** Rows for the finance people must not land among those that are billed or compared. */
function checkReviews(report: Report, entries: readonly ProjectEntry[]): void {
  const owners = new Map<string, string>();
  for (const { project } of entries) {
    for (const used of [project?.billing, project?.costs]) {
      if (project && used) owners.set(used.sheet, project.code);
    }
  }
  const named = new Set<string>();
  for (const [index, { project }] of entries.entries()) {
    const owner = owners.get(project?.review?.sheet ?? '');
    if (!owner || !project?.review || named.has(project.review.sheet)) continue;
    named.add(project.review.sheet);
    report.error(
      ['projects', index, 'review'],
      `puts its rows into a billing or cost sheet of ${owner}: give the finance review a sheet of its own.`,
    );
  }
}

/** The codes as the projects write them; one that no project has is an error. `codes` null: not all are readable. */
export function knownCodes(
  report: Report,
  given: readonly string[],
  path: Path,
  codes: readonly string[] | null,
): string[] {
  return given.map((word) => {
    const code = codes?.find((known) => known.toLowerCase() === word.toLowerCase());
    if (code !== undefined || codes === null) return code ?? word;
    const near = nearest(word, codes);
    const advice =
      near.length > 0 ? `did you mean ${near.join(' or ')}?` : `write one of ${codes.join(', ')}.`;
    report.error(path, `asks for ${JSON.stringify(word)}, which no project has as its code: ${advice}`);
    return word;
  });
}

/** Every role that is asked must be held, and by enough people. `escalateTo`: those written, not the default. */
export function checkRoles(
  report: Report,
  people: readonly Person[],
  rules: readonly (ApprovalRule | null)[],
  escalateTo: readonly string[],
): void {
  const held = [...new Set(people.flatMap(({ roles }) => roles))];
  const unheld = (roles: readonly string[]): string[] =>
    roles.filter((role) => !held.includes(role) && !isUserGroup(role)); // Slack says who is in a group
  for (const rule of rules) {
    if (!rule) continue;
    const path = ['approvals', rule.index, rule.from ? 'from' : 'roles'];
    const missing = unheld(rule.roles);
    for (const role of missing) report.error(path, nobodyHolds(role, held));
    if (missing.length === 0) checkEnough(report, people, rule);
  }
  for (const role of unheld(escalateTo)) report.error(['waiting', 'escalate_to'], nobodyHolds(role, held));
  if (!held.includes('finance_manager')) {
    report.warn(
      ['people'],
      'has no finance_manager: what no rule covers, settings and the stop command have nobody; give someone that role.',
    );
  }
}

function nobodyHolds(role: string, held: readonly string[]): string {
  const [near] = nearest(role, held, 1);
  const advice = near === undefined ? `give someone under people that role` : `did you mean ${near}?`;
  return `asks ${role}, which nobody holds: ${advice}${near === undefined ? '.' : ''}`;
}

/**
 * A role that nobody holds is an error: it is misspelt, or the rule is for nobody. A rule that asks more people than
 * there are is a warning at start and fails `doctor`: the other rules still work, the contract's own example has one
 * such rule, and at run time its drafts go to the finance managers with the reason. Who is in a user group only Slack
 * knows: as far as settings go, it has as many people as are asked.
 */
function checkEnough(report: Report, people: readonly Person[], rule: ApprovalRule): void {
  if (rule.auto) return;
  const seats =
    rule.from && rule.needs === 'all' ? rule.from : Array.from({ length: rule.approvals }, () => rule.roles);
  const known = seats.filter((roles) => !roles.some(isUserGroup));
  const filled = seats.length - known.length + seatsFilled(known, people);
  if (filled >= seats.length) return;
  const has = filled === 1 ? 'only 1 person' : `only ${filled} people`;
  report.warn(
    ['approvals', rule.index],
    `(${rule.label}) ${NEVER_MET}: ${has} can answer it, and nobody counts twice; give more people ${rule.roles.join(' or ')}, or ask for fewer approvals.`,
  );
}

/** Of these rules `doctor` says the same in its own section. */
export const NEVER_MET = 'can never be met';

/** How many seats can be taken by different people: a matching, since one person may fit several. */
function seatsFilled(seats: readonly (readonly string[])[], people: readonly Person[]): number {
  const seatOf = new Map<string, number>();
  const place = (seat: number, tried: Set<string>): boolean =>
    people.some(({ id, roles }) => {
      if (tried.has(id) || !roles.some((role) => seats[seat]?.includes(role))) return false;
      tried.add(id);
      const taken = seatOf.get(id);
      if (taken !== undefined && !place(taken, tried)) return false;
      seatOf.set(id, seat);
      return true;
    });
  return seats.filter((_, seat) => place(seat, new Set())).length;
}

/** Which rules no question ever reaches, and which answer the same one differently: both work, and are rarely meant. */
export function checkReach(report: Report, rules: readonly ApprovalRule[]): void {
  const note = ({ index, label }: ApprovalRule, words: string) =>
    report.warn(['approvals', index], `(${label}) ${words}`);
  const hidden = unreachable(rules);
  for (const one of hidden) note(one.rule, unreachableWords(one));
  const reached = rules.filter((rule) => !hidden.some((one) => one.rule === rule));
  for (const overlap of overlaps(reached)) note(overlap.later, overlapWords(overlap));
}
