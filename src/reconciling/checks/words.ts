import type { KnownBlock } from '@slack/types';
import { markdown, section, small } from '../../slack/blocks/parts.ts';
import { cut } from '../../slack/blocks/text.ts';
import { CHECK_NAMES, type CheckName, type RunCheck } from './finding.ts';

/** As a bookkeeper says them, one and several. */
export const CHECK_WORDS: Readonly<Record<CheckName, string>> = {
  'duplicate-before-paid': 'may be paid twice',
  'coding-against-history': 'coded against the vendor’s history',
  'missing-purchase-order': 'no purchase order',
  'missing-receipt': 'no receipt',
  'unbilled-labour': 'unbilled labour',
};

const SHOWN = 5;

/**
 * A short block for a run's message: how many of each, and the first few in words. None where there are none.
 * `report`: whether there is one to be opened.
 */
export function worthALook(checks: readonly RunCheck[], report: boolean): KnownBlock[] {
  if (checks.length === 0) return [];
  const counts = CHECK_NAMES.map((name) => ({
    name,
    count: checks.filter(({ check }) => check === name).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${CHECK_WORDS[name]}: ${count}`);
  const there = report ? '; the report has them all' : '';
  const more = checks.length > SHOWN ? `and ${checks.length - SHOWN} more${there} · ` : '';
  return [
    markdown('*Worth a look*'),
    section(cut(shownOf(checks).map(checkLine).join('\n'), 2_900)),
    small(`${more}${counts.join(' · ')}`),
  ];
}

export const checkLine = ({ message }: RunCheck): string => `• ${cut(message, 260)}`;

/** One of each kind before a second of any, so that many of one do not hide the others. */
export function shownOf(checks: readonly RunCheck[], most = SHOWN): RunCheck[] {
  const seen = new Map<CheckName, number>();
  const ranked = checks.map((one, index) => {
    const nth = seen.get(one.check) ?? 0;
    seen.set(one.check, nth + 1);
    return { one, nth, index };
  });
  const chosen = ranked.toSorted((a, b) => a.nth - b.nth || a.index - b.index).slice(0, most);
  return chosen.sort((a, b) => a.index - b.index).map(({ one }) => one);
}
