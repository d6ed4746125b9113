import { groupKey, type Names, namesOf, stockOf } from './alike.ts';
import type { Answer } from './answer.ts';
import { judge, rowCauses } from './scoring.ts';
import type { Truth } from './truth.ts';

/** Where an answer goes wrong: for those who mend the engine. */

export interface Kind {
  kind: string;
  /** True groups or lone rows of the kind. */
  count: number;
  /** Groups found whole, or lone rows left alone. */
  right: number;
  /** Of those, with the right cause. */
  cause: number;
}

const withCause = (key: string, cause: string | null) => `${key} ${cause}`;

/** By habit: how many were found whole, and with the right cause. */
export function byKind(truth: Truth, answer: Answer): Kind[] {
  const names = namesOf(truth);
  const whole = stockOf(answer.matches.map((group) => groupKey(names, group)));
  const caused = stockOf(answer.matches.map((group) => withCause(groupKey(names, group), group.cause)));
  const kinds = new Map<string, Kind>();
  const count = (kind: string, right: boolean, cause: boolean) => {
    const row = kinds.get(kind) ?? { kind, count: 0, right: 0, cause: 0 };
    kinds.set(kind, row);
    row.count += 1;
    row.right += right ? 1 : 0;
    row.cause += right && cause ? 1 : 0;
  };
  for (const group of truth.groups) {
    const key = groupKey(names, group);
    count(group.kind ?? group.cause ?? 'group', whole(key), caused(withCause(key, group.cause)));
  }
  for (const side of ['sheet', 'ledger'] as const) loneKinds(truth, answer, names, side, count);
  return [...kinds.values()].sort((a, b) => b.count - b.right - (a.count - a.right));
}

function loneKinds(
  truth: Truth,
  answer: Answer,
  names: Names,
  side: 'sheet' | 'ledger',
  count: (kind: string, right: boolean, cause: boolean) => void,
): void {
  const alone = stockOf(answer.unmatched[side].map((one) => names[side](one.id)));
  const caused = stockOf(answer.unmatched[side].map((one) => withCause(names[side](one.id), one.cause)));
  for (const one of truth.unmatched[side]) {
    const name = names[side](one.id);
    count(
      `alone on the ${side}: ${one.kind ?? one.cause ?? 'row'}`,
      alone(name),
      caused(withCause(name, one.cause)),
    );
  }
}

/** "cause said for cause true": how many rows, most first. */
export function causesConfused(truth: Truth, answer: Answer): { said: string; true: string; rows: number }[] {
  const names = namesOf(truth);
  const split = (key: string) =>
    [key.slice(0, key.lastIndexOf(' ')), key.slice(key.lastIndexOf(' ') + 1)] as const;
  const said = rowCauses(names, { groups: answer.matches, unmatched: answer.unmatched });
  const known = rowCauses(names, truth);
  const claim = stockOf(known);
  const wrong = new Map<string, string[]>();
  for (const key of said.filter((one) => !claim(one))) {
    const [row, cause] = split(key);
    wrong.set(row, [...(wrong.get(row) ?? []), cause]);
  }
  const claimSaid = stockOf(said);
  const counts = new Map<string, number>();
  for (const key of known.filter((one) => !claimSaid(one))) {
    const [row, cause] = split(key);
    const instead = wrong.get(row)?.pop() ?? '-';
    counts.set(`${instead} ${cause}`, (counts.get(`${instead} ${cause}`) ?? 0) + 1);
  }
  return [...counts]
    .map(([pair, rows]) => ({ said: split(pair)[0], true: split(pair)[1], rows }))
    .sort((a, b) => b.rows - a.rows);
}

/** Matches with a link that is not true, the surest first. */
export const wrongMatches = (truth: Truth, answer: Answer) =>
  judge(truth, answer)
    .filter((one) => one.right < one.links)
    .map((one) => one.match);

/** True groups that were not found whole. */
export function missedGroups(truth: Truth, answer: Answer): Truth['groups'] {
  const names = namesOf(truth);
  const claim = stockOf(answer.matches.map((group) => groupKey(names, group)));
  return truth.groups.filter((group) => !claim(groupKey(names, group)));
}
