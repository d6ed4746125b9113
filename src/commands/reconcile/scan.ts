/**
 * A CSV file's records, one after the other, as places in its bytes (RFC 4180, strictly): no text is made here, so that
 * a file is gone through once at the speed of a byte loop. Every byte of UTF-8 beyond ASCII is 0x80 or more, so that
 * quotes, commas and line breaks can be told without decoding.
 */
export interface Scan {
  readonly bytes: Uint8Array;
  /** Where the next record starts, and on which physical line of the file. */
  at: number;
  line: number;
  /** The physical line on which the current record starts, counted from 1. */
  startLine: number;
  /** Fields of the current record; of those beyond MAX_FIELDS only the number is known. */
  fields: number;
  /** First byte of each field's content, and the one after its last, without the quotes around it. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** DOUBLED and BEYOND_ASCII, where they hold of a field. */
  readonly marks: Uint8Array;
  /** Why the current record cannot be read, and in which field, counted from 0. */
  broken: Broken | null;
}

export type Broken = { kind: 'unclosed' | 'after-quote' | 'stray-quote'; field: number };

/** The field holds quotes written twice, of which one is meant. */
export const DOUBLED = 1;
export const BEYOND_ASCII = 2;
const MAX_FIELDS = 1024;

const QUOTE = 0x22;
const COMMA = 0x2c;
const LF = 0x0a;
const CR = 0x0d;

export function startScan(bytes: Uint8Array, at: number): Scan {
  return {
    bytes,
    at,
    line: 1,
    startLine: 1,
    fields: 0,
    // One more, to write the fields into that are too many.
    starts: new Int32Array(MAX_FIELDS + 1),
    ends: new Int32Array(MAX_FIELDS + 1),
    marks: new Uint8Array(MAX_FIELDS + 1),
    broken: null,
  };
}

/**
 * Goes to the next record that is not an empty line; false at the end of the file. After a broken record the scan goes
 * on behind the line break that follows the fault, so that other faults are found in the same run.
 */
export function nextRecord(scan: Scan): boolean {
  const { bytes } = scan;
  while (scan.at < bytes.length && (bytes[scan.at] === LF || bytes[scan.at] === CR)) breakLine(scan);
  if (scan.at >= bytes.length) return false;
  scan.startLine = scan.line;
  scan.fields = 0;
  scan.broken = null;
  for (;;) {
    const slot = scan.fields < MAX_FIELDS ? scan.fields : MAX_FIELDS;
    if (bytes[scan.at] === QUOTE) scanQuoted(scan, slot);
    else scanPlain(scan, slot);
    scan.fields += 1;
    if (scan.broken !== null) {
      skipLine(scan);
      return true;
    }
    if (bytes[scan.at] !== COMMA) break;
    scan.at += 1;
  }
  if (scan.at < bytes.length) breakLine(scan);
  return true;
}

function scanPlain(scan: Scan, slot: number): void {
  const { bytes } = scan;
  const size = bytes.length;
  let at = scan.at;
  let seen = 0;
  for (; at < size; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte > COMMA) seen |= byte;
    else if (byte === COMMA || byte === LF || byte === CR) break;
    else if (byte === QUOTE) {
      scan.broken = { kind: 'stray-quote', field: scan.fields };
      break;
    }
  }
  scan.starts[slot] = scan.at;
  scan.ends[slot] = at;
  scan.marks[slot] = seen > 0x7f ? BEYOND_ASCII : 0;
  scan.at = at;
}

function scanQuoted(scan: Scan, slot: number): void {
  const { bytes } = scan;
  const size = bytes.length;
  let at = scan.at + 1;
  let seen = 0;
  let doubled = 0;
  let lines = 0;
  for (; at < size; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte > QUOTE) seen |= byte;
    else if (byte === QUOTE) {
      if (bytes[at + 1] !== QUOTE) break;
      doubled = DOUBLED;
      at += 1;
    } else if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) lines += 1;
  }
  scan.starts[slot] = scan.at + 1;
  scan.ends[slot] = at;
  scan.marks[slot] = doubled | (seen > 0x7f ? BEYOND_ASCII : 0);
  scan.line += lines;
  scan.at = at + 1;
  if (at >= size) scan.broken = { kind: 'unclosed', field: scan.fields };
  else if (!endsField(bytes[at + 1])) scan.broken = { kind: 'after-quote', field: scan.fields };
}

function endsField(byte: number | undefined): boolean {
  return byte === undefined || byte === COMMA || byte === LF || byte === CR;
}

/** Past one line break: CRLF, LF, or CR alone. */
function breakLine(scan: Scan): void {
  scan.at += scan.bytes[scan.at] === CR && scan.bytes[scan.at + 1] === LF ? 2 : 1;
  scan.line += 1;
}

function skipLine(scan: Scan): void {
  const { bytes } = scan;
  while (scan.at < bytes.length && bytes[scan.at] !== LF && bytes[scan.at] !== CR) scan.at += 1;
  if (scan.at < bytes.length) breakLine(scan);
}
