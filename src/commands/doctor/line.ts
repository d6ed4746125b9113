import { type Service, VendorFailure } from '../../core/failure.ts';
import { plainText } from '../../core/text.ts';

/** ✓ works · ! worth knowing, works without · ✗ does not work. */
export interface Line {
  mark: '✓' | '!' | '✗';
  text: string;
  /** What to do about it; null where nothing is to be done, or the text says it. */
  todo: string | null;
}

export const works = (text: string): Line => ({ mark: '✓', text, todo: null });
export const hint = (text: string, todo: string | null = null): Line => ({ mark: '!', text, todo });
export const broken = (text: string, todo: string | null = null): Line => ({ mark: '✗', text, todo });

/** As it stands on the screen: names from Slack, sheets and books are shown as plain text. */
export function printed({ mark, text, todo }: Line): string {
  const advice = todo === null ? '' : `\n      → ${plainText(todo)}`;
  return `  ${mark} ${plainText(text)}${advice}`;
}

/** The check's lines, or one that says why `what` could not be checked. */
export async function attempt(what: string, check: () => Promise<Line[]>): Promise<Line[]> {
  try {
    return await check();
  } catch (error) {
    return [failed(what, error)];
  }
}

/**
 * Checks one thing after the other. Once the service has failed to answer twice running, the rest would only wait as
 * long: one line says that it was not checked.
 */
export async function oneByOne<T>(
  things: readonly T[],
  name: (thing: T) => string,
  check: (thing: T) => Promise<Line[]>,
): Promise<Line[]> {
  const lines: Line[] = [];
  let down = 0;
  for (const [index, thing] of things.entries()) {
    try {
      lines.push(...(await check(thing)));
      down = 0;
    } catch (error) {
      lines.push(failed(name(thing), error));
      down = error instanceof VendorFailure && error.kind === 'down' ? down + 1 : 0;
    }
    const rest = things.slice(index + 1);
    if (down >= 2 && rest.length > 0) {
      return [...lines, broken(`not checked, for want of an answer: ${rest.map(name).join(', ')}`)];
    }
  }
  return lines;
}

export function failed(what: string, error: unknown): Line {
  const reason = error instanceof Error ? error.message : String(error);
  return broken(`${what}: ${reason}`, error instanceof VendorFailure ? advice(error) : null);
}

const TOKEN: Record<Service, string> = {
  Slack: 'SLACK_BOT_TOKEN (your Slack app, "OAuth & Permissions")',
  QuickBooks:
    'QUICKBOOKS_CLIENT_ID, QUICKBOOKS_CLIENT_SECRET, QUICKBOOKS_REALM_ID and QUICKBOOKS_REFRESH_TOKEN',
  Smartsheet: 'SMARTSHEET_ACCESS_TOKEN (Account > Personal Settings > API Access)',
  Model: 'OPENAI_API_KEY and OPENAI_MODEL',
};

const ADDRESS: Record<Service, string> = {
  Slack: 'SLACK_API_URL',
  QuickBooks: 'QUICKBOOKS_API_URL and QUICKBOOKS_TOKEN_URL',
  Smartsheet: 'SMARTSHEET_API_URL',
  Model: 'OPENAI_BASE_URL',
};

function advice({ service, kind }: VendorFailure): string | null {
  if (kind === 'retry') return `${service} is busy: run this again in a minute.`;
  if (kind === 'down') {
    return `See whether ${service} is up and this machine reaches it, and look at ${ADDRESS[service]}; then run this again.`;
  }
  return kind === 'ours' ? `Check ${TOKEN[service]}.` : null;
}
