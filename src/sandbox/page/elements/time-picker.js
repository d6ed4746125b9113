import { el } from '../dom.js';
import { changed, focusName, held, loneName } from './state.js';

const KINDS = {
  datepicker: { type: 'date', key: 'selected_date', initial: 'initial_date', name: 'Date' },
  timepicker: { type: 'time', key: 'selected_time', initial: 'initial_time', name: 'Time' },
  datetimepicker: {
    type: 'datetime-local',
    key: 'selected_date_time',
    initial: 'initial_date_time',
    name: 'Date and time',
  },
};

/**
 * Date, time, or both. A date is YYYY-MM-DD, a time HH:mm, both together Unix seconds.
 * @param {Record<string, any>} element
 * @param {import('../types.js').Block} block
 * @param {import('../types.js').RenderContext} ctx
 */
export function timePicker(element, block, ctx) {
  const kind = KINDS[element.type];
  const value = held(element, block, ctx, { [kind.key]: element[kind.initial] ?? null });
  const node = el('input', {
    class: 'text-input date-input',
    type: kind.type,
    'data-focus': focusName(element, block),
    'data-action': element.action_id,
    'aria-label': loneName(element, block, kind.name),
  });
  node.value = kind.type === 'datetime-local' ? localText(value[kind.key]) : (value[kind.key] ?? '');
  node.addEventListener('change', () => {
    const filled = node.value === '' ? null : node.value;
    const answer = kind.type === 'datetime-local' && filled ? Math.floor(Date.parse(filled) / 1000) : filled;
    void changed(element, block, ctx, { type: element.type, [kind.key]: answer }, node);
  });
  return node;
}

function localText(seconds) {
  if (!seconds) return '';
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
