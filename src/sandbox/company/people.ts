import type { BotUser, SlackChannelSeed, SlackUserSeed } from '../slack/types.ts';
import type { SeedContact } from '../smartsheet/seed.ts';
import { TIMEZONE } from './calendar.ts';

export const TEAM = { id: 'T0LARK', name: 'Larkfield Studio', domain: 'larkfield' };

export const BOT: BotUser = {
  id: 'U0CSIGN',
  name: 'countersign',
  realName: 'Countersign',
  botId: 'B0CSIGN',
  appId: 'A0CSIGN',
};

function person(id: string, name: string, realName: string, title: string): SlackUserSeed {
  return { id, name, realName, title, email: `${name}@larkfield.example`, tz: TIMEZONE };
}

export const USERS: SlackUserSeed[] = [
  person('U0PAM', 'pam', 'Pam Okafor', 'Project manager'),
  person('U0RAJ', 'raj', 'Rajesh Iyer', 'Project manager'),
  person('U0FIN', 'finn', 'Finn Larsen', 'Finance manager'),
  person('U0MEI', 'mei', 'Chen Mei-Ling', 'Controller'),
  person('U0TOM', 'tomas', 'Tomás Herrera', 'Senior consultant'),
  person('U0AIS', 'aisha', 'Aisha Rahman', 'Operations'),
];

/** Who may decide what, by Slack user id; the consultant and operations hold no role. */
export const ROLES = [
  { id: 'U0PAM', name: 'Pam', role: 'project_manager' },
  { id: 'U0RAJ', name: 'Rajesh', role: 'project_manager' },
  { id: 'U0FIN', name: 'Finn', role: 'finance_manager' },
  { id: 'U0MEI', name: 'Mei-Ling', role: 'finance_manager' },
] as const;

function channel(id: string, name: string, topic: string, people: string[]): SlackChannelSeed {
  return { id, name, topic, members: [...people, BOT.id] };
}

export const CHANNELS: SlackChannelSeed[] = [
  channel('C0ACME', 'acme-website', 'Acme Corp: the new website', [
    'U0PAM',
    'U0RAJ',
    'U0FIN',
    'U0MEI',
    'U0TOM',
    'U0AIS',
  ]),
  channel('C0CAFE', 'cafe-noura-app', 'Café Noura ☕ قهوة نورا: the loyalty app', [
    'U0RAJ',
    'U0FIN',
    'U0MEI',
    'U0TOM',
  ]),
  channel('C0HARBOR', 'harborline-rollout', 'Harborline Logistics: warehouse rollout', [
    'U0PAM',
    'U0RAJ',
    'U0FIN',
    'U0MEI',
    'U0TOM',
    'U0AIS',
  ]),
  channel('C0FINANCE', 'finance', 'Month end, invoices, questions', ['U0FIN', 'U0MEI', 'U0PAM', 'U0RAJ']),
  channel('C0GENERAL', 'general', 'Everyone', ['U0PAM', 'U0RAJ', 'U0FIN', 'U0MEI', 'U0TOM', 'U0AIS']),
];

/** Who stands in the sheets' Employee column: people of the firm and two who work for it by contract. */
export const EMPLOYEES: SeedContact[] = [
  { name: 'Tomás Herrera', email: 'tomas@larkfield.example' },
  { name: 'Pam Okafor', email: 'pam@larkfield.example' },
  { name: 'Rajesh Iyer', email: 'raj@larkfield.example' },
  { name: 'Ingrid Solberg', email: 'ingrid@solberg.example' },
  { name: 'Kwame Mensah', email: 'kwame@mensah.example' },
];

export const [TOMAS, PAM, RAJ, INGRID, KWAME] = EMPLOYEES.map(({ email }) => email) as [
  string,
  string,
  string,
  string,
  string,
];
