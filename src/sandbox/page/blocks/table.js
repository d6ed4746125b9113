import { el } from '../dom.js';
import { richText } from './rich-text.js';

/** @typedef {import('../types.js').Block} Block */
/** @typedef {import('../types.js').RenderContext} RenderContext */

/** The first row is the head, as in Slack. @param {Block} block @param {RenderContext} ctx */
export function table(block, ctx) {
  const settings = block.column_settings ?? [];
  const [head = [], ...rows] = block.rows ?? [];
  return framed(
    'Table',
    el(
      'table',
      { class: 'table' },
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          head.map((cell, column) => cellNode('th', cell, settings[column], ctx)),
        ),
      ),
      el(
        'tbody',
        {},
        rows.map((row) =>
          el(
            'tr',
            {},
            row.map((cell, column) => cellNode('td', cell, settings[column], ctx)),
          ),
        ),
      ),
    ),
  );
}

/** A data_table: a caption, and as many rows at first as its page size says. */
export function dataTable(block, ctx) {
  const [head = [], ...rows] = block.rows ?? [];
  const caption = String(block.caption ?? '');
  const size = Number(block.page_size ?? 5);
  const body = el('tbody');
  const draw = (from, to) => {
    for (const row of rows.slice(from, to)) {
      body.append(
        el(
          'tr',
          {},
          row.map((cell, column) => cellNode(tagOf(block, column), cell, undefined, ctx)),
        ),
      );
    }
  };
  draw(0, size);
  const showRest = () => {
    draw(size, rows.length);
    more.remove();
  };
  const more = el(
    'button',
    { type: 'button', class: 'link-button', onclick: showRest },
    `Show all ${rows.length} rows`,
  );
  const node = el(
    'table',
    { class: 'table' },
    el('caption', { class: 'table-caption', dir: 'auto' }, caption),
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        head.map((cell) => cellNode('th', cell, undefined, ctx)),
      ),
    ),
    body,
  );
  return el('div', {}, framed(caption || 'Table', node), rows.length > size && more);
}

/** Wide tables scroll inside their own frame, which the keyboard can reach. */
function framed(label, node) {
  return el('div', { class: 'table-frame', tabindex: '0', role: 'group', 'aria-label': label }, node);
}

function tagOf(block, column) {
  return column === (block.row_header_column_index ?? 0) ? 'rowHead' : 'td';
}

function cellNode(tag, cell, setting, ctx) {
  const align = ['center', 'right'].includes(setting?.align) ? setting.align : 'left';
  const nowrap = setting?.is_wrapped === false ? ' nowrap' : '';
  const scope = { th: 'col', rowHead: 'row' }[tag];
  // The text's own direction decides the order of its letters, not where the column stands.
  return el(
    tag === 'td' ? 'td' : 'th',
    { class: `cell align-${align}${nowrap}`, scope },
    el('bdi', {}, cellBody(cell, ctx)),
  );
}

function cellBody(cell, ctx) {
  switch (cell?.type) {
    case 'raw_text':
      return String(cell.text ?? '');
    case 'raw_number':
      return String(cell.text ?? cell.value ?? '');
    case 'rich_text':
      return richText(cell, ctx);
    default:
      return el('code', { class: 'unknown-inline' }, String(cell?.type));
  }
}
