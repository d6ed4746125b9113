import { el, svg } from '../dom.js';
import { barMarks, lineMarks, scaleOf } from './chart-axes.js';

const NUMBER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/**
 * A data_visualization block: pie, bar, line or area. The figures stand in a table for who cannot see the drawing.
 * @param {import('../types.js').Block} block
 */
export function chart(block) {
  const drawing = block.chart ?? {};
  const series = seriesOf(drawing);
  const categories = categoriesOf(drawing, series);
  const title = String(block.title ?? '');
  const marks =
    drawing.type === 'pie' ? pieMarks(series[0]?.data ?? []) : axisMarks(drawing, series, categories);
  const names = drawing.type === 'pie' ? (series[0]?.data ?? []).map(pieName) : series.map((one) => one.name);
  return el(
    'figure',
    { class: `chart chart-${drawing.type}` },
    el('figcaption', { class: 'chart-title', dir: 'auto' }, title),
    el('div', { class: 'chart-body' }, marks, legend(names)),
    figures(title, series, categories),
  );
}

function seriesOf(drawing) {
  if (drawing.type === 'pie') return [{ name: 'Value', data: points(drawing.segments) }];
  if (!['bar', 'line', 'area'].includes(drawing.type))
    throw new Error(`a chart of type ${drawing.type} is not known`);
  return (drawing.series ?? []).map((one) => ({ name: String(one.name ?? ''), data: points(one.data) }));
}

function points(data) {
  return (data ?? []).map((point) => ({ label: String(point.label ?? ''), value: Number(point.value ?? 0) }));
}

function categoriesOf(drawing, series) {
  return (drawing.axis_config?.categories ?? series[0]?.data.map((point) => point.label) ?? []).map(String);
}

function axisMarks(drawing, series, categories) {
  const scale = scaleOf(series, categories);
  const marks =
    drawing.type === 'bar'
      ? barMarks(series, categories, scale)
      : lineMarks(series, categories, scale, drawing.type);
  const labels = [drawing.axis_config?.x_label, drawing.axis_config?.y_label].filter(Boolean).join(' · ');
  return el(
    'div',
    { class: 'chart-plot' },
    marks,
    labels && el('div', { class: 'chart-axes', dir: 'auto' }, labels),
  );
}

function pieName(point, _index, all) {
  const whole = all.reduce((sum, one) => sum + one.value, 0);
  return `${point.label} — ${NUMBER.format(point.value)} (${Math.round((100 * point.value) / whole)}%)`;
}

function pieMarks(segments) {
  const whole = segments.reduce((sum, one) => sum + one.value, 0);
  let turned = 0;
  const slices = segments.map((segment, index) => {
    const from = turned;
    turned += segment.value / whole;
    const name = svg('title', {}, `${segment.label}: ${NUMBER.format(segment.value)}`);
    if (segments.length === 1) return svg('circle', { cx: 50, cy: 50, r: 48, class: `fill-${index}` }, name);
    return svg('path', { d: slice(from, turned), class: `fill-${index % 6}` }, name);
  });
  return svg('svg', { class: 'pie', viewBox: '0 0 100 100', 'aria-hidden': 'true' }, ...slices);
}

function slice(from, to) {
  const at = (turn) => {
    const angle = 2 * Math.PI * turn - Math.PI / 2;
    return `${(50 + 48 * Math.cos(angle)).toFixed(2)} ${(50 + 48 * Math.sin(angle)).toFixed(2)}`;
  };
  return `M50 50L${at(from)}A48 48 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)}Z`;
}

function legend(names) {
  return el(
    'ul',
    { class: 'legend', 'aria-hidden': 'true' },
    names.map((name, index) =>
      el(
        'li',
        {},
        svg(
          'svg',
          { viewBox: '0 0 10 10', class: `fill-${index % 6}` },
          svg('rect', { width: 10, height: 10, rx: 3 }),
        ),
        el('bdi', {}, name),
      ),
    ),
  );
}

function figures(title, series, categories) {
  const row = (label) => {
    const values = series.map((one) => one.data.find((point) => point.label === label)?.value);
    return el(
      'tr',
      {},
      el('th', { scope: 'row' }, label),
      values.map((value) => el('td', {}, value === undefined ? '' : NUMBER.format(value))),
    );
  };
  return el(
    'div',
    { class: 'visually-hidden' },
    el(
      'table',
      {},
      el('caption', {}, title),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          el('td'),
          series.map((one) => el('th', { scope: 'col' }, one.name)),
        ),
      ),
      el('tbody', {}, categories.map(row)),
    ),
  );
}
