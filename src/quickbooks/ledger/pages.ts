import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { VendorFailure } from '../../core/failure.ts';
import { isQueryRefused } from '../query.ts';
import type { Batch, QueryAnswer } from './batch-answers.ts';

/** A record as it came, of which only the Id is known. */
export interface RawRecord {
  Id: string;
  [field: string]: unknown;
}

export interface Reading {
  entity: string;
  /** "where …", or ''; the second is asked where QuickBooks does not understand the first. */
  conditions: readonly [string] | readonly [string, string];
  /** Given each record once, page by page; readings in their order, so that names come before what uses them. */
  take(record: RawRecord): void;
  /** Forgets what was taken: everything is read again. */
  reset(): void;
}

const PAGE = 1000; // QuickBooks' largest
export const PAGES_AT_ONCE = 8; // some 20 MB of JSON
export const MOST_PAGES = 200;
const TRIES = 3;

const recordsSchema = z.array(
  z.looseObject({ Id: z.union([z.string().min(1), z.number().transform(String)]) }),
);

interface Slot {
  reading: Reading;
  condition: string;
  page: number;
  rows: RawRecord[] | null;
}

/** Told how many records are read so far, and of how many; null while nobody has counted them. */
export type OnRead = (read: number, of: number | null) => void;

/**
 * Reads everything that fits, in as few requests as there can be: how many there are and the first page of each in
 * one batch, then further pages, eight to a batch. Where records came or went while it read, so that fewer arrived
 * than were counted, it reads again. Throws VendorFailure.
 */
export async function readAll(
  batch: Batch,
  readings: readonly Reading[],
  action: string,
  onRead: OnRead = () => {},
): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    if (await readOnce(batch, readings, action, onRead)) return;
    for (const reading of readings) reading.reset();
  }
  throw new VendorFailure({
    service: 'QuickBooks',
    kind: 'retry',
    message: `QuickBooks counts more records than it shows when asked to ${action}: the books may be changing. Try again in a minute.`,
  });
}

/** Whether as many arrived as were counted. */
async function readOnce(
  batch: Batch,
  readings: readonly Reading[],
  action: string,
  onRead: OnRead,
): Promise<boolean> {
  const { slots, counts } = await firstPages(batch, readings, action);
  const all = [...counts.values()];
  const counted = all.includes(null) ? null : all.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  let read = 0;
  const seen = new Map(readings.map((reading) => [reading, new Set<string>()]));
  for (let slot = slots.shift(); slot; slot = slots.shift()) {
    if (!slot.rows) await fill(batch, [slot, ...slots], action);
    // Pages are large: what else the process has to answer goes between them.
    await setImmediate();
    const rows = slot.rows ?? [];
    const ids = seen.get(slot.reading) ?? new Set();
    const before = ids.size;
    for (const row of rows) {
      if (ids.has(row.Id)) continue;
      ids.add(row.Id);
      slot.reading.take(row);
    }
    read += ids.size - before;
    onRead(read, counted);
    const more = counts.get(slot.reading) === null && rows.length >= PAGE && ids.size > before;
    // Nobody said how many there are: a full page may have one after it.
    if (more) slots.unshift(slotOf(slot, slot.page + 1));
  }
  return readings.every((reading) => (counts.get(reading) ?? 0) <= (seen.get(reading)?.size ?? 0));
}

async function firstPages(batch: Batch, readings: readonly Reading[], action: string) {
  const asked = readings.map(
    (reading): Slot => ({ reading, condition: reading.conditions[0], page: 0, rows: null }),
  );
  const answers = await askFirst(batch, asked, action);
  const plainer = asked.filter((slot, index) => {
    const answer = answers[index]?.rows;
    const other = slot.reading.conditions[1];
    return answer && 'failure' in answer && isQueryRefused(answer.failure) && other !== undefined;
  });
  for (const slot of plainer) slot.condition = slot.reading.conditions[1] ?? '';
  const again = plainer.length === 0 ? [] : await askFirst(batch, plainer, action);
  for (const [index, slot] of plainer.entries()) {
    const answer = again[index];
    if (answer) answers[asked.indexOf(slot)] = answer;
  }
  const counts = new Map<Reading, number | null>();
  const slots = asked.flatMap((slot, index) => {
    slot.rows = rowsOf(slot.reading.entity, answers[index]?.rows, action);
    const count = countOf(answers[index]?.count);
    counts.set(slot.reading, count);
    const pages = Math.min(Math.ceil((count ?? 0) / PAGE), MOST_PAGES + 1);
    refuseTooMany(slot, pages);
    return [slot, ...Array.from({ length: Math.max(0, pages - 1) }, (_, page) => slotOf(slot, page + 1))];
  });
  return { slots, counts };
}

/** The count and the first page of each, all in one batch. */
async function askFirst(batch: Batch, slots: readonly Slot[], action: string) {
  const queries = slots.flatMap((slot) => [
    `select count(*) from ${slot.reading.entity} ${slot.condition}`.trim(),
    pageQuery(slot),
  ]);
  const answers = await batch(queries, action);
  return slots.map((_, index) => ({ count: answers[index * 2], rows: answers[index * 2 + 1] }));
}

/** The next pages that nobody has read yet, a batch of them. */
async function fill(batch: Batch, slots: readonly Slot[], action: string): Promise<void> {
  const next = slots.filter(({ rows }) => rows === null).slice(0, PAGES_AT_ONCE);
  const answers = await batch(next.map(pageQuery), action);
  for (const [index, slot] of next.entries()) {
    slot.rows = rowsOf(slot.reading.entity, answers[index], action);
  }
}

function slotOf(slot: Slot, page: number): Slot {
  refuseTooMany(slot, page);
  return { ...slot, page, rows: null };
}

function pageQuery({ reading, condition, page }: Slot): string {
  const from = `select * from ${reading.entity}`;
  return `${from} ${condition} STARTPOSITION ${page * PAGE + 1} MAXRESULTS ${PAGE}`.replace(/\s+/g, ' ');
}

/** The records of an answer. Throws VendorFailure where there is none, or where it is not a list of records. */
export function rowsOf(entity: string, answer: QueryAnswer | undefined, action: string): RawRecord[] {
  if (answer && 'failure' in answer) throw answer.failure;
  const rows = recordsSchema.safeParse(answer?.response[entity] ?? []);
  if (rows.success) return rows.data;
  const where = rows.error.issues[0]?.path.join('.') ?? '';
  throw new VendorFailure({
    service: 'QuickBooks',
    kind: 'ours',
    message: `QuickBooks' answer could not be read when asked to ${action}: ${entity}.${where} is not as documented.`,
  });
}

function countOf(answer: QueryAnswer | undefined): number | null {
  if (!answer || 'failure' in answer) return null;
  const { totalCount } = answer.response;
  return typeof totalCount === 'number' && Number.isSafeInteger(totalCount) ? totalCount : null;
}

function refuseTooMany({ reading }: Slot, pages: number): void {
  if (pages <= MOST_PAGES) return;
  throw new VendorFailure({
    service: 'QuickBooks',
    kind: 'ours',
    message: `QuickBooks has more than ${MOST_PAGES * PAGE} records of ${reading.entity} in this period, which is more than Countersign reads. Choose a shorter one.`,
  });
}
