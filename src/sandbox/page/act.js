import { postAction } from './api.js';
import { askConfirm } from './panes/confirm.js';

const GRACE_MS = 1500;
/** A refusal that took this long is the bot's silence, whatever words it is reported in. */
const ANSWER_MS = 2900;

/**
 * Carries clicks and choices to the bot. While one is under way its element shows it and takes no second click; that
 * ends with the next event from the workspace, with an error, or shortly after the bot acknowledged.
 * @param {{ me: () => string, noAnswer: () => string, problem: (words: string) => void }} options
 */
export function actor({ me, noAnswer, problem }) {
  const waiting = new Set();

  /**
   * @param {import('./types.js').RenderContext} ctx
   * @param {Record<string, any>} action as in Slack's actions[0], with the element's confirm
   * @param {HTMLElement} element
   */
  async function act(ctx, action, element) {
    const { confirm, ...sent } = action;
    if (element.getAttribute('aria-disabled') === 'true') return;
    if (confirm && !(await askConfirm(confirm, ctx))) return;
    const release = hold(element);
    const asked = performance.now();
    waiting.add(release);
    try {
      const outcome = await postAction({ as: me(), ...ctx.place, action: sent, state: ctx.values });
      if (outcome.ok) setTimeout(() => end(release), GRACE_MS);
      else fail(release, saidOrSilent(outcome.response, asked));
    } catch (error) {
      fail(release, error.message);
    }
  }

  function saidOrSilent(response, asked) {
    return response && performance.now() - asked < ANSWER_MS ? response : noAnswer();
  }

  function fail(release, words) {
    end(release);
    problem(words);
  }

  function end(release) {
    if (waiting.delete(release)) release();
  }

  function settle() {
    for (const release of [...waiting]) end(release);
  }

  return { act, settle };
}

/** Marks the element as busy and its neighbours as resting; answers a function that undoes it. */
function hold(element) {
  const neighbours = [...(element.closest('.actions')?.querySelectorAll('.button') ?? [element])];
  element.setAttribute('aria-busy', 'true');
  for (const one of neighbours) one.setAttribute('aria-disabled', 'true');
  element.setAttribute('aria-disabled', 'true');
  return () => {
    element.removeAttribute('aria-busy');
    element.removeAttribute('aria-disabled');
    for (const one of neighbours) one.removeAttribute('aria-disabled');
  };
}
