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

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';
export type QuickBooksEnvironment = 'sandbox' | 'production';

export const QUICKBOOKS_API: Record<QuickBooksEnvironment, string> = {
  sandbox: 'https://sandbox-quickbooks.api.intuit.com',
  production: 'https://quickbooks.api.intuit.com',
};
export const QUICKBOOKS_TOKEN_URL = 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer';
export const QUICKBOOKS_AUTHORIZE_URL = 'https://appcenter.intuit.com/connect/oauth2';
export const QUICKBOOKS_REVOKE_URL = 'https://developer.api.intuit.com/v2/oauth2/tokens/revoke';
export const SLACK_API_URL = 'https://slack.com/api/';
export const SMARTSHEET_API_URL = 'https://api.smartsheet.com/2.0/';

const intuitKeys = 'from your app\'s "Keys & credentials" page at developer.intuit.com.';

/** Each variable by itself, as text; what one makes of another is parseEnv's. */
export const EnvVariables = z.object({
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

export type Variable = keyof z.infer<typeof EnvVariables>;
export type Texts = Partial<Record<Variable, string>>;

/** Every variable that parseEnv reads, in the order of its errors. */
export const VARIABLES = Object.keys(EnvVariables.shape) as Variable[];
