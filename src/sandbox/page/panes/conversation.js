import { getDm, getMessages, postCommand, postMessage } from '../api.js';
import { composer } from './composer.js';
import { messageList } from './message-list.js';

/**
 * A log of messages with a message box: the main column's, or a thread's.
 * @param {import('../app.js').App} app
 * @param {{ inThread: boolean, inputId: string, label: () => string, opening?: () => Node | null,
 *   place: () => { channel: string, thread?: string } | null, onThread: (ts: string) => void }} options
 */
export function conversation(app, options) {
  const list = messageList({
    label: options.inThread ? 'Thread' : 'Messages',
    inThread: options.inThread,
    contextFor: (message) => contextFor(app, options.place().channel, message),
    onThread: options.onThread,
    onDismiss: (ts) => {
      app.dismissed.add(ts);
      void refresh();
    },
  });
  const box = composer({
    id: options.inputId,
    label: options.label,
    commands: options.inThread ? [] : app.state.commands,
    send,
  });
  let wanted = 0;

  /** Reads and draws; only the newest reading is drawn. */
  async function refresh() {
    const place = options.place();
    if (!place) return;
    wanted += 1;
    const mine = wanted;
    const messages = await app.attempt(() => read(app, place));
    if (!messages || mine !== wanted) return;
    list.show(
      messages.filter((message) => !app.dismissed.has(message.ts)),
      options.opening?.() ?? null,
    );
  }

  async function send(text) {
    const place = options.place();
    const refusal = text.startsWith('/') ? commandRefusal(app, text, options.inThread) : null;
    if (refusal) return refusal;
    list.toEnd();
    const body = { as: app.me, channel: place.channel, text: withMentions(app, text) };
    const outcome = await app.attempt(() =>
      text.startsWith('/')
        ? postCommand(body)
        : postMessage({ ...body, ...(place.thread ? { threadTs: place.thread } : {}) }),
    );
    if (!outcome) return 'That was not sent.';
    await refresh();
    list.toEnd();
    return outcome.ok ? null : (outcome.response ?? app.noAnswer());
  }

  function start() {
    wanted += 1;
    list.clear();
    box.relabel();
    return refresh();
  }

  return { list: list.node, box, refresh, start };
}

async function read(app, place) {
  if (!place.thread && place.channel === app.dmId) return (await getDm(app.me)).messages;
  return getMessages(place.channel, app.me, place.thread);
}

/** A name typed after an @ becomes a mention, as Slack's own client makes it. */
function withMentions(app, text) {
  if (text.startsWith('/')) return text;
  const people = [...app.people.values()].sort((a, b) => b.name.length - a.name.length);
  return people.reduce((words, { id, name }) => words.replaceAll(`@${name}`, `<@${id}>`), text);
}

function commandRefusal(app, text, inThread) {
  const word = text.split(/\s/, 1)[0];
  if (inThread) return `${word} cannot be used in a thread. Type it in the channel.`;
  if (app.state.commands.some((one) => one.command === word)) return null;
  return `${word} is not a command here. Type / to see those there are.`;
}

function contextFor(app, channel, message) {
  const key = `${channel}/${message.ts}`;
  const values = app.values.get(key) ?? {};
  app.values.set(key, values);
  const place = { channel, messageTs: message.ts, ...(message.ephemeral ? { ephemeral: true } : {}) };
  return app.contextFor(place, values, false);
}
