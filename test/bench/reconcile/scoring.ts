import { groupKey, linkKey, type Names, namesOf, stockOf } from './alike.ts';
import type { Answer, AnswerMatch } from './answer.ts';
import { linksOf, type Truth } from './truth.ts';

export interface Score {
  links: { precision: number; recall: number; f1: number; said: number; true: number; right: number };
  /** Of the true groups with several rows on a side, those that were found whole and with nothing else in them. */
  groups: { recall: number; precision: number; true: number };
  /** Of the true links, those in the surest matches that together are right in at least 995 of 1000. */
  shareSure: number;
  /** Of all rows of both files whose cause is known, those it was said of; null where the answer names none. */
  causes: number | null;
  /** Expected calibration error over 15 bins of equal width; a match is right when each of its links is. */
  calibration: number;
  /** Mean squared error of the confidence. */
  brier: number;
}

const ratio = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);
const linksIn = (match: Pick<AnswerMatch, 'sheet' | 'ledger'>) => linksOf([match]);
const several = (group: Pick<AnswerMatch, 'sheet' | 'ledger'>): boolean =>
  group.sheet.length > 1 || group.ledger.length > 1;

export interface Judged {
  match: AnswerMatch;
  links: number;
  right: number;
}

/** Each match with how many of its links are true, the surest first: where twins meet, the surest claims first. */
export function judge(truth: Truth, answer: Answer, names: Names = namesOf(truth)): Judged[] {
  const claim = stockOf(truth.links.map(([s, l]) => linkKey(names, s, l)));
  return answer.matches
    .toSorted((a, b) => b.confidence - a.confidence)
    .map((match) => {
      const links = linksIn(match);
      return {
        match,
        links: links.length,
        right: links.filter(([s, l]) => claim(linkKey(names, s, l))).length,
      };
    });
}

/** Matches of one confidence come in together: there is no telling them apart. */
function shareSure(judged: readonly Judged[], trueLinks: number, atLeast = 0.995): number {
  let [said, right, best] = [0, 0, 0];
  judged.forEach((one, at) => {
    said += one.links;
    right += one.right;
    const last = judged[at + 1]?.match.confidence !== one.match.confidence;
    if (last && right >= atLeast * said) best = right;
  });
  return ratio(best, trueLinks);
}

const BINS = 15;

function calibrationOf(judged: readonly Judged[]): { calibration: number; brier: number } {
  const bins = Array.from({ length: BINS }, () => ({ count: 0, sure: 0, right: 0 }));
  let squared = 0;
  for (const { match, links, right } of judged) {
    const bin = bins[Math.min(BINS - 1, Math.floor(match.confidence * BINS))];
    const outcome = right === links ? 1 : 0;
    squared += (match.confidence - outcome) ** 2;
    if (!bin) continue;
    bin.count += 1;
    bin.sure += match.confidence;
    bin.right += outcome;
  }
  const off = bins.reduce((sum, bin) => sum + Math.abs(bin.sure - bin.right), 0);
  return { calibration: judged.length === 0 ? 0 : off / judged.length, brier: ratio(squared, judged.length) };
}

type Lone = { id: string; cause: string | null };
interface Said {
  groups: readonly { sheet: readonly string[]; ledger: readonly string[]; cause: string | null }[];
  unmatched: { sheet: readonly Lone[]; ledger: readonly Lone[] };
}

/** "name of the row, cause" for each row of both sides; rows without a cause are left out. */
export function rowCauses(names: Names, { groups, unmatched }: Said): string[] {
  const keys: string[] = [];
  for (const side of ['sheet', 'ledger'] as const) {
    const say = (id: string, cause: string | null) => {
      if (cause !== null) keys.push(`${side} ${names[side](id)} ${cause}`);
    };
    for (const group of groups) for (const id of group[side]) say(id, group.cause);
    for (const one of unmatched[side]) say(one.id, one.cause);
  }
  return keys;
}

function causesRight(truth: Truth, answer: Answer, names: Names): number | null {
  const said = rowCauses(names, { groups: answer.matches, unmatched: answer.unmatched });
  const known = rowCauses(names, truth);
  if (said.length === 0 || known.length === 0) return null;
  const claim = stockOf(said);
  return ratio(known.filter(claim).length, known.length);
}

/** Scores an answer against what is true. Figures are shares in [0, 1]. */
export function score(truth: Truth, answer: Answer): Score {
  const names = namesOf(truth);
  const judged = judge(truth, answer, names);
  const said = judged.reduce((sum, one) => sum + one.links, 0);
  const right = judged.reduce((sum, one) => sum + one.right, 0);
  const precision = ratio(right, said);
  const recall = ratio(right, truth.links.length);
  const trueGroups = truth.groups.filter(several);
  const saidGroups = answer.matches.filter(several);
  const claim = stockOf(saidGroups.map((group) => groupKey(names, group)));
  const whole = trueGroups.filter((group) => claim(groupKey(names, group))).length;
  return {
    links: {
      precision,
      recall,
      f1: ratio(2 * precision * recall, precision + recall),
      said,
      true: truth.links.length,
      right,
    },
    groups: {
      recall: ratio(whole, trueGroups.length),
      precision: ratio(whole, saidGroups.length),
      true: trueGroups.length,
    },
    shareSure: shareSure(judged, truth.links.length),
    causes: causesRight(truth, answer, names),
    ...calibrationOf(judged),
  };
}
