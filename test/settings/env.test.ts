import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEnv } from '../../src/settings/env.ts';
import { VARIABLES } from '../../src/settings/env-variables.ts';

const complete = {
  SLACK_BOT_TOKEN: 'xoxb-planted',
  SLACK_SIGNING_SECRET: 'planted-signing',
  QUICKBOOKS_CLIENT_ID: 'client',
  QUICKBOOKS_CLIENT_SECRET: 'planted-client',
  QUICKBOOKS_REALM_ID: '9130357992222222',
  QUICKBOOKS_REFRESH_TOKEN: 'planted-refresh',
  SMARTSHEET_ACCESS_TOKEN: 'planted-sheet',
};

function errorsOf(change: Record<string, string | undefined>): string[] {
  const result = parseEnv({ ...complete, ...change });
  return result.ok ? [] : result.errors;
}

function settingsOf(change: Record<string, string | undefined>) {
  const result = parseEnv({ ...complete, ...change });
  if (!result.ok) throw new Error(result.errors.join('\n'));
  return result.value;
}

describe('the environment', () => {
  it('has a default for all that need not be set', () => {
    expect(settingsOf({})).toEqual({
      port: 3000,
      host: '0.0.0.0',
      publicUrl: null,
      logLevel: 'info',
      databaseUrl: null,
      dataDir: '.data',
      projectsFile: 'projects.yml',
      slack: {
        botToken: 'xoxb-planted',
        signingSecret: 'planted-signing',
        appToken: null,
        apiUrl: 'https://slack.com/api/',
      },
      quickbooks: {
        clientId: 'client',
        clientSecret: 'planted-client',
        realmId: '9130357992222222',
        refreshToken: 'planted-refresh',
        environment: 'sandbox',
        webhookToken: null,
        apiUrl: 'https://sandbox-quickbooks.api.intuit.com',
        tokenUrl: 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
        authorizeUrl: 'https://appcenter.intuit.com/connect/oauth2',
        revokeUrl: 'https://developer.api.intuit.com/v2/oauth2/tokens/revoke',
      },
      smartsheet: { accessToken: 'planted-sheet', apiUrl: 'https://api.smartsheet.com/2.0/' },
      openai: null,
      inbound: {
        secrets: {
          INBOUND_HARVEST_SECRET: null,
          INBOUND_QUICKBOOKS_TIME_SECRET: null,
          INBOUND_ASANA_SECRET: null,
          INBOUND_SHOPIFY_SECRET: null,
          INBOUND_SECRET: null,
        },
        handshake: null,
      },
      encryptionKey: null,
      previousKey: null,
    });
  });

  it('lists everything that is missing at once, each on one line that says where to find it', () => {
    const result = parseEnv({ DATABASE_URL: 'postgres://localhost/x' });
    const errors = result.ok ? [] : result.errors;
    expect(errors.map((line) => line.split(' ')[0])).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
      'QUICKBOOKS_CLIENT_ID',
      'QUICKBOOKS_CLIENT_SECRET',
      'QUICKBOOKS_REALM_ID',
      'QUICKBOOKS_REFRESH_TOKEN',
      'SMARTSHEET_ACCESS_TOKEN',
      'ENCRYPTION_KEY',
    ]);
    for (const line of errors) expect(line).toMatch(/^[A-Z_]+ is missing[^\n]*: [^\n]+$/);
  });

  it('lists missing and wrong ones together', () => {
    const errors = errorsOf({ PORT: 'http', LOG_LEVEL: 'loud', SMARTSHEET_ACCESS_TOKEN: undefined });
    expect(errors).toEqual([
      'PORT is "http": write a port number from 1 to 65535, or 0 for any free one.',
      'LOG_LEVEL is "loud": write one of trace, debug, info, warn, error.',
      'SMARTSHEET_ACCESS_TOKEN is missing: generate one in Smartsheet under Account > Personal Settings > API Access.',
    ]);
  });

  it('takes blanks for missing, and white space around a value for nothing', () => {
    expect(errorsOf({ SLACK_BOT_TOKEN: '  ' })[0]).toMatch(/^SLACK_BOT_TOKEN is missing/);
    expect(settingsOf({ SLACK_BOT_TOKEN: ' xoxb-1\n', PORT: ' ' })).toMatchObject({
      port: 3000,
      slack: { botToken: 'xoxb-1' },
    });
  });

  it.each([
    ['PORT', '70000', /from 1 to 65535/],
    ['PORT', '-1', /from 1 to 65535/],
    ['HOST', 'http://x', /such as 0\.0\.0\.0/],
    ['PUBLIC_URL', 'countersign.example.com', /such as https:/],
    ['LOG_LEVEL', 'verbose', /trace, debug/],
    ['DATABASE_URL', 'mysql://planted@x/y', /postgres:\/\/user/],
    ['DATABASE_URL', 'postgres://u:pla[nted@x:y/z', /percent-encoded/],
    ['SLACK_BOT_TOKEN', 'xapp-planted', /is SLACK_APP_TOKEN.*xoxb/],
    ['SLACK_BOT_TOKEN', 'xoxp-planted', /user's token.*xoxb/],
    ['SLACK_APP_TOKEN', 'xoxb-planted', /begins with xapp-/],
    ['SLACK_SIGNING_SECRET', 'xoxb-planted', /copy "Signing Secret"/],
    ['SLACK_API_URL', 'ftp://x', /such as https:\/\/slack\.com\/api\//],
    ['QUICKBOOKS_REALM_ID', 'acme', /digits/],
    ['QUICKBOOKS_ENVIRONMENT', 'live', /sandbox, production/],
    ['QUICKBOOKS_API_URL', 'http://localhost:1/v3/company', /origin alone/],
    ['QUICKBOOKS_TOKEN_URL', 'token', /such as https:/],
    ['SMARTSHEET_API_URL', 'https://user:planted@x/', /such as https:/],
    ['OPENAI_BASE_URL', 'localhost', /such as https:/],
    ['ENCRYPTION_KEY', 'planted secret', /openssl rand -base64 32/],
    ['ENCRYPTION_KEY', Buffer.alloc(16, 'planted').toString('base64'), /holds 16 bytes.*openssl/],
    ['ENCRYPTION_KEY', Buffer.alloc(32, 'planted').toString('hex'), /holds 48 bytes.*openssl/],
  ])('says what to write instead of a wrong %s (%s)', (name, value, advice) => {
    const line = errorsOf({ ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'), [name]: value });
    expect(line).toHaveLength(1);
    expect(line[0]).toMatch(advice);
    expect(line[0]).toMatch(new RegExp(`^${name} [^\n]+$`));
    expect(line[0]).not.toMatch(/planted|cGxhbnRlZ/);
  });

  it('needs no signing secret in Socket Mode', () => {
    const { slack } = settingsOf({ SLACK_SIGNING_SECRET: undefined, SLACK_APP_TOKEN: 'xapp-1' });
    expect(slack).toMatchObject({ signingSecret: null, appToken: 'xapp-1' });
  });

  it('reads the key of 32 bytes wherever it is given', () => {
    const key = Buffer.alloc(32, 7);
    expect(settingsOf({ ENCRYPTION_KEY: key.toString('base64') }).encryptionKey).toEqual(key);
    expect(errorsOf({ ENCRYPTION_KEY: 'short' })).toHaveLength(1);
  });

  it('completes addresses as each service wants them', () => {
    const env = settingsOf({
      PORT: '0',
      PUBLIC_URL: 'https://c.example.com/',
      SLACK_API_URL: 'http://127.0.0.1:5001/api',
      SMARTSHEET_API_URL: 'http://127.0.0.1:5002/2.0',
      QUICKBOOKS_API_URL: 'http://127.0.0.1:5003/',
      QUICKBOOKS_TOKEN_URL: 'http://127.0.0.1:5003/token/',
      OPENAI_API_KEY: 'sk-planted',
      OPENAI_BASE_URL: 'http://127.0.0.1:5004/v1/',
    });
    expect(env.port).toBe(0);
    expect(env.publicUrl).toBe('https://c.example.com');
    expect(env.slack.apiUrl).toBe('http://127.0.0.1:5001/api/');
    expect(env.smartsheet.apiUrl).toBe('http://127.0.0.1:5002/2.0/');
    expect(env.quickbooks.apiUrl).toBe('http://127.0.0.1:5003');
    expect(env.quickbooks.tokenUrl).toBe('http://127.0.0.1:5003/token/');
    expect(env.openai?.baseUrl).toBe('http://127.0.0.1:5004/v1');
    expect(settingsOf({ QUICKBOOKS_ENVIRONMENT: 'production' }).quickbooks.apiUrl).toBe(
      'https://quickbooks.api.intuit.com',
    );
  });

  it('never throws, and writes one line an error, whatever stands in the variables', () => {
    const texts = fc.dictionary(fc.constantFrom(...VARIABLES), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(texts, (env) => {
        const result = parseEnv(env);
        for (const line of result.ok ? [] : result.errors) expect(line).toMatch(/^[A-Z_]+ [^\n]+$/);
      }),
    );
  });

  it('.env.example names every variable, and no other', () => {
    const lines = readFileSync('.env.example', 'utf8').split('\n');
    const named = lines.flatMap((line) => /^(?:# )?([A-Z][A-Z_]+)=/.exec(line)?.[1] ?? []);
    expect(named.toSorted()).toEqual(VARIABLES.toSorted());
  });
});
