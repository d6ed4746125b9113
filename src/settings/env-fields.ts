import { z } from 'zod';

/** Either the value, or what is wrong with it and what to write instead: the sentence that the name begins. */
type Reading<T> = { value: T } | { problem: string };

function variable<T>(read: (text: string) => Reading<T>) {
  return z.string().transform((text, context): T => {
    const reading = read(text);
    if ('value' in reading) return reading.value;
    context.addIssue({ code: 'custom', message: reading.problem });
    return z.NEVER;
  });
}

/** `where` says where the value is found. */
export function required(where: string, read: (text: string) => Reading<string> = (value) => ({ value })) {
  return z.string({ error: `is missing: ${where}` }).pipe(variable(read));
}

export function optional<T>(read: (text: string) => Reading<T>) {
  return variable(read).optional();
}

export const anyText = (text: string): Reading<string> => ({ value: text });

/** For values that are no secrets: they are shown in the error. */
function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
}

export function readPort(text: string): Reading<number> {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 65_536;
  if (port <= 65_535) return { value: port };
  return { problem: `is ${shown(text)}: write a port number from 1 to 65535, or 0 for any free one.` };
}

export function readHost(text: string): Reading<string> {
  if (/^[\w.:-]+$/.test(text)) return { value: text };
  return { problem: `is not an address to listen on: write one such as 0.0.0.0 or 127.0.0.1.` };
}

export function oneOfWords<const T extends string>(words: readonly T[]) {
  return (text: string): Reading<T> => {
    const word = words.find((known) => known === text.toLowerCase());
    return word ? { value: word } : { problem: `is ${shown(text)}: write one of ${words.join(', ')}.` };
  };
}

/** Addresses may carry a password, so none is shown in an error. */
function readHttpUrl(text: string): URL | null {
  const url = URL.parse(text);
  const plain = url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '';
  return plain && url.username === '' && url.password === '' ? url : null;
}

function address(example: string, read: (url: URL, text: string) => Reading<string>) {
  return (text: string): Reading<string> => {
    const url = readHttpUrl(text);
    return url
      ? read(url, text)
      : { problem: `is not a plain http(s) address: write one such as ${example}` };
  };
}

/** The base that paths are put behind: ends in a slash. */
export function baseUrl(example: string) {
  return address(example, ({ href }) => ({ value: href.endsWith('/') ? href : `${href}/` }));
}

/** Without a slash at the end. */
export function slashlessUrl(example: string) {
  return address(example, ({ href }) => ({ value: href.replace(/\/+$/, '') }));
}

/** Exactly as typed. */
export function wholeUrl(example: string) {
  return address(example, (_url, text) => ({ value: text }));
}

/** Scheme, host and port alone. */
export function originUrl(example: string) {
  return address(example, ({ origin, pathname }) =>
    pathname === '/'
      ? { value: origin }
      : { problem: `has a path behind the host: write the origin alone, such as ${example}` },
  );
}

export function readDatabaseUrl(text: string): Reading<string> {
  const example = 'postgres://user:password@host:5432/database';
  if (!/^postgres(ql)?:\/\//i.test(text)) {
    return { problem: `is not the address of a Postgres: write one such as ${example}` };
  }
  if (URL.canParse(text)) return { value: text };
  return {
    problem: `cannot be read as an address: write one such as ${example}, with special characters of the password percent-encoded (@ is %40).`,
  };
}

export function readEncryptionKey(text: string): Reading<Buffer> {
  const advice = 'write the output of: openssl rand -base64 32';
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return { problem: `is not base64: ${advice}` };
  const key = Buffer.from(text, 'base64');
  if (key.length === 32 && /^.{43}=?$/.test(text)) return { value: key };
  return { problem: `holds ${key.length} bytes of base64 where 32 are needed: ${advice}` };
}

/** It stands in an address, and whoever knows it can name a secret of their own: it must not be guessed. */
export function readHandshake(text: string): Reading<string> {
  if (/^[\w-]{32,200}$/.test(text)) return { value: text };
  return { problem: 'is not 32 letters and digits or more: write the output of: openssl rand -hex 32' };
}

export function readBotToken(text: string): Reading<string> {
  const where = 'copy "Bot User OAuth Token" (xoxb-…) from your Slack app\'s OAuth & Permissions page.';
  if (text.startsWith('xapp-'))
    return { problem: `is an app-level token (xapp-), which is SLACK_APP_TOKEN: ${where}` };
  if (text.startsWith('xoxp-')) return { problem: `is a user's token (xoxp-), not the bot's: ${where}` };
  return { value: text };
}

export function readAppToken(text: string): Reading<string> {
  if (text.startsWith('xapp-')) return { value: text };
  return {
    problem:
      'is not an app-level token: copy one that begins with xapp- from your Slack app\'s Basic Information page, "App-Level Tokens", or leave it unset to use HTTP.',
  };
}

export function readSigningSecret(text: string): Reading<string> {
  if (!/^xox[a-z]-|^xapp-/.test(text)) return { value: text };
  return {
    problem:
      'is a token, not the signing secret: copy "Signing Secret" from your Slack app\'s Basic Information page.',
  };
}

export function readRealmId(text: string): Reading<string> {
  if (/^\d{1,30}$/.test(text)) return { value: text };
  return {
    problem: `has more in it than digits: write those of "Company ID", under Settings > Additional info in QuickBooks.`,
  };
}
