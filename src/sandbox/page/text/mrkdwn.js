import { el } from '../dom.js';
import { angle, link } from './angle.js';
import { emojiFor } from './emoji.js';
import { unescaped } from './escapes.js';

/** @typedef {import('../types.js').RenderContext} RenderContext */

/**
 * Slack's mrkdwn as nodes. Follows Slack's rules: only `&amp;`, `&lt;` and `&gt;` are escapes, `<…>` is the only way
 * to a mention, markers count at word edges alone.
 * @param {string} text
 * @param {Pick<RenderContext, 'people' | 'channels'>} ctx
 * @returns {Node[]}
 */
export function mrkdwn(text, ctx) {
  const nodes = [];
  let at = 0;
  for (const fence of text.matchAll(/```\n?([\s\S]*?)```/g)) {
    nodes.push(...lines(trimBreaks(text.slice(at, fence.index), at > 0, true), ctx));
    nodes.push(el('pre', { class: 'mk-pre' }, el('code', {}, bare(fence[1]))));
    at = fence.index + fence[0].length;
  }
  nodes.push(...lines(trimBreaks(text.slice(at), at > 0, false), ctx));
  return nodes;
}

/** A line break next to a block is the block's own. */
function trimBreaks(text, atStart, atEnd) {
  const head = atStart ? text.replace(/^\n/, '') : text;
  return atEnd ? head.replace(/\n$/, '') : head;
}

const QUOTE = /^(?:&gt;|>)[ ]?/;

function lines(text, ctx) {
  if (text === '') return [];
  const nodes = [];
  let quoted = [];
  let breakBefore = false;
  const flush = () => {
    if (quoted.length > 0) nodes.push(el('blockquote', { class: 'mk-quote' }, broken(quoted, ctx)));
    quoted = [];
  };
  for (const line of text.split('\n')) {
    if (QUOTE.test(line)) {
      quoted.push(line.replace(QUOTE, ''));
      breakBefore = false;
    } else {
      flush();
      if (breakBefore) nodes.push(el('br'));
      nodes.push(...inline(line, ctx));
      breakBefore = true;
    }
  }
  flush();
  return nodes;
}

function broken(texts, ctx) {
  return texts.flatMap((text, index) => (index === 0 ? inline(text, ctx) : [el('br'), ...inline(text, ctx)]));
}

const SPANS = { '*': 'strong', _: 'em', '~': 's' };
const WORD = /[\p{L}\p{N}]/u;
const NAME = /:([a-z0-9_+'-]+):/y;
const ADDRESS = /https?:\/\/[^\s<>|*~`]+/y;

/** One line without blocks. */
function inline(text, ctx) {
  const nodes = [];
  let plain = '';
  let at = 0;
  const push = (node, length) => {
    if (plain !== '') nodes.push(unescaped(plain));
    plain = '';
    nodes.push(node);
    at += length;
  };
  while (at < text.length) {
    const found = tokenAt(text, at, ctx);
    if (found) push(found.node, found.length);
    else {
      plain += text[at];
      at += 1;
    }
  }
  if (plain !== '') nodes.push(unescaped(plain));
  return nodes;
}

/** What starts at this place: a node and how many characters it takes; null for a plain character. */
function tokenAt(text, at, ctx) {
  const char = text[at];
  if (char === '<') {
    const end = text.indexOf('>', at);
    const node = end > at + 1 ? angle(text.slice(at + 1, end), ctx) : null;
    return node && { node, length: end - at + 1 };
  }
  if (char === '`') {
    const end = text.indexOf('`', at + 1);
    return end > at + 1
      ? { node: el('code', { class: 'mk-code' }, bare(text.slice(at + 1, end))), length: end - at + 1 }
      : null;
  }
  if (char in SPANS) {
    const end = closing(text, at);
    return end < 0
      ? null
      : { node: el(SPANS[char], {}, inline(text.slice(at + 1, end), ctx)), length: end - at + 1 };
  }
  if (char === ':') return emojiAt(text, at);
  if (char === 'h' && !WORD.test(text[at - 1] ?? ' ')) return addressAt(text, at);
  return null;
}

function emojiAt(text, at) {
  NAME.lastIndex = at;
  const match = NAME.exec(text);
  const char = match && emojiFor(match[1]);
  return char
    ? {
        node: el('span', { class: 'emoji', role: 'img', 'aria-label': match[1].replaceAll('_', ' ') }, char),
        length: match[0].length,
      }
    : null;
}

function addressAt(text, at) {
  ADDRESS.lastIndex = at;
  const match = ADDRESS.exec(text);
  if (!match) return null;
  const address = match[0].replace(/[.,;:!?)\]'"_]+$/, '');
  return { node: link(unescaped(address), unescaped(address)), length: address.length };
}

/** Where the span that opens here closes; -1 where it does not open or never closes. */
function closing(text, at) {
  const marker = text[at];
  const next = text[at + 1] ?? ' ';
  if (WORD.test(text[at - 1] ?? ' ') || /\s/.test(next) || next === marker) return -1;
  for (let end = at + 2; end < text.length; end += 1) {
    if (text[end] === '<') end = Math.max(end, text.indexOf('>', end));
    else if (text[end] === '`') end = Math.max(end, text.indexOf('`', end + 1));
    else if (text[end] === marker && !/\s/.test(text[end - 1]) && !WORD.test(text[end + 1] ?? ' '))
      return end;
  }
  return -1;
}

/** Inside code a link shows as its label or address, unformatted. */
function bare(text) {
  return unescaped(text.replace(/<(https?:[^|>]+)(?:\|([^>]+))?>/g, (_, url, label) => label ?? url));
}
