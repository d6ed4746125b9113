import { away } from '../approval/away.ts';
import { castOf, readGroups } from '../approval/cast.ts';
import { waitedWords } from '../approval/notice-words.ts';
import { mayApprove, tally } from '../approval/policy.ts';
import { shownStanding } from '../approval/shown.ts';
import { draftOf } from '../approval/standing.ts';
import { kindOf, nameOf, type Way } from '../approval/way.ts';
import { workingMinutesBetween } from '../core/working-time.ts';
import { type LoadedApproval, loadApproval, loadOutlines } from '../store/approvals.ts';

/** An approval that somebody is to decide on. */
export interface WaitingApproval {
  number: number;
  /** The card's own first line: what, for whom, how much. */
  title: string;
  /** "1 of 2" */
  count: string;
  since: Date;
  /** Of working time: "5 working hours". */
  waited: string;
  /** Names, whoever is away left out. */
  names: string[];
}

/** Of these projects, by code: how many wait, and the oldest of them with their names. */
export async function waitingApprovals(
  way: Way,
  codes: readonly string[],
  most: number,
): Promise<Map<string, { count: number; oldest: WaitingApproval[] }>> {
  const outlines = (await loadOutlines(way.db.prisma, ['waiting'])).filter(({ project }) =>
    codes.includes(project),
  );
  const found = new Map<string, { count: number; oldest: WaitingApproval[] }>();
  for (const [project, its] of Map.groupBy(outlines, (one) => one.project)) {
    const inOrder = its.toSorted(
      (a, b) => sinceOf(a).getTime() - sinceOf(b).getTime() || a.number - b.number,
    );
    const oldest: WaitingApproval[] = [];
    for (const { id } of inOrder.slice(0, most)) {
      const approval = await loadApproval(way.db.prisma, id);
      if (approval?.status === 'waiting') oldest.push(await described(way, approval));
    }
    found.set(project, { count: its.length, oldest });
  }
  return found;
}

const sinceOf = ({ waitingSince, draft }: LoadedApproval): Date => waitingSince ?? draft.createdAt;

async function described(way: Way, approval: LoadedApproval): Promise<WaitingApproval> {
  await readGroups(way, approval);
  const { company } = way.projects;
  const { at, people } = castOf(way, approval);
  const { have, need } = tally(at, people);
  const since = sinceOf(approval);
  const minutes = workingMinutesBetween(since, way.now(), company);
  const gone = new Set(away(approval.absences, way.now()).map(({ person }) => person));
  const able = mayApprove(at, people).filter((who) => !gone.has(who));
  // Whoever it was given to is asked first; the others may all the same.
  const inOrder = able.toSorted(
    (a, b) => Number(b === approval.assignedTo) - Number(a === approval.assignedTo),
  );
  return {
    number: approval.number,
    title: titleOf(way, approval),
    count: `${have} of ${need}`,
    since,
    waited: waitedWords(minutes, company.hours.endMinute - company.hours.startMinute),
    names: inOrder.map((who) => people.find(({ id }) => id === who)?.name ?? nameOf(way, who)),
  };
}

function titleOf(way: Way, approval: LoadedApproval): string {
  const { standing, projects } = shownStanding(way, approval, null);
  const { blocks } = kindOf(way, approval.kind).card(draftOf(approval), standing, projects);
  const header = blocks.find((block) => block.type === 'header');
  return header?.type === 'header' ? header.text.text : approval.kind;
}
