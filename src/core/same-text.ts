/** Answers the first of all texts that are equal to the one given, so that columns of repeated texts hold each once. */
export function oneOfEach(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const first = known.get(text);
    if (first !== undefined) return first;
    known.set(text, text);
    return text;
  };
}
