/** The three characters Slack's mrkdwn gives meaning to (Slack, "Formatting text for app surfaces": escaping). */
export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/**
 * Foreign text inside mrkdwn: escaped, and the characters that would format it are set apart with a zero-width space,
 * which Slack has no escape for. For whole texts use plain_text, where nothing takes effect.
 */
export function foreign(text: string): string {
  return escapeText(text)
    .replace(/[*_~`]/g, (mark) => `\u200b${mark}\u200b`)
    .replace(/^(&gt;)/gm, '\u200b$1');
}

/** Slack cuts or refuses what is longer; cut by code points, so that no emoji is split. */
export function cut(text: string, max: number): string {
  const points = Array.from(text);
  return points.length <= max && text.length <= max ? text : `${takeUnits(points, max - 1)}…`;
}

/** As many code points as fit into `max` UTF-16 units, which is how Slack counts. */
function takeUnits(points: readonly string[], max: number): string {
  let taken = '';
  for (const point of points) {
    if (taken.length + point.length > max) break;
    taken += point;
  }
  return taken;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Foreign text for the middle of a sentence of ours: what runs from right to left is set apart, because a number after
 * an Arabic name would otherwise be shown before it. Other text stays as it is.
 */
export function apart(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
