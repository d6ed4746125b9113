import { svg } from '../dom.js';

const WIDTH = 480;
const HEIGHT = 200;
const LEFT = 48;
const BOTTOM = 22;
const TOP = 8;
const COMPACT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** Where values and categories stand. Zero is always on the axis, so that bars do not exaggerate. */
export function scaleOf(series, categories) {
  const values = series.flatMap((one) => one.data.map((point) => point.value));
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const step = roundStep((high - low || 1) / 4);
  const min = Math.floor(low / step) * step;
  const max = Math.ceil(high / step) * step || step;
  const ticks = Array.from({ length: Math.round((max - min) / step) + 1 }, (_, index) => min + index * step);
  const band = (WIDTH - LEFT) / Math.max(categories.length, 1);
  const y = (value) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - min) / (max - min));
  return { ticks, band, y, x: (index) => LEFT + band * index };
}

function roundStep(rough) {
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? rough;
}

function frame(scale, categories, marks) {
  const grid = scale.ticks.map((tick) =>
    svg('line', {
      x1: LEFT,
      x2: WIDTH,
      y1: scale.y(tick),
      y2: scale.y(tick),
      class: tick === 0 ? 'axis' : 'grid',
    }),
  );
  const sides = scale.ticks.map((tick) =>
    svg('text', { x: LEFT - 6, y: scale.y(tick) + 4, 'text-anchor': 'end' }, COMPACT.format(tick)),
  );
  const feet = categories.map((name, index) =>
    svg('text', { x: scale.x(index) + scale.band / 2, y: HEIGHT - 6, 'text-anchor': 'middle' }, name),
  );
  return svg(
    'svg',
    { class: 'plot', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' },
    ...grid,
    ...marks,
    ...sides,
    ...feet,
  );
}

function valueAt(one, category) {
  return one.data.find((point) => point.label === category)?.value;
}

export function barMarks(series, categories, scale) {
  const width = Math.min((scale.band * 0.7) / Math.max(series.length, 1), 44);
  const marks = series.flatMap((one, index) =>
    categories.flatMap((category, place) => {
      const value = valueAt(one, category);
      if (value === undefined) return [];
      const x = scale.x(place) + scale.band / 2 + width * (index - series.length / 2);
      const y = Math.min(scale.y(value), scale.y(0));
      const height = Math.abs(scale.y(value) - scale.y(0));
      const name = svg('title', {}, `${one.name}, ${category}: ${value}`);
      return [
        svg('rect', { x: x + 1, y, width: width - 2, height, rx: 2, class: `fill-${index % 6}` }, name),
      ];
    }),
  );
  return frame(scale, categories, marks);
}

export function lineMarks(series, categories, scale, type) {
  const marks = series.flatMap((one, index) => {
    const points = categories.flatMap((category, place) => {
      const value = valueAt(one, category);
      return value === undefined ? [] : [[scale.x(place) + scale.band / 2, scale.y(value)]];
    });
    const path = points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('');
    const line = svg('path', { d: path, class: `line stroke-${index % 6}` });
    const dots = points.map(([cx, cy]) => svg('circle', { cx, cy, r: 3, class: `fill-${index % 6}` }));
    if (type !== 'area' || points.length === 0) return [line, ...dots];
    const floor = `L${points[points.length - 1][0]} ${scale.y(0)}L${points[0][0]} ${scale.y(0)}Z`;
    return [svg('path', { d: path + floor, class: `area fill-${index % 6}` }), line];
  });
  return frame(scale, categories, marks);
}
