/** @typedef {import('../types.js').RecordPanel} RecordPanel */
/** @typedef {import('../types.js').RecordRow} RecordRow */

/** @typedef {Map<string, number[]>} Changes Rows that say something else now, each with the columns that do. */

/**
 * Every row by table and id, to compare the next reading with.
 * @param {RecordPanel} book
 * @returns {Map<string, RecordRow>}
 */
export function snapshot(book) {
  return new Map(book.tables.flatMap((table) => table.rows.map((row) => [keyOf(table, row), row])));
}

/**
 * A new row has changed in every column; one whose details alone changed, in none.
 * @param {Map<string, RecordRow>} before
 * @param {RecordPanel} book
 * @returns {Changes}
 */
export function changedRows(before, book) {
  const changes = new Map();
  for (const [key, row] of snapshot(book)) {
    const old = before.get(key);
    const columns = row.cells.flatMap((cell, column) => (old?.cells[column] === cell ? [] : [column]));
    const details = JSON.stringify(old?.detail) !== JSON.stringify(row.detail);
    if (!old || columns.length > 0 || details) changes.set(key, columns);
  }
  return changes;
}

export function keyOf(table, row) {
  return `${table.name}\n${row.id}`;
}
