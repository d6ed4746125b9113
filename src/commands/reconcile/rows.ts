import { minorDigits } from '../../core/money.ts';
import type { Side } from '../../reconciliation/types.ts';
import type { Columns } from './columns.ts';
import { distinctIn } from './distinct.ts';
import { amountFault, dateFault, readDay, readMinor } from './fields.ts';
import { addProblem, type Problems, quoted } from './problems.ts';
import type { Scan } from './scan.ts';
import { textColumns } from './text-columns.ts';
import { type ReadText, repeatedReader } from './texts.ts';

export interface Rows {
  /** Takes the scan's current record for a row, or adds what is wrong with it. */
  take(): void;
  /** The rows taken. */
  side(): Side;
}

interface Source {
  list: 'sheet' | 'ledger';
  bytes: Uint8Array;
  currency: string;
}

// Half of what adds up exactly, so that the difference of two lists does too.
const MOST_IN_SUM = 2 ** 52;

/** Reads records into columns: nothing of a row outlives it but its values. */
export function rowReader(
  { list, bytes, currency: usual }: Source,
  scan: Scan,
  read: ReadText,
  columns: Columns,
  problems: Problems,
): Rows {
  const [idField, dateField, amountField] = [
    columns.fieldOf('id'),
    columns.fieldOf('date'),
    columns.fieldOf('amount'),
  ];
  const { starts, ends } = scan;
  const texts = textColumns(list, scan, read, columns);
  const readCurrency = repeatedReader(scan, read, (text) => currencyOf(text.trim() || usual));
  const currencyField = columns.fieldOf('currency');
  const readType = repeatedReader(scan, read, typeOf);
  const typeField = columns.fieldOf('type');
  const ids: string[] = [];
  const currencies: string[] = [];
  const types: string[] = [];
  const distinctIds = distinctIn(bytes);
  const idLines: number[] = [];
  let day = new Int32Array(1 << 12);
  let amountMinor = new Float64Array(1 << 12);
  let sum = 0;

  const fault = (column: string, what: string, field = -1): void =>
    addProblem(problems, scan.startLine, column, () => (field < 0 ? what : `${quoted(read(field))} ${what}`));

  function takeKey(row: number): void {
    const id = read(idField);
    const idStart = starts[idField] ?? 0;
    const known = distinctIds.count();
    const number = distinctIds.numberOf(idStart, (ends[idField] ?? 0) - idStart, scan.marks[idField] ?? 0);
    if (id.trim() === '') fault('id', 'is empty: every row needs an id');
    else if (number < known) fault('id', `is also the id of line ${idLines[number]}`, idField);
    if (number === known) idLines.push(scan.startLine);
    ids.push(id);
    const type = list === 'ledger' && typeField >= 0 ? readType(typeField) : '';
    if (type === null) fault('type', `is none of ${TYPES.join(', ')}`, typeField);
    types.push(type ?? '');
    const date = readDay(bytes, starts[dateField] ?? 0, ends[dateField] ?? 0);
    if (Number.isNaN(date)) fault('date', dateFault(read(dateField)), dateField);
    day[row] = date;
  }

  function takeMoney(row: number): void {
    const currency = currencyField < 0 ? currencyOf(usual) : readCurrency(currencyField);
    if (currency === null) {
      fault('currency', 'is no currency code such as USD', currencyField);
      return;
    }
    const minor = readMinor(bytes, starts[amountField] ?? 0, ends[amountField] ?? 0, currency.digits);
    if (!Number.isNaN(minor)) sum += Math.abs(minor);
    if (Number.isNaN(minor) || sum > MOST_IN_SUM) {
      fault('amount', amountFault(read(amountField), currency.code), amountField);
    }
    amountMinor[row] = minor;
    currencies.push(currency.code);
  }

  return {
    take() {
      const row = ids.length;
      if (row === day.length) {
        day = grown(day, new Int32Array(row * 2));
        amountMinor = grown(amountMinor, new Float64Array(row * 2));
      }
      takeKey(row);
      takeMoney(row);
      texts.take();
    },
    side() {
      const rows = ids.length;
      return {
        id: ids,
        day: day.slice(0, rows),
        amountMinor: amountMinor.slice(0, rows),
        currency: currencies,
        type: types,
        ...texts.values(rows),
      };
    },
  };
}

function grown<T extends Int32Array | Float64Array>(full: T, empty: T): T {
  empty.set(full);
  return empty;
}

interface Currency {
  code: string;
  digits: number;
}

const known = new Map<string, Currency>();

/** null where the text has not the shape of an ISO 4217 code. */
function currencyOf(text: string): Currency | null {
  const code = text.toUpperCase();
  if (!/^[A-Z]{3}$/.test(code)) return null;
  const seen = known.get(code) ?? { code, digits: minorDigits(code) };
  known.set(code, seen);
  return seen;
}

const TYPES = ['Bill', 'Purchase', 'VendorCredit', 'JournalEntry', 'Expense'];

/** The posting's type however it is capitalized; '' where there is none, null where it is another. */
function typeOf(text: string): string | null {
  const letters = text.replace(/\s/g, '').toLowerCase();
  return letters === '' ? '' : (TYPES.find((type) => type.toLowerCase() === letters) ?? null);
}
