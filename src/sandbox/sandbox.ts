import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoCompany } from './company/company.ts';
import { type ModelStandIn, startModel } from './model/stand-in.ts';
import { type QuickBooksStandIn, startQuickBooks } from './quickbooks/stand-in.ts';
import { recordPanels } from './records.ts';
import { startSlack } from './slack/server.ts';
import type { SlackStandIn } from './slack/stand-in.ts';
import { type SmartsheetStandIn, startSmartsheet } from './smartsheet/server.ts';

/** The four services, in the state of one company, and the environment in which the bot uses them. */
export interface Sandbox {
  slack: SlackStandIn;
  quickbooks: QuickBooksStandIn;
  smartsheet: SmartsheetStandIn;
  model: ModelStandIn;
  /** Everything `npm start` needs, PORT and DATA_DIR aside. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

export interface SandboxOptions {
  company: DemoCompany;
  /** Where projects.yml is written. */
  folder: string;
  /** Of the browser Slack; 0 is any free one. */
  port?: number;
  now?: () => Date;
}

const SECRETS = {
  SLACK_BOT_TOKEN: 'xoxb-sandbox-countersign',
  SLACK_SIGNING_SECRET: 'sandbox-signing-secret-0123456789',
  QUICKBOOKS_CLIENT_ID: 'sandbox-client',
  QUICKBOOKS_CLIENT_SECRET: 'sandbox-client-secret',
  QUICKBOOKS_REFRESH_TOKEN: 'sandbox-refresh-token-0',
  SMARTSHEET_ACCESS_TOKEN: 'sandbox-smartsheet-token',
  OPENAI_API_KEY: 'sandbox-model-key',
};

/** Set as SLACK_APP_TOKEN, the bot connects by itself, in Socket Mode. */
export const APP_TOKEN = 'xapp-1-A0SANDBOX-1-0123456789abcdef';

export const SLASH_COMMANDS = [
  {
    command: '/invoice-draft',
    usageHint: '[project code] [since date]',
    description: 'Draft an invoice from the rows that are ready to bill',
  },
  {
    command: '/reconcile',
    usageHint: '[project code] [2026-10 | last-month | 2026-10-01..2026-10-31]',
    description: "Compare a project's cost sheet with QuickBooks and settle what differs",
  },
  {
    command: '/countersign',
    usageHint: 'stop|resume [project] · away until 2026-12-01 [delegate @finn] · back · log 123 · summary',
    description: 'Stop everything at once or let it go on, say that you are away, read the log',
  },
];

export async function startSandbox({ company, folder, port = 0, now }: SandboxOptions): Promise<Sandbox> {
  const clock = now ? { now } : {};
  const quickbooks = await startQuickBooks({
    seed: company.quickbooks,
    clientId: SECRETS.QUICKBOOKS_CLIENT_ID,
    clientSecret: SECRETS.QUICKBOOKS_CLIENT_SECRET,
    realmId: company.realmId,
    refreshToken: SECRETS.QUICKBOOKS_REFRESH_TOKEN,
    ...clock,
  });
  const accessToken = SECRETS.SMARTSHEET_ACCESS_TOKEN;
  const smartsheet = await startSmartsheet({ seed: company.smartsheet, accessToken, ...clock });
  const model = await startModel();
  const slack = await startSlack({
    ...company.slack,
    botToken: SECRETS.SLACK_BOT_TOKEN,
    signingSecret: SECRETS.SLACK_SIGNING_SECRET,
    appToken: APP_TOKEN,
    commands: SLASH_COMMANDS,
    records: recordPanels(quickbooks, smartsheet),
    port,
    ...clock,
  });
  const projectsFile = join(folder, 'projects.yml');
  writeFileSync(projectsFile, company.projectsYaml);
  const env = {
    ...SECRETS,
    HOST: '127.0.0.1',
    PROJECTS_FILE: projectsFile,
    SLACK_API_URL: slack.apiUrl,
    QUICKBOOKS_REALM_ID: company.realmId,
    QUICKBOOKS_ENVIRONMENT: 'sandbox',
    QUICKBOOKS_API_URL: quickbooks.url,
    QUICKBOOKS_TOKEN_URL: quickbooks.tokenUrl,
    QUICKBOOKS_AUTHORIZE_URL: quickbooks.authorizeUrl,
    QUICKBOOKS_REVOKE_URL: quickbooks.revokeUrl,
    SMARTSHEET_API_URL: smartsheet.baseUrl,
    OPENAI_BASE_URL: `${model.url}/v1`,
  };
  const stop = async () => {
    await Promise.all([slack.stop(), quickbooks.stop(), smartsheet.stop(), model.stop()]);
  };
  return { slack, quickbooks, smartsheet, model, env, stop };
}
