import { svg } from './dom.js';

/** Stroke paths on a 20 by 20 grid. */
const PATHS = {
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  close: 'M5 5l10 10M15 5L5 15',
  send: 'M3.5 10h6M3.5 10L3 4l14 6-14 6 .5-6',
  hash: 'M7.5 3L6 17M14 3l-1.5 14M3.5 7.5h13.5M3 12.5h13.5',
  home: 'M3.5 9.5L10 4l6.5 5.5V16a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1zM8 17v-4.5h4V17',
  records: 'M3.5 4h13v12h-13zM3.5 8h13M3.5 12h13M8.5 4v12',
  sun: 'M10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM10 2.5v1.8M10 15.7v1.8M2.5 10h1.8M15.7 10h1.8M4.7 4.7L6 6M14 14l1.3 1.3M15.3 4.7L14 6M6 14l-1.3 1.3',
  moon: 'M16.5 11.8A7 7 0 0 1 8.2 3.5a7 7 0 1 0 8.3 8.3z',
  eye: 'M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.700 5-7.5 5-7.500-5-7.500-5zM10 12.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400z',
  back: 'M12 4.500L6.500 10l5.500 5.500',
  chevron: 'M5.500 8l4.500 4.500L14.500 8',
  thread: 'M4 4.500h12v8.500H9L5.500 16v-3H4z',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  check: 'M4.500 10.500l3.500 3.500 7.500-8',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9v4.500M10 6.500h.01',
  bang: 'M10 3L18 16.500H2zM10 8v4M10 14.300h.01',
};

/**
 * A decorative icon: hidden from assistive technology, so the control it stands in carries its own name.
 * @param {keyof typeof PATHS} name
 */
export function icon(name) {
  return svg(
    'svg',
    { class: `icon icon-${name}`, viewBox: '0 0 20 20', width: 20, height: 20, 'aria-hidden': 'true' },
    svg('path', {
      d: PATHS[name],
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': name === 'more' ? 2.6 : 1.6,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  );
}
