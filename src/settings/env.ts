import { z } from 'zod';
import {
  anyText,
  baseUrl,
  oneOfWords,
  optional,
  originUrl,
  readAppToken,
  readBotToken,
  readDatabaseUrl,
  readEncryptionKey,
  readHandshake,
  readHost,
  readPort,
  readRealmId,
  readSigningSecret,
  required,
  slashlessUrl,
  wholeUrl,
} from './env-fields.ts';
import type { InboundSecret } from './inbound.ts';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';
export type QuickBooksEnvironment = 'sandbox' | 'production';

/** The environment, checked and with its defaults. null is "not set". */
export interface Env {
  /** 0 is any free port. */
  port: number;
  host: string;
  /** Without a slash at the end. */
  publicUrl: string | null;
  logLevel: LogLevel;
  databaseUrl: string | null;
  dataDir: string;
  projectsFile: string;
  slack: {
    botToken: string;
    /** Never null where appToken is. */
    signingSecret: string | null;
    /** Set: Socket Mode. */
    appToken: string | null;
    /** Ends in a slash. */
    apiUrl: string;
  };
  quickbooks: {
    clientId: string;
    clientSecret: string;
    realmId: string;
    /** The first one; rotated ones are in the database. */
    refreshToken: string;
    environment: QuickBooksEnvironment;
    webhookToken: string | null;
    /** An origin: no path, no slash at the end. */
    apiUrl: string;
    /** The whole token address. */
    tokenUrl: string;
    /** Where a person consents to the connection, and where it is given back. */
    authorizeUrl: string;
    revokeUrl: string;
  };
  /** apiUrl ends in a slash. */
  smartsheet: { accessToken: string; apiUrl: string };
  /** null without a key: drafts are worded by templates. */
  openai: { apiKey: string; model: string; baseUrl: string | null } | null;
  /** What signs the news of other systems, by the variable's name; `handshake` is what a new webhook of Asana's must name. */
  inbound: { secrets: Record<InboundSecret, string | null>; handshake: string | null };
  /** 32 bytes. null only without a database URL: then one is made and kept under dataDir. */
  encryptionKey: Buffer | null;
  /** The one before it: what it sealed is sealed anew at the start. */
  previousKey: Buffer | null;
}

export type EnvResult = { ok: true; value: Env } | { ok: false; errors: string[] };

const QUICKBOOKS_API: Record<QuickBooksEnvironment, string> = {
  sandbox: 'https://sandbox-quickbooks.api.intuit.com',
  production: 'https://quickbooks.api.intuit.com',
};
const QUICKBOOKS_TOKEN_URL = 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer';
const QUICKBOOKS_AUTHORIZE_URL = 'https://appcenter.intuit.com/connect/oauth2';
const QUICKBOOKS_REVOKE_URL = 'https://developer.api.intuit.com/v2/oauth2/tokens/revoke';
const SLACK_API_URL = 'https://slack.com/api/';
const SMARTSHEET_API_URL = 'https://api.smartsheet.com/2.0/';
const OPENAI_MODEL = 'gpt-5.4-mini';
export const PROJECTS_FILE = 'projects.yml';

const intuitKeys = 'from your app\'s "Keys & credentials" page at developer.intuit.com.';

const schema = z.object({
  PORT: optional(readPort),
  HOST: optional(readHost),
  PUBLIC_URL: optional(slashlessUrl('https://countersign.example.com')),
  LOG_LEVEL: optional(oneOfWords(['trace', 'debug', 'info', 'warn', 'error'])),
  DATABASE_URL: optional(readDatabaseUrl),
  DATA_DIR: optional(anyText),
  PROJECTS_FILE: optional(anyText),
  SLACK_BOT_TOKEN: required(
    'copy "Bot User OAuth Token" (xoxb-…) from your Slack app\'s OAuth & Permissions page.',
    readBotToken,
  ),
  SLACK_SIGNING_SECRET: optional(readSigningSecret),
  SLACK_APP_TOKEN: optional(readAppToken),
  SLACK_API_URL: optional(baseUrl(SLACK_API_URL)),
  QUICKBOOKS_CLIENT_ID: required(`copy "Client ID" ${intuitKeys}`),
  QUICKBOOKS_CLIENT_SECRET: required(`copy "Client secret" ${intuitKeys}`),
  QUICKBOOKS_REALM_ID: required(
    'write the digits of "Company ID", under Settings > Additional info in QuickBooks.',
    readRealmId,
  ),
  QUICKBOOKS_REFRESH_TOKEN: required(
    'connect the company once in Intuit\'s OAuth 2.0 Playground (developer.intuit.com) and copy "Refresh token".',
  ),
  QUICKBOOKS_ENVIRONMENT: optional(oneOfWords(['sandbox', 'production'])),
  QUICKBOOKS_WEBHOOK_TOKEN: optional(anyText),
  QUICKBOOKS_API_URL: optional(originUrl(QUICKBOOKS_API.production)),
  QUICKBOOKS_TOKEN_URL: optional(wholeUrl(QUICKBOOKS_TOKEN_URL)),
  QUICKBOOKS_AUTHORIZE_URL: optional(wholeUrl(QUICKBOOKS_AUTHORIZE_URL)),
  QUICKBOOKS_REVOKE_URL: optional(wholeUrl(QUICKBOOKS_REVOKE_URL)),
  SMARTSHEET_ACCESS_TOKEN: required(
    'generate one in Smartsheet under Account > Personal Settings > API Access.',
  ),
  SMARTSHEET_API_URL: optional(baseUrl(SMARTSHEET_API_URL)),
  OPENAI_API_KEY: optional(anyText),
  OPENAI_MODEL: optional(anyText),
  OPENAI_BASE_URL: optional(slashlessUrl('https://api.openai.com/v1')),
  INBOUND_HARVEST_SECRET: optional(anyText),
  INBOUND_QUICKBOOKS_TIME_SECRET: optional(anyText),
  INBOUND_ASANA_SECRET: optional(anyText),
  INBOUND_ASANA_HANDSHAKE: optional(readHandshake),
  INBOUND_SHOPIFY_SECRET: optional(anyText),
  INBOUND_SECRET: optional(anyText),
  ENCRYPTION_KEY: optional(readEncryptionKey),
  ENCRYPTION_KEY_PREVIOUS: optional(readEncryptionKey),
});

type Variable = keyof z.infer<typeof schema>;
type Texts = Partial<Record<Variable, string>>;

/** Every variable that parseEnv reads, in the order of its errors. */
export const VARIABLES = Object.keys(schema.shape) as Variable[];

/**
 * Checks the whole environment. Blank is missing, white space around a value is not part of it. Errors come all
 * at once, one line each, beginning with the variable's name; no secret's value stands in them.
 */
export function parseEnv(env: Record<string, string | undefined>): EnvResult {
  const texts: Texts = {};
  for (const name of VARIABLES) texts[name] = env[name]?.trim() || undefined;
  const parsed = schema.safeParse(texts);
  const problems = new Map<Variable, string>(needed(texts));
  for (const issue of parsed.error?.issues ?? []) problems.set(issue.path[0] as Variable, issue.message);
  if (parsed.success && problems.size === 0) return { ok: true, value: grouped(parsed.data) };
  const errors = VARIABLES.filter((name) => problems.has(name));
  return { ok: false, errors: errors.map((name) => `${name} ${problems.get(name)}`) };
}

/** What one variable makes of another. */
function needed(texts: Texts): [Variable, string][] {
  const missing: [Variable, string][] = [];
  if (!texts.SLACK_SIGNING_SECRET && !texts.SLACK_APP_TOKEN) {
    missing.push([
      'SLACK_SIGNING_SECRET',
      'is missing: copy "Signing Secret" from your Slack app\'s Basic Information page (or set SLACK_APP_TOKEN for Socket Mode).',
    ]);
  }
  if (texts.DATABASE_URL && !texts.ENCRYPTION_KEY) {
    missing.push([
      'ENCRYPTION_KEY',
      'is missing, and needed with DATABASE_URL: write the output of: openssl rand -base64 32',
    ]);
  }
  return missing;
}

function grouped(read: z.infer<typeof schema>): Env {
  const environment = read.QUICKBOOKS_ENVIRONMENT ?? 'sandbox';
  return {
    port: read.PORT ?? 3000,
    host: read.HOST ?? '0.0.0.0',
    publicUrl: read.PUBLIC_URL ?? null,
    logLevel: read.LOG_LEVEL ?? 'info',
    databaseUrl: read.DATABASE_URL ?? null,
    dataDir: read.DATA_DIR ?? '.data',
    projectsFile: read.PROJECTS_FILE ?? PROJECTS_FILE,
    slack: {
      botToken: read.SLACK_BOT_TOKEN,
      signingSecret: read.SLACK_SIGNING_SECRET ?? null,
      appToken: read.SLACK_APP_TOKEN ?? null,
      apiUrl: read.SLACK_API_URL ?? SLACK_API_URL,
    },
    quickbooks: {
      clientId: read.QUICKBOOKS_CLIENT_ID,
      clientSecret: read.QUICKBOOKS_CLIENT_SECRET,
      realmId: read.QUICKBOOKS_REALM_ID,
      refreshToken: read.QUICKBOOKS_REFRESH_TOKEN,
      environment,
      webhookToken: read.QUICKBOOKS_WEBHOOK_TOKEN ?? null,
      apiUrl: read.QUICKBOOKS_API_URL ?? QUICKBOOKS_API[environment],
      tokenUrl: read.QUICKBOOKS_TOKEN_URL ?? QUICKBOOKS_TOKEN_URL,
      authorizeUrl: read.QUICKBOOKS_AUTHORIZE_URL ?? QUICKBOOKS_AUTHORIZE_URL,
      revokeUrl: read.QUICKBOOKS_REVOKE_URL ?? QUICKBOOKS_REVOKE_URL,
    },
    smartsheet: {
      accessToken: read.SMARTSHEET_ACCESS_TOKEN,
      apiUrl: read.SMARTSHEET_API_URL ?? SMARTSHEET_API_URL,
    },
    openai: read.OPENAI_API_KEY
      ? {
          apiKey: read.OPENAI_API_KEY,
          model: read.OPENAI_MODEL ?? OPENAI_MODEL,
          baseUrl: read.OPENAI_BASE_URL ?? null,
        }
      : null,
    inbound: {
      secrets: {
        INBOUND_HARVEST_SECRET: read.INBOUND_HARVEST_SECRET ?? null,
        INBOUND_QUICKBOOKS_TIME_SECRET: read.INBOUND_QUICKBOOKS_TIME_SECRET ?? null,
        INBOUND_ASANA_SECRET: read.INBOUND_ASANA_SECRET ?? null,
        INBOUND_SHOPIFY_SECRET: read.INBOUND_SHOPIFY_SECRET ?? null,
        INBOUND_SECRET: read.INBOUND_SECRET ?? null,
      },
      handshake: read.INBOUND_ASANA_HANDSHAKE ?? null,
    },
    encryptionKey: read.ENCRYPTION_KEY ?? null,
    previousKey: read.ENCRYPTION_KEY_PREVIOUS ?? null,
  };
}
