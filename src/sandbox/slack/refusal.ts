/** Slack's `{ok: false, error}`: thrown inside a method, answered with HTTP 200 at the border. */
export class SlackRefusal extends Error {
  readonly error: string;
  /** What stands in the answer beside ok and error. */
  readonly extra: Record<string, unknown>;

  constructor(error: string, extra: Record<string, unknown> = {}) {
    super(error);
    this.name = 'SlackRefusal';
    this.error = error;
    this.extra = extra;
  }
}

/** A refusal with its reasons where Slack's clients look for them. */
export function refusalWith(error: string, messages: string[]): SlackRefusal {
  return new SlackRefusal(error, {
    errors: messages,
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  });
}
