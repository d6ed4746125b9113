import type { World } from './world.ts';

/** One text that the bot sent, and whether Slack gives characters in it a meaning. */
export interface Sent {
  method: string;
  text: string;
  live: boolean;
  /** In a block, where the notification is not. */
  block: boolean;
}

/** Every text the bot sent to Slack since the world began: notifications, blocks, views, answers to commands. */
export function everythingSent(world: World, users: readonly string[]): Sent[] {
  const calls = world.slack.calls.filter(({ method }) => /^(chat|views)\./.test(method));
  const called = calls.flatMap(({ method, args }) => [
    ...(typeof args.text === 'string' ? [{ method, text: args.text, live: true, block: false }] : []),
    ...textsOf(method, parsed(args.blocks)),
    ...textsOf(method, parsed(args.view)),
  ]);
  const answered = users.flatMap((user) =>
    world.slack
      .ephemerals(user)
      .flatMap(({ text, blocks }) => [
        { method: 'answer', text, live: true, block: false },
        ...textsOf('answer', blocks),
      ]),
  );
  return [...called, ...answered];
}

function parsed(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}

/** plain_text, raw_text and values typed into inputs have no meaning; mrkdwn has, and so has any kind not known here. */
function textsOf(method: string, value: unknown): Sent[] {
  if (Array.isArray(value)) return value.flatMap((one) => textsOf(method, one));
  if (typeof value !== 'object' || value === null) return [];
  const { type, text } = value as { type?: unknown; text?: unknown };
  const own =
    typeof text === 'string'
      ? [{ method, text, live: type !== 'plain_text' && type !== 'raw_text', block: true }]
      : [];
  return [...own, ...Object.values(value).flatMap((inner) => textsOf(method, inner))];
}

/** Mentions, links and special commands that would take effect, the bot's own left out. */
export function livingMarkup(
  sent: readonly Sent[],
  { people, links }: { people: readonly string[]; links: string },
): string[] {
  return sent
    .filter(({ live }) => live)
    .flatMap(({ method, text }) =>
      (text.match(/<[^>]*>?/g) ?? [])
        .filter((markup) => {
          const person = /^<@([A-Z0-9]+)>$/.exec(markup)?.[1];
          // On App Home each card's channel is a link of ours, by the id that projects.yml gives.
          const channel = method === 'views.publish' && /^<#C0[A-Z]+>$/.test(markup);
          return !channel && !(person && people.includes(person)) && !markup.startsWith(`<${links}`);
        })
        .map((markup) => `${method}: ${markup} in ${text}`),
    );
}
