import type { ChosenRule } from '../../approval/chosen-rule.ts';
import { tally } from '../../approval/policy.ts';
import { NEVER_MET } from '../../settings/cross-checks.ts';
import { overlaps, overlapWords, unreachable, unreachableWords } from '../../settings/rule-overlaps.ts';
import type { ApprovalRule, Person, Projects } from '../../settings/types.ts';
import { isUserGroup } from '../../settings/user-group.ts';
import { broken, hint, type Line, works } from './line.ts';

/** Who can answer each rule, whether they are enough, which rules no question ever reaches, and which overlap. Pure. */
export function checkRules({ approvals, people }: Pick<Projects, 'approvals' | 'people'>): Line[] {
  const hidden = unreachable(approvals);
  const doubled = overlaps(approvals);
  return approvals.flatMap((rule): Line[] => {
    const never = hidden.find((one) => one.rule === rule);
    if (never) return [hint(`${named(rule)} ${unreachableWords(never)}`)];
    return [
      rule.auto ? works(rule.label) : answerable(rule, people),
      ...doubled
        .filter(({ later }) => later === rule)
        .map((overlap) => hint(`${named(rule)} ${overlapWords(overlap)}`)),
    ];
  });
}

const named = ({ label, line }: ApprovalRule) => `“${label}” (line ${line})`;

function answerable(rule: ApprovalRule, people: readonly Person[]): Line {
  const able = people.filter(({ roles }) => roles.some((role) => rule.roles.includes(role)));
  const groups = [...new Set(rule.roles.filter(isUserGroup))];
  const members = groups.map((group) => `whoever is in the user group ${group}`);
  const names = [...able.map(({ name }) => name), ...members].join(', ') || 'nobody';
  // Whether there is an order in which they could: the order itself keeps nobody out for good.
  const chosen: ChosenRule = { ...rule, inOrder: false, confirm: false, settingsHash: '' };
  const enough = (who: readonly Person[]) =>
    tally({ rule: chosen, approvedBy: who.map(({ id }) => id) }, who).enough;
  // Who is in a group is Slack's to say, and asked there: here it has as many people as could be needed.
  const unnamed = groups.flatMap((group) =>
    Array.from({ length: rule.approvals }, (_, index) => ({
      id: `${group}/${index}`,
      name: '',
      roles: [group],
    })),
  );
  if (!enough([...able, ...unnamed])) {
    return broken(
      `${named(rule)} ${NEVER_MET} as it stands: it can be answered by ${names} alone`,
      `Give more people ${rule.roles.join(' or ')}, or ask for fewer approvals. Until then its drafts go to the finance managers.`,
    );
  }
  if (groups.length > 0) return works(`${rule.label}: ${names}`);
  const needed = able.filter((one) => !enough(able.filter((other) => other !== one)));
  if (rule.selfApproval || needed.length === 0) return works(`${rule.label}: ${names}`);
  return hint(
    `“${rule.label}” can be answered by ${names}, and not where ${needed.map(({ name }) => name).join(' or ')} asks for the draft: their own approval does not count then`,
    `Give one more person ${rule.roles.join(' or ')}, have others ask for drafts, or write self_approval: true.`,
  );
}
