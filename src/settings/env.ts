import type { z } from 'zod';
import {
  EnvVariables,
  type LogLevel,
  QUICKBOOKS_API,
  QUICKBOOKS_AUTHORIZE_URL,
  QUICKBOOKS_REVOKE_URL,
  QUICKBOOKS_TOKEN_URL,
  type QuickBooksEnvironment,
  SLACK_API_URL,
  SMARTSHEET_API_URL,
  type Texts,
  VARIABLES,
  type Variable,
} from './env-variables.ts';
import type { InboundSecret } from './inbound.ts';

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

const OPENAI_MODEL = 'gpt-5.4-mini';
export const PROJECTS_FILE = 'projects.yml';

/**
 * Checks the whole environment. Blank is missing, white space around a value is not part of it. Errors come all
 * at once, one line each, beginning with the variable's name; no secret's value stands in them.
 */
export function parseEnv(env: Record<string, string | undefined>): EnvResult {
  const texts: Texts = {};
  for (const name of VARIABLES) texts[name] = env[name]?.trim() || undefined;
  const parsed = EnvVariables.safeParse(texts);
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

function grouped(read: z.infer<typeof EnvVariables>): Env {
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
