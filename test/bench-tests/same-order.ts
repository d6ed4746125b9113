interface Dated {
  id: string;
  date: string;
}

interface Sides {
  sheet: readonly Dated[];
  ledger: readonly Dated[];
}

/** Of true pairs of one day, each with the next: whether the earlier row has the earlier posting. */
export function sameOrder(made: Sides, pairs: readonly { s: Dated; l: Dated }[]): boolean[] {
  const placesOf = (rows: readonly Dated[]) => new Map(rows.map(({ id }, place) => [id, place]));
  const places = { sheet: placesOf(made.sheet), ledger: placesOf(made.ledger) };
  const days = new Map<string, { s: number; l: number }[]>();
  for (const { s, l } of pairs) {
    if (s.date !== l.date) continue;
    const place = { s: places.sheet.get(s.id) ?? 0, l: places.ledger.get(l.id) ?? 0 };
    days.set(s.date, [...(days.get(s.date) ?? []), place]);
  }
  return [...days.values()].flatMap((day) =>
    day.slice(1).map((one, i) => Math.sign(one.s - (day[i]?.s ?? 0)) === Math.sign(one.l - (day[i]?.l ?? 0))),
  );
}
