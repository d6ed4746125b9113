import type { App } from '@slack/bolt';
import { ACTIONS, VIEWS } from '../../proposals/decision-buttons.ts';
import * as decide from './actions/decide.ts';
import { homePage, homeResume, homeStop } from './actions/home.ts';
import { openMore } from './actions/open-more.ts';
import { editPage, openEdit, openReject, showAll } from './actions/open-view.ts';
import { pickProject } from './actions/pick-project.ts';
import { countersign, submitStop } from './commands/countersign-command.ts';
import { invoiceDraft } from './commands/invoice-draft-command.ts';
import type { Doors } from './doors.ts';
import { appHomeOpened } from './events/app-home-opened.ts';
import { messageInThread } from './events/message.ts';
import { submitEdit, submitReject } from './views/submit.ts';
import { submitApprovers, submitQuestion } from './views/talk.ts';

/** Ids bound to named functions; nothing else. manifest.yml is tested against this. */
export const COMMANDS = ['/invoice-draft', '/countersign'] as const;
export const EVENTS = ['app_home_opened', 'message.channels', 'message.groups'] as const;

export function register(app: App, doors: Doors): void {
  app.command('/invoice-draft', invoiceDraft(doors));
  app.command('/countersign', countersign(doors));
  app.action(ACTIONS.approve, decide.approve(doors));
  app.action(ACTIONS.retry, decide.retry(doors));
  app.action(ACTIONS.undo, decide.undo(doors));
  app.action(ACTIONS.edit, openEdit(doors));
  app.action(ACTIONS.editPage, editPage(doors));
  app.action(ACTIONS.reject, openReject(doors));
  app.action(ACTIONS.showAll, showAll(doors));
  app.action(ACTIONS.more, openMore(doors));
  app.action(ACTIONS.pickProject, pickProject(doors));
  app.action(ACTIONS.homeBefore, homePage(doors));
  app.action(ACTIONS.homeNext, homePage(doors));
  app.action(ACTIONS.homeStop, homeStop(doors));
  app.action(ACTIONS.homeResume, homeResume(doors));
  app.view(VIEWS.edit, submitEdit(doors));
  app.view(VIEWS.reject, submitReject(doors));
  app.view(VIEWS.stop, submitStop(doors));
  app.view(VIEWS.ask, submitQuestion(doors));
  app.view(VIEWS.approvers, submitApprovers(doors));
  app.event('message', messageInThread(doors));
  app.event('app_home_opened', appHomeOpened(doors));
}
