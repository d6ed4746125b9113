import { actor } from './act.js';
import { toast } from './panes/toasts.js';
import { peopleOf } from './people.js';
import { theme } from './theme.js';

/**
 * What the panes share.
 * @typedef {object} App
 * @property {import('./types.js').PageState} state
 * @property {Map<string, import('./types.js').Person>} people
 * @property {Map<string, import('./types.js').Channel>} channels
 * @property {string} me Who acts.
 * @property {import('./types.js').Where} where
 * @property {string | null} thread ts of the open thread's parent
 * @property {string} dmId
 * @property {Set<string>} unread channels
 * @property {Set<string>} dismissed ts of ephemeral messages
 * @property {Map<string, import('./types.js').Values>} values what is typed in messages, by channel/ts
 * @property {(place: import('./types.js').Place, values: import('./types.js').Values, inModal: boolean) =>
 *   import('./types.js').RenderContext} contextFor
 * @property {<T>(work: () => Promise<T>) => Promise<T | undefined>} attempt shows an error; undefined then
 * @property {() => string} noAnswer
 * @property {(words: string) => void} problem
 * @property {() => void} settle ends waiting states
 * @property {(opener: Element | null) => void} focusBack
 * @property {() => 'light' | 'dark'} theme
 * @property {(where: import('./types.js').Where) => Promise<void>} go set by the routes
 * @property {(id: string) => Promise<void>} actAs set by the routes
 * @property {() => void} remember set by the routes
 */

/**
 * @param {import('./types.js').PageState} state
 * @param {{ me: string, channel: string }} start
 * @returns {App & { modalNotice: ((words: string) => boolean) }}
 */
export function createApp(state, start) {
  const app = {
    state,
    people: peopleOf(state),
    channels: new Map(state.channels.map((channel) => [channel.id, channel])),
    me: start.me,
    where: { kind: 'channel', id: start.channel },
    thread: null,
    dmId: '',
    unread: new Set(),
    dismissed: new Set(),
    values: new Map(),
    theme,
    noAnswer: () => `${app.people.get(state.botUser.id).name} didn't answer within 3 seconds`,
    // A modal makes the rest of the page inert, so its own line takes the words while it is open.
    modalNotice: () => false,
    problem: (words) => app.modalNotice(words) || toast(words),
    focusBack,
  };
  const { act, settle } = actor({ me: () => app.me, noAnswer: app.noAnswer, problem: app.problem });
  app.settle = settle;
  app.contextFor = (place, values, inModal) => {
    const ctx = { people: app.people, channels: app.channels, place, values, inModal };
    ctx.act = (action, element) => act(ctx, action, element);
    return ctx;
  };
  app.attempt = async (work) => {
    try {
      return await work();
    } catch (error) {
      app.problem(error.message);
      return undefined;
    }
  };
  return app;
}

/** Focus to what opened a dialog, to what stands in its place by now, or to the message box. */
function focusBack(opener) {
  const name = opener?.getAttribute?.('data-focus');
  const same = opener?.isConnected
    ? opener
    : name && document.querySelector(`[data-focus="${CSS.escape(name)}"]`);
  const target = same && same !== document.body ? same : document.getElementById('composer-input');
  target?.focus({ preventScroll: true });
}
