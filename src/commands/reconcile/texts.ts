import { isUtf8 } from 'node:buffer';
import { distinctIn } from './distinct.ts';
import { BEYOND_ASCII, DOUBLED, type Scan } from './scan.ts';

/** Reads a field's text; the field's number is the column's place in the file. */
export type ReadText = (field: number) => string;

// Texts are cut out of a piece of the file that was turned into a string as a whole: one byte, one character.
const PIECE = 1 << 24;

/** How to make texts of a scan's fields. Bytes that are no UTF-8 become U+FFFD; `soundness` tells beforehand. */
export function textReader(scan: Scan, file: Buffer): ReadText {
  let piece = '';
  let pieceStart = 0;
  let pieceEnd = 0;
  const ascii = (start: number, end: number): string => {
    if (end > pieceEnd || start < pieceStart) {
      pieceStart = start;
      pieceEnd = Math.min(file.length, Math.max(end, start + PIECE));
      piece = file.toString('latin1', pieceStart, pieceEnd);
    }
    return piece.substring(start - pieceStart, end - pieceStart);
  };
  return (field) => {
    const start = scan.starts[field] ?? 0;
    const end = scan.ends[field] ?? 0;
    if (start === end) return '';
    const marks = scan.marks[field] ?? 0;
    const text = marks & BEYOND_ASCII ? file.toString('utf8', start, end) : ascii(start, end);
    return marks & DOUBLED ? text.replaceAll('""', '"') : text;
  };
}

/** Whether the field is UTF-8 and free of NUL. */
export function soundness(scan: Scan, field: number): 'sound' | 'not-utf8' | 'nul' {
  const bytes = scan.bytes.subarray(scan.starts[field] ?? 0, scan.ends[field] ?? 0);
  if (!isUtf8(bytes)) return 'not-utf8';
  return bytes.includes(0) ? 'nul' : 'sound';
}

// A column that mostly holds something new is read as it comes: looking up is lost time then.
const TRIED = 2000;

/**
 * A column whose values may come again and again (vendors, accounts, projects): each distinct value is made, and
 * `resolve`d, once. The same text is the same string object then, which is quicker to compare and to look up.
 */
export function repeatedReader<T>(scan: Scan, read: ReadText, resolve: (text: string) => T) {
  const { starts, ends, marks } = scan;
  const distinct = distinctIn(scan.bytes);
  const values: T[] = [];
  const none = resolve('');
  let asked = 0;
  return (field: number): T => {
    const start = starts[field] ?? 0;
    const length = (ends[field] ?? 0) - start;
    if (length === 0) return none;
    if (asked > TRIED && values.length * 2 > asked) return resolve(read(field));
    asked += 1;
    const number = distinct.numberOf(start, length, marks[field] ?? 0);
    const known = values[number];
    if (known !== undefined) return known;
    const value = resolve(read(field));
    values.push(value);
    return value;
  };
}
