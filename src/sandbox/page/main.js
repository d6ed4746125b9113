import { getState } from './api.js';
import { createApp } from './app.js';
import { el } from './dom.js';
import { startTheme } from './theme.js';
import { workspace } from './workspace.js';

const query = new URLSearchParams(location.search);

try {
  startTheme(query.get('theme'), () => document.dispatchEvent(new Event('themechange')));
  const state = await getState();
  document.title = `${state.team.name} · Slack sandbox`;
  const known = (list, id) => list.find((one) => one.id === id)?.id;
  const people = state.users.filter((user) => !user.deleted && !user.isBot);
  const me = known(people, query.get('as')) ?? people[0].id;
  const channel = known(state.channels, query.get('channel')) ?? state.channels[0].id;
  await workspace(createApp(state, { me, channel }));
  document.body.dataset.ready = 'yes';
} catch (error) {
  document.getElementById('main').append(el('p', { class: 'fatal', role: 'alert' }, error.message));
}
