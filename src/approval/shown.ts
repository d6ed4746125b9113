import type { Standing } from '../proposals/standing.ts';
import type { Projects } from '../settings/types.ts';
import type { LoadedApproval } from '../store/approvals.ts';
import { approversOf, castOf } from './cast.ts';
import { askedOf, questionOf } from './question.ts';
import { timeOf } from './shown-time.ts';
import { standingOf } from './standing.ts';
import { stuckWords } from './stuck.ts';
import type { Way } from './way.ts';

/** All that a card shows, with the people by whose names it calls them. */
export function shownStanding(
  way: Way,
  approval: LoadedApproval,
  held: Standing['held'],
): { standing: Standing; projects: Projects } {
  const { at, people, stuck } = castOf(way, approval);
  const question = questionOf(approval);
  const { added, removed } = approversOf(approval);
  const changes = [
    ...added.map((one) => ({ ...one, added: true })),
    ...removed.map((one) => ({ ...one, added: false })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  const talk = {
    question: question && {
      by: question.by,
      text: question.text,
      waitsFor: askedOf(approval),
      answeredBy: question.answer?.by ?? null,
    },
    approvers: changes.map(({ id, added: came, by, reason }) => ({ who: id, added: came, by, reason })),
    stuck: stuck && stuckWords(way, approval, stuck),
  };
  return {
    standing: {
      ...standingOf(approval, people, held, at),
      talk,
      time: timeOf(way, approval, { at, people }),
    },
    projects: { ...way.projects, people },
  };
}
