import { type Logger, LogLevel } from '@slack/bolt';

/** Bolt's and the Web API client's words as lines of our own log: stdout carries JSON and nothing else. */
export function boltLogger(
  log: Record<'debug' | 'info' | 'warn' | 'error', (fields: object, event: string) => void>,
): Logger {
  const say =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...words: unknown[]) =>
      log[level]({ from: 'bolt', words: words.map(asText).join(' ').slice(0, 2000) }, 'slack');
  return {
    debug: say('debug'),
    info: say('debug'), // Bolt's info is about itself
    warn: say('warn'),
    error: say('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

function asText(word: unknown): string {
  return word instanceof Error ? word.message : String(word);
}
