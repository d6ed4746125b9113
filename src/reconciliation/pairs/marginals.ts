/** Candidate pairs, in the order they were found: sheet rows ascending, and ledger rows ascending within each. */
export interface Edges {
  sheet: Int32Array;
  ledger: Int32Array;
  /** log2 odds of the pair against no match, as if it were alone. */
  bits: Float64Array;
}

const ROUNDS = 40;

/**
 * The chance of each pair when every row may be matched once or not at all: sum-product over all ways to match (the
 * Bethe approximation, exact on trees). It settles what pairs alone cannot: three equal rents against three equal
 * payments fall into their order. Same edges, same answer.
 */
export function marginals(edges: Edges, sheetCount: number, ledgerCount: number): Float64Array {
  const count = edges.bits.length;
  const weight = new Float64Array(count);
  for (let edge = 0; edge < count; edge++) weight[edge] = 2 ** Math.min(200, edges.bits[edge] as number);
  const fromLedger = new Float64Array(count).fill(1);
  const fromSheet = new Float64Array(count).fill(1);
  const sumOfSheet = new Float64Array(sheetCount);
  const sumOfLedger = new Float64Array(ledgerCount);
  for (let round = 0; round < ROUNDS; round++) {
    const first = pass(edges.sheet, weight, fromLedger, fromSheet, sumOfSheet);
    const second = pass(edges.ledger, weight, fromSheet, fromLedger, sumOfLedger);
    if (Math.max(first, second) < 1e-3) break;
  }
  const chance = new Float64Array(count);
  for (let edge = 0; edge < count; edge++) {
    const odds = (weight[edge] as number) * (fromLedger[edge] as number) * (fromSheet[edge] as number);
    chance[edge] = odds / (1 + odds);
  }
  return chance;
}

/** What each row's other candidates leave for one of them; gives the largest change in log odds. */
function pass(
  rows: Int32Array,
  weight: Float64Array,
  incoming: Float64Array,
  outgoing: Float64Array,
  sums: Float64Array,
): number {
  sums.fill(0);
  const count = rows.length;
  for (let edge = 0; edge < count; edge++) {
    const row = rows[edge] as number;
    sums[row] = (sums[row] as number) + (weight[edge] as number) * (incoming[edge] as number);
  }
  let most = 1;
  let least = 1;
  for (let edge = 0; edge < count; edge++) {
    const own = (weight[edge] as number) * (incoming[edge] as number);
    const sum = sums[rows[edge] as number] as number;
    // Where one edge is nearly the whole sum, the difference would be rounding alone.
    const others = own > 0.999999 * sum ? 0 : sum - own;
    const next = 1 / (1 + others);
    const before = outgoing[edge] as number;
    const shift = next / before;
    if (shift > most) most = shift;
    else if (shift < least) least = shift;
    // Half-way in the logarithm keeps even circles of equals from swinging.
    outgoing[edge] = Math.sqrt(before * next);
  }
  return Math.max(Math.log(most), -Math.log(least));
}
