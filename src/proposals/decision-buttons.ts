import { z } from 'zod';

/** The words that the buttons of every kind share with the listeners. A button belongs to one version. */
export const ACTIONS = {
  approve: 'approve',
  edit: 'edit',
  reject: 'reject',
  retry: 'retry',
  undo: 'undo',
  showAll: 'show_all',
  editPage: 'edit_page',
  pickProject: 'pick_project',
  pickReconcile: 'pick_reconcile',
  allVariances: 'all_variances',
  openVariance: 'open_variance',
  allVariancesNext: 'all_variances_next',
  more: 'more',
  homeBefore: 'home_before',
  homeNext: 'home_next',
  homeStop: 'home_stop',
  homeResume: 'home_resume',
  homeConnect: 'home_connect',
  homeDisconnect: 'home_disconnect',
  openLink: 'open_link',
} as const;

export const VIEWS = {
  edit: 'edit_draft',
  reject: 'reject_draft',
  showAll: 'show_all',
  stop: 'stop_reason',
  note: 'accept_note',
  assign: 'assign_to',
  snooze: 'snooze_until',
  resume: 'resume_reason',
  ask: 'ask_question',
  approvers: 'change_approvers',
} as const;

const Target = z.object({ approvalId: z.string().min(1), version: z.number().int().positive() });
export type Target = z.infer<typeof Target>;

/** Buttons of a kind's own: "act:bill". */
export const ACTION_ID = /^act:[a-z]+$/;

export function actionId(name: string): string {
  return `act:${name}`;
}

/** "apr_…:2", within Slack's 2,000 characters for a value. */
export function targetValue({ approvalId, version }: Target): string {
  return `${approvalId}:${version}`;
}

export function parseTarget(value: unknown): Target | null {
  if (typeof value !== 'string') return null;
  const match = /^([A-Za-z0-9_]{1,64}):(\d{1,6})$/.exec(value);
  return match ? (Target.safeParse({ approvalId: match[1], version: Number(match[2]) }).data ?? null) : null;
}
