/** So many other documents stand behind a list of a handful, and behind one of hundreds none that it does not show. */
const MOST = 60;
const ENOUGH_ROWS = 600;

/**
 * Rows that a short list stands for beyond its own: of three invoices each number is a third of what is seen, and it is
 * still no coincidence where the other list has it too.
 */
export function background(rows: number): number {
  return MOST * Math.max(0, 1 - rows / ENOUGH_ROWS);
}
