import type { KnownBlock } from '@slack/types';
import { cut } from './text.ts';

/** Slack draws one to six segments, each above zero, with labels of at most 20 characters under a title of 50. */
const SEGMENTS = 6;

/** A pie in Slack's own chart block; null where there is nothing to draw. The smallest are drawn together. */
export function pie(title: string, parts: readonly { label: string; value: number }[]): KnownBlock | null {
  const drawn = parts.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value);
  if (drawn.length === 0) return null;
  const rest = drawn.slice(SEGMENTS - 1);
  const segments =
    drawn.length <= SEGMENTS
      ? drawn
      : [
          ...drawn.slice(0, SEGMENTS - 1),
          { label: 'other', value: rest.reduce((sum, { value }) => sum + value, 0) },
        ];
  const block = {
    type: 'data_visualization',
    title: cut(title, 50),
    chart: { type: 'pie', segments: segments.map(({ label, value }) => ({ label: cut(label, 20), value })) },
  };
  // The block is newer than Slack's types.
  return block as unknown as KnownBlock;
}
