import { getHome } from '../api.js';
import { renderBlocks } from '../blocks/render.js';
import { el, reconcile } from '../dom.js';
import { pruned } from './view-values.js';

/**
 * The App Home of the acting person.
 * @param {import('../app.js').App} app
 */
export function home(app) {
  const inner = el('div', { class: 'home-inner' });
  const node = el('div', { class: 'home', tabindex: '0', role: 'region', 'aria-label': 'App Home' }, inner);
  let values = {};

  /** @param {import('../types.js').View | null} view */
  function draw(view) {
    if (!view) {
      const name = app.people.get(app.state.botUser.id).name;
      reconcile(inner, [
        {
          key: 'empty',
          sig: name,
          build: () => el('p', { class: 'home-empty' }, `${name} has not published anything here yet.`),
        },
      ]);
      return;
    }
    values = pruned(values, view.blocks);
    const ctx = app.contextFor({ viewId: view.id }, values, false);
    const [...items] = view.blocks.map((block, index) => ({
      key: `${view.id}/${block.block_id ?? index}`,
      sig: JSON.stringify(block),
      build: () => renderBlocks([block], ctx)[0],
    }));
    reconcile(inner, items);
  }

  /** Asks for the view, which also tells the bot that its Home was opened. */
  async function start() {
    const view = await app.attempt(() => getHome(app.me));
    if (view !== undefined && app.where.kind === 'home') draw(view);
  }

  return { node, draw, start, clear: () => inner.replaceChildren() };
}
