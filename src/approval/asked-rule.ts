import type { Drafted } from '../proposals/draft.ts';
import type { ApprovalRule } from '../settings/types.ts';
import { type ChosenRule, chooseRule, fits, type Question, withAtLeast } from './chosen-rule.ts';

/**
 * The rule that a version is decided under: of its own rule kind where one of those asks people, else of its kind's; and
 * never fewer people than the version itself wants. Pure, for the bot and for the replay alike.
 */
export function askedRule(
  rules: readonly ApprovalRule[],
  question: Question,
  { ruleKind, atLeast }: Pick<Drafted, 'ruleKind' | 'atLeast'>,
  settingsHash: string,
): ChosenRule {
  const own = ruleKind === undefined ? null : { ...question, kind: ruleKind };
  const asked =
    own && rules.some((rule) => rule.kind === own.kind && !rule.auto && fits(rule, own)) ? own : question;
  const rule = chooseRule(rules, asked, settingsHash);
  return atLeast === undefined ? rule : withAtLeast(rule, atLeast);
}
