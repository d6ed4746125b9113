import { el } from '../dom.js';
import { markdownInline } from './markdown-inline.js';

/**
 * A markdown block: headings, lists, quotes, fences, rules, tables and paragraphs. HTML in it is plain text.
 * @param {string} text
 */
export function markdown(text) {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const root = el('div', { class: 'markdown' });
  let at = 0;
  while (at < lines.length) {
    const [node, taken] = blockAt(lines, at);
    if (node) root.append(node);
    at += taken;
  }
  return root;
}

const BULLET = /^\s*[-*+]\s+/;
const NUMBERED = /^\s*\d+[.)]\s+/;

/** The block that starts on this line and how many lines it takes. */
function blockAt(lines, at) {
  const line = lines[at];
  if (line.trim() === '') return [null, 1];
  const heading = /^(#{1,6})\s+(.*)$/.exec(line);
  if (heading)
    return [el(heading[1].length < 3 ? 'h3' : 'h4', { dir: 'auto' }, markdownInline(heading[2])), 1];
  if (/^\s*(-{3,}|\*{3,}|_{3,})\s*$/.test(line)) return [el('hr', { class: 'divider' }), 1];
  if (line.startsWith('```')) return fence(lines, at);
  if (line.startsWith('>')) return quote(lines, at);
  if (BULLET.test(line)) return list(lines, at, 'ul', BULLET);
  if (NUMBERED.test(line)) return list(lines, at, 'ol', NUMBERED);
  if (line.includes('|') && /^\s*\|?[\s:|-]+-[\s:|-]*$/.test(lines[at + 1] ?? ''))
    return pipeTable(lines, at);
  return paragraph(lines, at);
}

function takeWhile(lines, at, test) {
  let end = at;
  while (end < lines.length && test(lines[end])) end += 1;
  return lines.slice(at, end);
}

function fence(lines, at) {
  const body = takeWhile(lines, at + 1, (line) => !line.startsWith('```'));
  return [el('pre', { class: 'mk-pre' }, el('code', {}, body.join('\n'))), body.length + 2];
}

function quote(lines, at) {
  const body = takeWhile(lines, at, (line) => line.startsWith('>'));
  const text = body.map((line) => line.replace(/^>\s?/, '')).join('\n');
  return [el('blockquote', { class: 'mk-quote' }, markdown(text)), body.length];
}

function list(lines, at, tag, marker) {
  const items = takeWhile(lines, at, (line) => marker.test(line));
  const nodes = items.map((line) => {
    const text = line.replace(marker, '');
    const task = /^\[([ xX])\]\s+/.exec(text);
    const sign = task ? (task[1] === ' ' ? '☐ ' : '☑ ') : '';
    return el('li', { dir: 'auto' }, sign, markdownInline(task ? text.slice(task[0].length) : text));
  });
  return [el(tag, { class: 'rich-list' }, nodes), items.length];
}

function pipeTable(lines, at) {
  const rows = takeWhile(lines, at, (line) => line.includes('|'));
  const cells = (line) =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim());
  const aligns = cells(rows[1]).map((rule) =>
    /^:-+:$/.test(rule) ? 'center' : rule.endsWith(':') ? 'right' : 'left',
  );
  const row = (tag, line) =>
    el(
      'tr',
      {},
      cells(line).map((cell, column) =>
        el(tag, { class: `cell align-${aligns[column] ?? 'left'}` }, markdownInline(cell)),
      ),
    );
  const node = el(
    'table',
    { class: 'table' },
    el('thead', {}, row('th', rows[0])),
    el(
      'tbody',
      {},
      rows.slice(2).map((line) => row('td', line)),
    ),
  );
  return [
    el('div', { class: 'table-frame', tabindex: '0', role: 'group', 'aria-label': 'Table' }, node),
    rows.length,
  ];
}

function paragraph(lines, at) {
  const rest = takeWhile(
    lines,
    at + 1,
    (line) => line.trim() !== '' && !/^(#{1,6}\s|>|```|\s*[-*+]\s|\s*\d+[.)]\s)/.test(line),
  );
  const body = [lines[at], ...rest].flatMap((line, index) =>
    (index === 0 ? [] : [el('br')]).concat(markdownInline(line)),
  );
  return [el('p', { dir: 'auto' }, body), rest.length + 1];
}
