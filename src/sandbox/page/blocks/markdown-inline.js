import { el } from '../dom.js';
import { link } from '../text/angle.js';
import { withEmoji } from '../text/emoji.js';

/** Each form with the place of its text in the match; the first that starts here wins. */
const FORMS = [
  { pattern: /`([^`]+)`/y, build: (match) => el('code', { class: 'mk-code' }, match[1]) },
  { pattern: /!?\[([^\]]*)\]\((\S+?)\)/y, build: (match) => link(match[2], match[1] || match[2]) },
  { pattern: /\*\*(\S(?:.*?\S)?)\*\*/y, build: (match) => el('strong', {}, markdownInline(match[1])) },
  { pattern: /__(\S(?:.*?\S)?)__/y, build: (match) => el('strong', {}, markdownInline(match[1])) },
  { pattern: /~~(\S(?:.*?\S)?)~~/y, build: (match) => el('s', {}, markdownInline(match[1])) },
  { pattern: /\*(\S(?:.*?\S)?)\*/y, build: (match) => el('em', {}, markdownInline(match[1])) },
  { pattern: /\b_(\S(?:.*?\S)?)_\b/y, build: (match) => el('em', {}, markdownInline(match[1])) },
  { pattern: /https?:\/\/[^\s<>)]+/y, build: (match) => link(match[0], match[0]) },
  { pattern: /\\([\\`*_{}[\]()#+.!~|<>-])/y, build: (match) => document.createTextNode(match[1]) },
];

/**
 * Markdown within one line.
 * @param {string} text
 * @returns {Node[]}
 */
export function markdownInline(text) {
  const nodes = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const found = formAt(text, at);
    if (found) {
      if (plain !== '') nodes.push(document.createTextNode(withEmoji(plain)));
      plain = '';
      nodes.push(found.node);
      at += found.length;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  if (plain !== '') nodes.push(document.createTextNode(withEmoji(plain)));
  return nodes;
}

function formAt(text, at) {
  for (const { pattern, build } of FORMS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { node: build(match), length: match[0].length };
  }
  return null;
}
