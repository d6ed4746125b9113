import type { Settled } from '../links.ts';
import type { Keyed, Keys } from '../reading/keys.ts';
import { type PairTable, pairTable } from '../tables/groups.ts';
import type { DayBits } from './days.ts';
import { areRepeated, stepOf, stepOfEither } from './step.ts';

/** So many pairs of the same price between a row and a posting show that each time has its own. */
const ENOUGH = 2;
/** Of a price that more rows have, the days show no step worth asking for. */
const MOST_DAYS = 72;
/** Nearer than so many days, and this share of a step, a row and a posting are of one time. */
const LEAST_APART = 4;
const OWN_TIME = 0.6;

/** When the rows and postings of one vendor and amount come, and the pairs of them that are settled. */
interface Price {
  sheet: number[];
  ledger: number[];
  pairs: { row: number; posting: number }[];
  step?: number;
}

/**
 * Whether a row and a posting of a price that comes again are of two times: others of the same vendor, amount and
 * project, both typed and posted, lie between them; or the price keeps a step, and the two are about a step or more apart,
 * as neither its other pairs are nor these lists' habits tell. The row's own time was not posted then, and the posting's
 * not typed.
 * @param habit bits of what a row and a posting say by their days.
 */
export function passedOver(
  keys: Keys,
  cluster: Int32Array,
  settled: Settled,
  habit: DayBits,
): (sheetRow: number, ledgerRow: number) => boolean {
  const { sheet, ledger } = keys;
  const prices = pricesOf(keys, cluster, settled);
  return (i, j) => {
    if (sheet.amountKey[i] !== ledger.amountKey[j] || sheet.party[i] === 0) return false;
    if (sheet.number[i] !== 0 && sheet.number[i] === ledger.number[j]) return false;
    const [row, posting] = [sheet.day[i] as number, ledger.day[j] as number];
    if (Math.abs(posting - row) < LEAST_APART) return false;
    const isOff = (price: Price | undefined): boolean =>
      price !== undefined &&
      (isPassed(price, row, posting) || isOffStep(price, row, posting, () => habit(i, j)));
    return isOff(prices(sheet, i)) || isOff(prices(ledger, j));
  };
}

function pricesOf(
  { sheet, ledger, amounts }: Keys,
  cluster: Int32Array,
  { links }: Settled,
): (side: Keyed, row: number) => Price | undefined {
  const table = pairTable(sheet.count);
  const placeOf = (side: Keyed, row: number, idOf: PairTable['idOf']): number =>
    idOf(
      (cluster[side.party[row] as number] as number) * (amounts + 1) + (side.amountKey[row] as number),
      side.project[row] as number,
    );
  const known: Price[] = [];
  for (let row = 0; row < sheet.count; row++) {
    if (sheet.party[row] === 0) continue;
    const place = placeOf(sheet, row, table.idOf);
    const price = known[place] ?? { sheet: [], ledger: [], pairs: [] };
    known[place] = price;
    if (price.sheet.length <= MOST_DAYS) price.sheet.push(sheet.day[row] as number);
  }
  for (let row = 0; row < ledger.count; row++) {
    const price = known[placeOf(ledger, row, table.find)];
    if (price && price.ledger.length <= MOST_DAYS) price.ledger.push(ledger.day[row] as number);
  }
  for (const { sheet: rows, ledger: postings } of links) {
    const [row, posting] = [rows[0] as number, postings[0] as number];
    if (rows.length > 1 || postings.length > 1 || sheet.amountKey[row] !== ledger.amountKey[posting])
      continue;
    const price = known[placeOf(sheet, row, table.find)];
    price?.pairs.push({ row: sheet.day[row] as number, posting: ledger.day[posting] as number });
  }
  return (side, row) => known[placeOf(side, row, table.find)];
}

function isPassed({ pairs }: Price, row: number, posting: number): boolean {
  const [first, last] = [Math.min(row, posting), Math.max(row, posting)];
  let between = 0;
  for (const own of pairs) {
    if (Math.min(own.row, own.posting) > first && Math.max(own.row, own.posting) < last) between++;
  }
  return between >= ENOUGH;
}

function isOffStep(price: Price, row: number, posting: number, habit: () => number): boolean {
  price.step ??= stepOfPrice(price);
  const { step, pairs } = price;
  const apart = posting - row;
  if (step === 0 || Math.abs(apart) < OWN_TIME * step) return false;
  if (pairs.some((own) => Math.abs(apart - (own.posting - own.row)) <= OWN_TIME * step)) return false;
  return habit() < 0;
}

/** The step that either side keeps; or both together, what is typed and posted within a day or two being one time. */
function stepOfPrice({ sheet, ledger }: Price): number {
  if (sheet.length > MOST_DAYS || ledger.length > MOST_DAYS) return 0;
  if (areRepeated(sheet) || areRepeated(ledger)) return 0;
  const own = stepOfEither(sheet, ledger);
  if (own > 0) return own;
  const times: number[] = [];
  for (const day of [...sheet, ...ledger].sort((a, b) => a - b)) {
    if (times.length === 0 || day - (times[times.length - 1] as number) > LEAST_APART) times.push(day);
  }
  return stepOf(times);
}
