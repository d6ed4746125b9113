import { type ChosenRule, tally } from '../../approval/policy.ts';
import type { ApprovalRule, Person, Projects } from '../../settings/types.ts';
import { hint, type Line, works } from './line.ts';

/** Who can answer each rule, whether they are enough, and which rules no question ever reaches. Pure. */
export function checkRules({ approvals, people }: Pick<Projects, 'approvals' | 'people'>): Line[] {
  return approvals.map((rule, index) => {
    const cover = approvals.slice(0, index).find((earlier) => covers(earlier, rule));
    if (cover) {
      return hint(
        `“${rule.label}” (line ${rule.line}) is never reached: “${cover.label}” (line ${cover.line}) stands before it and fits all that it fits`,
        'Move the narrower rule up, or remove it.',
      );
    }
    return rule.auto ? works(rule.label) : answerable(rule, people);
  });
}

function answerable(rule: ApprovalRule, people: readonly Person[]): Line {
  const able = people.filter(({ roles }) => roles.some((role) => rule.roles.includes(role)));
  const names = able.map(({ name }) => name).join(', ') || 'nobody';
  // Whether there is an order in which they could: the order itself keeps nobody out for good.
  const chosen: ChosenRule = { ...rule, inOrder: false, confirm: false, settingsHash: '' };
  const enough = (who: readonly Person[]) =>
    tally({ rule: chosen, approvedBy: who.map(({ id }) => id) }, people).enough;
  if (!enough(able)) {
    return hint(
      `“${rule.label}” can never be met: it can be answered by ${names} alone`,
      `Give more people ${rule.roles.join(' or ')}, or ask for fewer approvals.`,
    );
  }
  const needed = able.filter((one) => !enough(able.filter((other) => other !== one)));
  if (rule.selfApproval || needed.length === 0) return works(`${rule.label}: ${names}`);
  return hint(
    `“${rule.label}” can be answered by ${names}, and not where ${needed.map(({ name }) => name).join(' or ')} asks for the draft: their own approval does not count then`,
    `Give one more person ${rule.roles.join(' or ')}, have others ask for drafts, or write self_approval: true.`,
  );
}

/** Whether whatever fits `later` fits `earlier` too. An automatic rule lets some through to those behind it. */
export function covers(earlier: ApprovalRule, later: ApprovalRule): boolean {
  if (earlier.auto && !later.auto) return false;
  if (earlier.auto && (earlier.dailyCapMinor !== null || earlier.sampleOneIn > 0)) return false;
  return (
    (earlier.kind === null || earlier.kind === later.kind) &&
    (earlier.overMinor === null || (later.overMinor !== null && later.overMinor >= earlier.overMinor)) &&
    (earlier.upToMinor === null || (later.upToMinor !== null && later.upToMinor <= earlier.upToMinor)) &&
    within(later.projects, earlier.projects) &&
    within(later.customers, earlier.customers) &&
    (earlier.knownCustomer === null || earlier.knownCustomer === later.knownCustomer) &&
    findingWithin(later.finding, earlier.finding)
  );
}

function within(inner: readonly string[] | null, outer: readonly string[] | null): boolean {
  if (outer === null) return true;
  const words = outer.map((word) => word.trim().toLowerCase());
  return inner?.every((word) => words.includes(word.trim().toLowerCase())) ?? false;
}

function findingWithin(inner: ApprovalRule['finding'], outer: ApprovalRule['finding']): boolean {
  if (outer === null) return true;
  if (Array.isArray(outer)) return Array.isArray(inner) && inner.every((code) => outer.includes(code));
  return Array.isArray(inner) ? outer : inner === outer;
}
