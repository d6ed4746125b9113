import type { KnownBlock } from '@slack/types';
import { localTime } from '../core/instant.ts';
import { ACTIONS } from '../proposals/decision-buttons.ts';
import type { Project } from '../settings/types.ts';
import { button, plain, section, small } from '../slack/blocks/parts.ts';
import type { LoadedApproval } from '../store/approvals.ts';
import { COMPANY } from '../store/database.ts';
import { lastRuns } from './last-runs.ts';
import { EVERYTHING, type Stopped, words } from './switch.ts';
import { nameOf, type Way } from './way.ts';

/** What App Home shows finance managers: projects with their modes, the kill switch, how the work stands, the log's key. */

/** Each is one block; with everything else on the page they stay below Slack's 100. */
const MOST_PROJECTS = 25;
const MOST_FAILED = 5;

export async function financeBlocks(
  way: Way,
  open: readonly LoadedApproval[],
  stopped: readonly Stopped[],
  logPublicKey: string,
): Promise<KnownBlock[]> {
  const { projects } = way.projects;
  const everything = stopped.find(({ scope }) => scope === EVERYTHING);
  // What is stopped comes first, so that it can always be resumed from here.
  const held = (code: string) => stopped.some(({ scope }) => scope === code);
  const inOrder = [
    ...projects.filter(({ code }) => held(code)),
    ...projects.filter(({ code }) => !held(code)),
  ];
  const more =
    projects.length > MOST_PROJECTS
      ? [small(`and ${projects.length - MOST_PROJECTS} more projects: /countersign stop CODE works for each`)]
      : [];
  const shown = inOrder.slice(0, MOST_PROJECTS);
  const runs = await lastRuns(
    way,
    shown.map(({ code }) => code),
  );
  return [
    { type: 'divider' },
    { type: 'header', text: plain('Projects', 150) },
    switchRow(EVERYTHING, `Everything: ${everything ? 'stopped' : 'running'}`, everything !== undefined),
    ...shown.map((project) => projectRow(way, project, open, stopped, runs.get(project.code))),
    ...more,
    connectionRow(),
    { type: 'header', text: plain('Work', 150) },
    section(await healthWords(way, open)),
    small(`Exports of the decision log are signed with this key: ${logPublicKey}`),
  ];
}

/** Disconnecting stops everybody's work, so it asks once more. */
function connectionRow(): KnownBlock {
  const confirm = {
    title: plain('Disconnect QuickBooks?', 100),
    text: plain('Nothing can be drafted or posted until a finance manager connects it again.', 300),
    confirm: plain('Disconnect', 30),
    deny: plain('Keep it', 30),
    style: 'danger' as const,
  };
  return {
    type: 'actions',
    block_id: 'quickbooks',
    elements: [
      button(ACTIONS.homeConnect, 'Connect QuickBooks', 'connect'),
      { ...button(ACTIONS.homeDisconnect, 'Disconnect QuickBooks', 'disconnect'), confirm },
    ],
  };
}

function projectRow(
  way: Way,
  { code, name, mode, costs }: Project,
  open: readonly LoadedApproval[],
  stopped: readonly Stopped[],
  run: string | undefined,
): KnownBlock {
  const own = stopped.find(({ scope }) => scope === code);
  const count = open.filter(({ project }) => project === code).length;
  const state = own ? `stopped by ${nameOf(way, own.by)}: ${own.reason}` : `${count} open`;
  const reconciled = costs ? `\n${run ?? 'not reconciled yet: /reconcile'}` : '';
  return switchRow(code, `${code} · ${name}\nmode ${mode} · ${state}${reconciled}`, own !== undefined);
}

/** Both ask for a reason first. */
function switchRow(scope: string, text: string, stopped: boolean): KnownBlock {
  const accessory = stopped
    ? button(ACTIONS.homeResume, 'Resume', scope, 'primary')
    : button(ACTIONS.homeStop, 'Stop', scope);
  return { ...section(text), block_id: `switch:${scope}`, accessory };
}

/** Said to everybody, before anything else: work that does not move has a reason. */
export function heldBlocks(way: Way, stopped: readonly Stopped[]): KnownBlock[] {
  if (stopped.length === 0) return [];
  const { timezone } = way.projects.company;
  const lines = stopped.map(
    ({ scope, by, reason, at }) =>
      `⏸️ ${words(scope)} is stopped by ${nameOf(way, by)} since ${localTime(at, timezone)}: ${reason}`,
  );
  return [section(lines.join('\n'))];
}

/** How long the oldest due work waits, and what stands still until somebody asks. */
async function healthWords(way: Way, open: readonly LoadedApproval[]): Promise<string> {
  const now = way.now();
  const due = await way.db.prisma.approval.aggregate({
    where: { company: COMPANY, dueAt: { lte: now } },
    _min: { dueAt: true },
    _count: true,
  });
  const oldest = due._min.dueAt;
  const minutes = oldest ? Math.round((now.getTime() - oldest.getTime()) / 60_000) : 0;
  const work =
    oldest === null
      ? 'Nothing is due: all work that can be done now is done.'
      : `Due now: ${due._count}, the oldest for ${minutes < 1 ? 'less than a minute' : `${minutes} min`}.`;
  const failed = open.flatMap((approval) =>
    approval.steps
      .filter(({ status, version }) => status === 'failed' && version === approval.version)
      .map(
        (step) =>
          `• approval ${approval.number}, ${approval.project}: ${step.key}${messageOf(step.lastError)}`,
      ),
  );
  if (failed.length === 0) return `${work}\nNo step stands still.`;
  const more = failed.length > MOST_FAILED ? [`and ${failed.length - MOST_FAILED} more`] : [];
  return [
    work,
    `Standing still until somebody presses Retry on the card: ${failed.length}`,
    ...failed.slice(0, MOST_FAILED),
    ...more,
  ].join('\n');
}

function messageOf(error: unknown): string {
  if (error === null || typeof error !== 'object' || !('message' in error)) return '';
  return `: ${String(error.message).slice(0, 200)}`;
}
