export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON in a text, also where it stands between other words or in a code fence; null where there is none. */
export function findJson(text: string): unknown {
  const starts = [...text.matchAll(/[[{]/g)].map(({ index }) => index).slice(0, 50);
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
  for (const start of starts) {
    try {
      return JSON.parse(text.slice(start, end));
    } catch {
      // Not from this bracket; the next one may start it.
    }
  }
  return null;
}
