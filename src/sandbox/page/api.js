/**
 * The page's server routes. A refusal becomes an Error that carries the server's words; an unreachable server becomes
 * an Error that says so.
 */

/** @returns {Promise<import('./types.js').PageState>} */
export const getState = () => get('/page/state');

/** @returns {Promise<import('./types.js').Message[]>} Oldest first; with a thread, its parent first. */
export async function getMessages(channel, as, thread) {
  const query = new URLSearchParams({ channel, as, ...(thread ? { thread } : {}) });
  return (await get(`/page/messages?${query}`)).messages;
}

/** @returns {Promise<{ id: string, messages: import('./types.js').Message[] }>} */
export async function getDm(as) {
  return (await get(`/page/dms?as=${encodeURIComponent(as)}`)).dm;
}

/** @returns {Promise<import('./types.js').View | null>} */
export async function getHome(as) {
  return (await get(`/page/home?as=${encodeURIComponent(as)}`)).view;
}

/** @returns {Promise<import('./types.js').View[]>} The one on top last. */
export async function getViews(as) {
  return (await get(`/page/views?as=${encodeURIComponent(as)}`)).views;
}

/** @returns {Promise<import('./types.js').RecordPanel>} */
export const getRecords = (which) => get(`/page/records/${which}`);

/** @returns {Promise<import('./types.js').PageOutcome>} */
export const postCommand = (body) => post('/page/command', body);

/** @returns {Promise<import('./types.js').PageOutcome>} */
export const postMessage = (body) => post('/page/message', body);

/** @returns {Promise<import('./types.js').PageOutcome>} */
export const postAction = (body) => post('/page/action', body);

/** @returns {Promise<import('../slack/page-api.ts').PageSubmitResult>} */
export const postSubmit = (body) => post('/page/submit', body);

/** @returns {Promise<import('./types.js').PageOutcome>} */
export const postClose = (body) => post('/page/close', body);

/**
 * Listens to a person's events. The browser reconnects by itself; `onOpen` runs at every (re)connection.
 * @param {string} as
 * @param {(event: import('./types.js').PageEvent) => void} onEvent
 * @param {() => void} onOpen
 * @param {() => void} onLost
 * @returns {() => void} stops listening
 */
export function listen(as, onEvent, onOpen, onLost) {
  const source = new EventSource(`/page/events?as=${encodeURIComponent(as)}`);
  source.addEventListener('message', (event) => onEvent(JSON.parse(event.data)));
  source.addEventListener('open', onOpen);
  source.addEventListener('error', onLost);
  return () => source.close();
}

function get(path) {
  return request(path, { headers: { accept: 'application/json' } });
}

function post(path, body) {
  return request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
}

async function request(path, init) {
  const response = await fetch(path, init).catch(() => {
    throw new Error('The sandbox does not answer. Is the demo still running?');
  });
  const text = await response.text();
  const body = parsed(text);
  if (!response.ok) throw new Error(words(body?.error) ?? `The sandbox answered ${response.status}.`);
  if (body === undefined) throw new Error('The sandbox answered something that is not JSON.');
  return body;
}

const WORDS = {
  not_in_channel: 'You are not in this channel, so you cannot write here.',
  channel_not_found: 'You cannot see this channel.',
  message_not_found: 'That message is gone.',
  view_not_found: 'That dialog is closed already.',
};

function words(error) {
  return WORDS[error] ?? error;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
