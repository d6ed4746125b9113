/**
 * Makes an element. Strings become text nodes, so nothing that arrives as data is ever parsed as HTML.
 * Functions under `on…` are listeners; true is an empty attribute; false, null and undefined are left out.
 * @param {string} tag
 * @param {Record<string, unknown>} [props]
 * @param {...(Node | string | null | undefined | false | (Node | string | null | undefined | false)[])} children
 * @returns {HTMLElement}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(node, name, value);
  append(node, children);
  return node;
}

const SVG = 'http://www.w3.org/2000/svg';

/**
 * The same for SVG.
 * @param {string} tag
 * @param {Record<string, unknown>} [props]
 * @param {...(Node | string)} children
 * @returns {SVGElement}
 */
export function svg(tag, props = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props)) setProp(node, name, value);
  append(node, children);
  return node;
}

function setProp(node, name, value) {
  if (value === false || value === null || value === undefined) return;
  if (typeof value === 'function') node.addEventListener(name.slice(2), value);
  else node.setAttribute(name, value === true ? '' : String(value));
}

function append(node, children) {
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
}

/**
 * Brings a container's children in line with `items`, keeping the nodes of items whose signature is unchanged, so
 * that what a person is typing, scrolling or focusing survives an update. Focus inside a node that is rebuilt moves
 * to the element with the same data-focus, or to the rebuilt node.
 * @param {HTMLElement} container
 * @param {{ key: string, sig: string, build: () => HTMLElement }[]} items
 */
export function reconcile(container, items) {
  const old = new Map([...container.children].map((node) => [node.getAttribute('data-key'), node]));
  const focused = document.activeElement;
  let cursor = container.firstElementChild;
  for (const item of items) {
    let node = old.get(item.key);
    if (node && signatures.get(node) === item.sig) {
      old.delete(item.key);
    } else {
      const before = node;
      node = item.build();
      node.setAttribute('data-key', item.key);
      signatures.set(node, item.sig);
      if (before) {
        if (cursor === before) cursor = before.nextElementSibling;
        const held = before.contains(focused) ? focused?.getAttribute('data-focus') : undefined;
        before.replaceWith(node);
        if (held !== undefined) refocus(node, held);
        old.delete(item.key);
      }
    }
    if (node === cursor) cursor = node.nextElementSibling;
    else container.insertBefore(node, cursor);
  }
  for (const node of old.values()) node.remove();
}

/** @type {WeakMap<Element, string>} */
const signatures = new WeakMap();

function refocus(node, held) {
  const same = held ? node.querySelector(`[data-focus="${CSS.escape(held)}"]`) : null;
  const target = same ?? node;
  if (target === node && !node.hasAttribute('tabindex')) node.setAttribute('tabindex', '-1');
  target.focus({ preventScroll: true });
}

let counter = 0;

/** An id for label and description references, unique in the page. */
export function uid(prefix) {
  counter += 1;
  return `${prefix}-${counter}`;
}

/** Replaces all children. */
export function fill(node, ...children) {
  node.replaceChildren();
  append(node, children);
}

/** Says a sentence to screen readers without moving focus. */
export function announce(sentence) {
  const region = document.getElementById('announcer');
  if (region) region.textContent = sentence;
}
