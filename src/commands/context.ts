/** What a command is started with. */
export interface CommandContext {
  env: Record<string, string | undefined>;
  now: () => Date;
  /** One line of result. */
  say(line: string): void;
  /** One line of what went wrong. */
  complain(line: string): void;
}
