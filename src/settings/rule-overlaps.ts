import type { ApprovalRule } from './types.ts';

/** Which rules no question ever reaches, and which two answer the same question differently. Pure. */

export interface Unreachable {
  rule: ApprovalRule;
  /** Stands before it and fits all that it fits. */
  by: ApprovalRule;
}

export interface Overlap {
  /** Decides where both fit. */
  earlier: ApprovalRule;
  later: ApprovalRule;
}

/**
 * Rules with `auto` and rules that ask people are two lists in one: the first of each that fits decides, so that one
 * never hides the other.
 */
export function unreachable(rules: readonly ApprovalRule[]): Unreachable[] {
  return rules.flatMap((rule, index) => {
    const by = rules.slice(0, index).find((earlier) => covers(earlier, rule));
    return by ? [{ rule, by }] : [];
  });
}

/**
 * Two rules of which neither fits all that the other fits, that both fit something, and that ask for different things
 * there. A narrow rule before a wide one is how rules are meant to be written, and is none.
 */
export function overlaps(rules: readonly ApprovalRule[]): Overlap[] {
  return rules.flatMap((later, index) =>
    rules
      .slice(0, index)
      .filter(
        (earlier) =>
          earlier.auto === later.auto &&
          !covers(earlier, later) &&
          !covers(later, earlier) &&
          meet(earlier, later) &&
          asksFor(earlier) !== asksFor(later),
      )
      .map((earlier) => ({ earlier, later })),
  );
}

/** In words for a warning; each continues the sentence that names the rule. */
export function unreachableWords({ by }: Unreachable): string {
  return `is never reached: “${by.label}” (line ${by.line}) stands before it and fits all that it fits; move the narrower rule up, or remove it.`;
}

export function overlapWords({ earlier }: Overlap): string {
  return `overlaps with “${earlier.label}” (line ${earlier.line}), which decides where both fit, because it stands first; put first the one that should decide there.`;
}

/** Whether a warning is one of these two. */
export function isAboutReach(warning: string): boolean {
  return / is never reached: “| overlaps with “/.test(warning);
}

/** Whether whatever fits `later` fits `earlier` too. */
function covers(earlier: ApprovalRule, later: ApprovalRule): boolean {
  return (
    earlier.auto === later.auto &&
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
  const words = outer.map(folded);
  return inner?.every((word) => words.includes(folded(word))) ?? false;
}

const folded = (word: string) => word.trim().toLowerCase();

function findingWithin(inner: ApprovalRule['finding'], outer: ApprovalRule['finding']): boolean {
  if (outer === null) return true;
  if (Array.isArray(outer)) return Array.isArray(inner) && inner.every((code) => outer.includes(code));
  return Array.isArray(inner) ? outer : inner === outer;
}

/** Whether something fits both. Customers may be written in several ways: only equal words are known to be the same. */
function meet(a: ApprovalRule, b: ApprovalRule): boolean {
  const either = <T>(one: T | null, other: T | null) => one === null || other === null || one === other;
  const shared = (one: readonly string[] | null, other: readonly string[] | null) =>
    one === null || other === null || one.some((word) => other.map(folded).includes(folded(word)));
  const least = Math.max(a.overMinor ?? Number.NEGATIVE_INFINITY, b.overMinor ?? Number.NEGATIVE_INFINITY);
  const most = Math.min(a.upToMinor ?? Number.POSITIVE_INFINITY, b.upToMinor ?? Number.POSITIVE_INFINITY);
  return (
    either(a.kind, b.kind) &&
    least < most &&
    shared(a.projects, b.projects) &&
    shared(a.customers, b.customers) &&
    either(a.knownCustomer, b.knownCustomer) &&
    !(a.finding === false && b.finding !== null && b.finding !== false) &&
    !(b.finding === false && a.finding !== null && a.finding !== false)
  );
}

/** What a rule asks of people: two that ask the same may overlap as they like. */
function asksFor(rule: ApprovalRule): string {
  const { approvals, needs, inOrder, selfApproval, editorCounts, undo } = rule;
  const { confirmOverMinor, dailyCapMinor, sampleOneIn } = rule;
  const roles = rule.from?.map((group) => group.toSorted()) ?? rule.roles.toSorted();
  const more = { confirmOverMinor, dailyCapMinor, sampleOneIn, undo };
  return JSON.stringify({ approvals, roles, needs, inOrder, selfApproval, editorCounts, ...more });
}
