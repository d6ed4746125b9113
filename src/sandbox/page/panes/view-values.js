/** @typedef {import('../types.js').Values} Values */

/**
 * What is typed, without the inputs that the view no longer has.
 * @param {Values} values
 * @param {import('../types.js').Block[]} blocks
 * @returns {Values}
 */
export function pruned(values, blocks) {
  const kept = {};
  for (const block of blocks) {
    const before = values[block.block_id];
    if (!before) continue;
    const elements = [block.element, block.accessory, ...(block.elements ?? [])].filter(Boolean);
    const ids = new Set(elements.map((element) => element.action_id));
    kept[block.block_id] = Object.fromEntries(Object.entries(before).filter(([id]) => ids.has(id)));
  }
  return kept;
}

/** True where two views differ in their errors at most, so that nothing needs to be drawn again. */
export function sameLook(before, after) {
  const look = ({ id, title, submit, close, blocks }) => JSON.stringify([id, title, submit, close, blocks]);
  return look(before) === look(after);
}
