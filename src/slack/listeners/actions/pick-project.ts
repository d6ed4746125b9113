import { parseDraftCommand } from '../commands/invoice-draft.ts';
import { draftJob, mayAsk, reading } from '../commands/invoice-draft-command.ts';
import type { Doors } from '../doors.ts';
import { parseClick } from '../payload.ts';
import type { ActionListener } from './decide.ts';

const GONE = 'That project is no longer among those of projects.yml. Ask again with /invoice-draft.';

/** The answer to "which project": from here on the same as the command with its code. */
export const pickProject =
  ({ way, enqueueDraft }: Doors): ActionListener =>
  async ({ ack, body }) => {
    const clicked = parseClick(body);
    const asked = clicked ? parseDraftCommand(clicked.value, clicked.channel, way.projects.projects) : null;
    if (!clicked || !asked || !('project' in asked)) {
      await ack();
      if (clicked) await way.messenger.tell(clicked.channel, clicked.who, GONE);
      return;
    }
    const { project, since } = asked;
    const refused = mayAsk(way.projects.people, clicked.who, clicked.channel, project);
    if (!refused) {
      const key = `pick:${clicked.triggerId || `${clicked.who}:${way.now().getTime()}`}`;
      await enqueueDraft(way.db.prisma, draftJob(project, clicked.who, clicked.channel, since, key));
    }
    await ack();
    await way.messenger.tell(clicked.channel, clicked.who, refused ?? reading(project, clicked.channel));
  };
