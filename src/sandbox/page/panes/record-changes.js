/** @typedef {import('../types.js').RecordPanel} RecordPanel */

/**
 * What every row says, by table and id, to compare the next reading with.
 * @param {RecordPanel} book
 * @returns {Map<string, string>}
 */
export function snapshot(book) {
  return new Map(book.tables.flatMap((table) => table.rows.map((row) => [keyOf(table, row), words(row)])));
}

/**
 * Keys of rows that are new or say something else now.
 * @param {Map<string, string>} before
 * @param {RecordPanel} book
 * @returns {Set<string>}
 */
export function changedRows(before, book) {
  return new Set([...snapshot(book)].filter(([key, said]) => before.get(key) !== said).map(([key]) => key));
}

export function keyOf(table, row) {
  return `${table.name}\n${row.id}`;
}

function words(row) {
  return JSON.stringify([row.cells, row.detail]);
}
