import { band, linesOf } from './band.js';

/** Drawn beyond the window's edges, in pixels, so that scrolling meets rows and not blanks. */
const BEYOND = 600;
/** So few groups are all drawn: the browser's own search finds them, and a picture of the page has them. */
const FEW = 150;
/** So many groups are printed; paper is not where 20,000 are read. */
export const PRINTED = 1_500;

/**
 * Draws what is in the window of the groups that are shown, however many there are. Heights are guessed until a group
 * is drawn, and known from then on.
 * @param {HTMLElement} container
 */
export function bandList(container, report) {
  const narrow = matchMedia('(max-width: 60rem)');
  const opened = new Set();
  /** @type {Map<number, HTMLElement>} */
  const drawn = new Map();
  /** @type {Map<number, number>} */
  const measured = new Map();
  let shown = [];
  let tops = new Float64Array(1);
  let flat = false;

  const observer = new ResizeObserver((entries) => {
    let changed = false;
    for (const { target } of entries) {
      const group = Number(target.dataset.group);
      const height = target.offsetHeight;
      if (flat || height === 0 || measured.get(group) === height) continue;
      measured.set(group, height);
      changed = true;
    }
    if (changed) layOut();
  });

  function guess(group, rem) {
    const { sheet, ledger } = linesOf(report, group);
    const [left, right] = [Math.max(1, sheet), Math.max(1, ledger)];
    return ((narrow.matches ? left + right + 1.9 : Math.max(left, right)) * 3 + 0.5) * rem + 1;
  }

  function layOut() {
    if (flat) return;
    const rem = Number.parseInt(getComputedStyle(document.documentElement).fontSize, 10) || 16;
    tops = new Float64Array(shown.length + 1);
    for (let index = 0; index < shown.length; index += 1)
      tops[index + 1] = tops[index] + (measured.get(shown[index]) ?? guess(shown[index], rem));
    container.style.height = `${tops[shown.length]}px`;
    draw();
  }

  /** The first group whose end lies below `y`. */
  function indexAt(y) {
    let [low, high] = [0, shown.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (tops[middle + 1] <= y) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function draw() {
    if (flat) return;
    const top = -container.getBoundingClientRect().top;
    const few = shown.length <= FEW;
    const first = few ? 0 : indexAt(top - BEYOND);
    const last = few ? shown.length - 1 : Math.min(shown.length - 1, indexAt(top + innerHeight + BEYOND));
    const wanted = new Map();
    for (let index = first; index <= last; index += 1) wanted.set(shown[index], index);
    // What holds the focus stays, wherever it is scrolled to.
    const held = container.contains(document.activeElement)
      ? Number(document.activeElement?.closest('.band')?.dataset.group)
      : -1;
    for (const [group, node] of drawn) {
      if (wanted.has(group)) continue;
      const index = group === held ? shown.indexOf(group) : -1;
      if (index >= 0) wanted.set(group, index);
      else remove(group, node);
    }
    place([...wanted].sort((a, b) => a[1] - b[1]));
  }

  function place(wanted) {
    let before = container.firstElementChild;
    for (const [group, index] of wanted) {
      let node = drawn.get(group);
      if (!node) {
        node = make(group, index);
        container.insertBefore(node, before);
      } else if (node === before) before = node.nextElementSibling;
      else container.insertBefore(node, before);
      node.style.top = `${tops[index]}px`;
      if (node.getAttribute('aria-posinset') !== String(index + 1))
        node.setAttribute('aria-posinset', String(index + 1));
    }
  }

  function make(group, index) {
    const node = band(report, group, {
      open: opened.has(group) && !flat,
      paper: flat,
      onToggle: toggle,
      place: index,
      count: shown.length,
    });
    drawn.set(group, node);
    observer.observe(node);
    return node;
  }

  function remove(group, node) {
    observer.unobserve(node);
    node.remove();
    drawn.delete(group);
  }

  function clear() {
    for (const [group, node] of drawn) remove(group, node);
  }

  function toggle(group) {
    if (!opened.delete(group)) opened.add(group);
    const old = drawn.get(group);
    if (!old) return;
    const focused = old.contains(document.activeElement);
    observer.unobserve(old);
    const node = make(group, shown.indexOf(group));
    node.style.top = old.style.top;
    old.replaceWith(node);
    if (focused) node.querySelector('.verdict')?.focus({ preventScroll: true });
  }

  /** Moves the focus among the groups, drawing the one it goes to. */
  function go(index) {
    const at = Math.max(0, Math.min(shown.length - 1, index));
    const group = shown[at];
    if (group === undefined) return;
    const from = container.getBoundingClientRect().top + scrollY + tops[at];
    const room = Math.min(260, innerHeight / 3);
    if (from < scrollY + room) scrollTo(0, from - room);
    else if (from + 120 > scrollY + innerHeight) scrollTo(0, from - innerHeight + 180);
    draw();
    drawn.get(group)?.querySelector('.verdict')?.focus({ preventScroll: true });
  }

  container.addEventListener('keydown', (event) => {
    const node = event.target instanceof Element ? event.target.closest('.band') : null;
    const index = node ? shown.indexOf(Number(node.dataset.group)) : -1;
    const steps = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: shown.length - 1 };
    const next = steps[event.key];
    if (index < 0 || next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go(next);
  });
  let asked = false;
  const soon = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      draw();
    });
  };
  addEventListener('scroll', soon, { passive: true });
  addEventListener('resize', soon, { passive: true });
  narrow.addEventListener('change', () => {
    measured.clear();
    layOut();
  });

  return {
    show(groups) {
      shown = groups;
      clear();
      layOut();
    },
    /** For paper: one below the other, as many as are printed. */
    flatten(on) {
      if (flat === on) return;
      flat = on;
      clear();
      container.classList.toggle('flat', on);
      container.style.height = '';
      if (!on) return layOut();
      for (const [index, group] of shown.slice(0, PRINTED).entries()) container.append(make(group, index));
    },
  };
}
