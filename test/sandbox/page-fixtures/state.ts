import type { PageState } from '../../../src/sandbox/slack/page-api.ts';

const everyone = ['U0PAM', 'U0FIN', 'U0IDA', 'U0OMAR', 'U0BEA', 'U0SHIRA'];

export const state: PageState = {
  team: { id: 'T0NORTH', name: 'Northwind Studio', domain: 'northwind' },
  botUser: { id: 'U0BOT', name: 'countersign', realName: 'Countersign', botId: 'B0BOT', appId: 'A0BOT' },
  users: [
    person('U0PAM', 'pam', 'Pam Ortiz', 'Project manager'),
    person('U0FIN', 'finn', 'Finn Okafor', 'Finance manager'),
    person('U0IDA', 'ida', 'Ida Lindqvist', 'Finance manager'),
    person('U0OMAR', 'omar', 'Omar Haddad', 'Project manager'),
    person('U0BEA', 'bea', 'Bea 🌿 Novák', 'Designer'),
    person('U0SHIRA', 'shira', 'שירה לוי', 'Developer'),
  ],
  channels: [
    { id: 'C0ACME', name: 'acme-website', topic: 'Acme Corp · website relaunch', members: everyone },
    { id: 'C0BLUE', name: 'bluebird-app', topic: 'Bluebird · mobile app', members: everyone },
    { id: 'C0FIN', name: 'finance', topic: 'Digest, reconciliation, questions', members: everyone },
  ],
  commands: [
    {
      command: '/invoice-draft',
      usageHint: '[project code] [since date]',
      description: 'Draft an invoice from the rows that are ready to bill',
    },
    {
      command: '/reconcile',
      usageHint: '[project code] [period]',
      description: 'Compare the cost sheet with QuickBooks',
    },
    {
      command: '/countersign',
      usageHint: 'stop | resume | status [project]',
      description: 'Stop or resume posting, see what waits',
    },
  ],
};

function person(id: string, name: string, realName: string, title: string): PageState['users'][number] {
  return { id, name, realName, title, isBot: false, isGuest: false, deleted: false };
}
