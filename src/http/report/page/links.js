import { svg } from './dom.js';

/** Units of the drawing: a line of a list is 48 high, the gap between the lists 64 wide, as in lists.css. */
const LINE = 48;
const WIDTH = 64;

/**
 * Lines between the rows of a group: through one knot where several meet several, dashed to what only may belong to
 * it, an open end where there is nobody.
 */
export function links({ sheet, ledger }, sides) {
  const lines = Math.max(sheet, ledger, 1);
  const height = lines * LINE;
  const at = (index, count) => height / 2 + (index + 0.5 - count / 2) * LINE;
  const left = Array.from({ length: sheet }, (_, index) => at(index, sheet));
  const right = Array.from({ length: ledger }, (_, index) => at(index, ledger));
  const together = sides.sheet.length > 0 && sides.ledger.length > 0;
  const drawn = together ? joined(left, right, height / 2) : apart(left, right, height / 2, sides);
  return svg(
    'svg',
    {
      viewBox: `0 0 ${WIDTH} ${height}`,
      class: `links${together ? '' : ' open'}`,
      'aria-hidden': 'true',
      focusable: 'false',
    },
    drawn,
  );
}

function joined(left, right, middle) {
  const ends = [...left.map((y) => dot(4, y)), ...right.map((y) => dot(WIDTH - 4, y))];
  if (left.length === 1 || right.length === 1)
    return [...left.flatMap((from) => right.map((to) => curve(4, from, WIDTH - 4, to))), ...ends];
  return [
    ...left.map((from) => curve(4, from, WIDTH / 2, middle)),
    ...right.map((to) => curve(WIDTH / 2, middle, WIDTH - 4, to)),
    dot(WIDTH / 2, middle, 4),
    ...ends,
  ];
}

function apart(left, right, middle, sides) {
  const [x, far] = sides.sheet.length > 0 ? [4, WIDTH - 4] : [WIDTH - 4, 4];
  const [own, near] = sides.sheet.length > 0 ? [left, right] : [right, left];
  if (near.length > 0)
    return [
      ...own.flatMap((from) => near.map((to) => curve(x, from, far, to, 'dashed'))),
      ...own.map((y) => dot(x, y)),
    ];
  const end = x + (far - x) * 0.4;
  return own.length > 1
    ? [...own.map((y) => curve(x, y, end, middle)), ...own.map((y) => dot(x, y)), ring(end, middle)]
    : [...own.map((y) => curve(x, y, end, y)), ...own.map((y) => dot(x, y)), ring(end, middle)];
}

function curve(fromX, fromY, toX, toY, style = '') {
  const middle = (fromX + toX) / 2;
  return svg('path', {
    class: style,
    d: `M${fromX} ${fromY}C${middle} ${fromY} ${middle} ${toY} ${toX} ${toY}`,
  });
}

function dot(x, y, r = 3) {
  return svg('circle', { cx: x, cy: y, r });
}

function ring(x, y) {
  return svg('circle', { class: 'ring', cx: x, cy: y, r: 4 });
}
