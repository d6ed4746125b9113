import { filledIn, initialState } from './block-kit/state.ts';
import { elementsOf } from './block-kit/validate.ts';
import type { JsonObject, PageAction, StateValues } from './page-api.ts';

/** The element a person would click, with its block's id; null where it does not stand there (any more). */
function findElement(
  blocks: JsonObject[],
  actionId: string,
  blockId?: string,
): { blockId: string; element: JsonObject } | null {
  for (const block of blocks) {
    if (blockId !== undefined && block.block_id !== blockId) continue;
    const element = elementsOf(block).find(({ action_id }) => action_id === actionId);
    if (element) return { blockId: String(block.block_id), element };
  }
  return null;
}

/**
 * actions[0] for a click, or for the choice of an option, date or user by its value. Throws where there is no such
 * element, as nobody can click what is not there.
 */
export function actionOn(
  blocks: JsonObject[],
  { actionId, blockId, value }: { actionId: string; blockId?: string; value?: string },
): PageAction {
  const found = findElement(blocks, actionId, blockId);
  if (!found) throw new Error(`there is nothing to click with the action_id ${actionId}`);
  const ids = { action_id: actionId, block_id: found.blockId };
  if (found.element.type === 'button') return { ...ids, ...buttonParts(found.element, value) };
  if (found.element.type === 'overflow') {
    const asSelect = { ...found.element, type: 'static_select' };
    return { ...ids, ...filledIn(asSelect, value ?? ''), type: 'overflow' };
  }
  return { ...ids, ...filledIn(found.element, value ?? '') };
}

function buttonParts(element: JsonObject, value: string | undefined) {
  const held = value ?? (typeof element.value === 'string' ? element.value : undefined);
  return {
    type: 'button',
    ...(element.text ? { text: element.text } : {}),
    ...(held === undefined ? {} : { value: held }),
    ...(element.style ? { style: element.style } : {}),
  };
}

/** What the page says was clicked, with what Slack adds from the element that stands there. */
export function completed(blocks: JsonObject[], action: PageAction): PageAction {
  const found = findElement(blocks, action.action_id, action.block_id);
  if (found?.element.type !== 'button') return action;
  return { ...action, ...buttonParts(found.element, action.value ?? undefined) };
}

/** state.values around an action: untouched values, what the person filled in, and what the action itself chose. */
export function stateAround(blocks: JsonObject[], given: StateValues, action: PageAction): StateValues {
  const state = initialState(blocks);
  for (const [block, actions] of Object.entries(given)) state[block] = { ...state[block], ...actions };
  const { block_id, action_id, ...chosen } = action;
  const stateful = state[block_id]?.[action_id] !== undefined;
  if (stateful) state[block_id] = { ...state[block_id], [action_id]: chosen };
  return state;
}
