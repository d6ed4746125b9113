import { el } from '../dom.js';
import { card, carousel, container } from './card.js';
import { chart } from './chart.js';
import { image } from './image.js';
import { inputBlock } from './input-block.js';
import { actions, context, divider, header, section } from './layout-blocks.js';
import { markdown } from './markdown.js';
import { alertBlock, contextActions, unknownBlock } from './plain-blocks.js';
import { richText } from './rich-text.js';
import { dataTable, table } from './table.js';

/** @type {Record<string, (block: import('../types.js').Block, ctx: import('../types.js').RenderContext) => HTMLElement>} */
const BLOCKS = {
  section,
  header,
  divider,
  context,
  actions,
  image,
  rich_text: richText,
  table,
  data_table: dataTable,
  markdown: (block) => markdown(String(block.text ?? '')),
  input: inputBlock,
  alert: alertBlock,
  card,
  carousel,
  container,
  context_actions: contextActions,
  data_visualization: chart,
};

/**
 * Draws blocks in order. A block of an unknown type, or one that cannot be drawn, stands there as a placeholder that
 * names its type, so that a mistake of the bot's is seen and never swallows the rest of the message.
 * @param {import('../types.js').Block[]} blocks
 * @param {import('../types.js').RenderContext} ctx
 * @returns {HTMLElement[]}
 */
export function renderBlocks(blocks, ctx) {
  return blocks.map((block, index) => {
    const named = block.block_id ? block : { ...block, block_id: `block-${index}` };
    return el('div', { class: `block block-${className(block.type)}` }, drawn(named, ctx));
  });
}

function drawn(block, ctx) {
  const draw = Object.hasOwn(BLOCKS, block.type) ? BLOCKS[block.type] : unknownBlock;
  try {
    return draw(block, ctx);
  } catch (error) {
    return unknownBlock(block, ctx, error);
  }
}

function className(type) {
  return String(type)
    .replace(/[^a-z_]/g, '')
    .replaceAll('_', '-');
}
