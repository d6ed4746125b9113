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
  let drawn = 0;

  /** @param {import('../types.js').View | null} view */
  function draw(view) {
    drawn += 1;
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
    const before = drawn;
    const view = await app.attempt(() => getHome(app.me));
    // What the bot published meanwhile is newer than this answer, and may have come first.
    if (view !== undefined && drawn === before && app.where.kind === 'home') draw(view);
  }

  function clear() {
    drawn += 1;
    inner.replaceChildren();
  }

  return { node, draw, start, clear };
}
