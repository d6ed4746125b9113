import { readingBatch } from '../quickbooks/ledger/batch-answers.ts';
import { gatherReadings } from '../quickbooks/ledger/gather.ts';
import { bothHistories } from '../quickbooks/ledger/history.ts';
import { linksAt } from '../quickbooks/ledger/links.ts';
import { createNames } from '../quickbooks/ledger/names.ts';
import type { OnRead } from '../quickbooks/ledger/pages.ts';
import type { LedgerLines } from '../quickbooks/ledger-line-types.ts';
import type { LedgerColumns } from './columns.ts';
import type { Door } from './door.ts';
import type { LinesAsked, LinesFacts } from './protocol.ts';

/** The ledger's side of a run, read in its thread and kept there. */

export async function readLines(
  door: Door,
  { window, homeCurrency, host, earlier }: LinesAsked,
  onRead: OnRead,
): Promise<{ facts: LinesFacts; columns: LedgerColumns }> {
  const now = () => new Date();
  let before = { read: 0, of: 0 };
  let last = before;
  const { expenseLines, vendorHistory } = gatherReadings({
    batch: readingBatch((queries, action) => door.ask({ of: 'books', queries, action }), now),
    names: createNames(now).use,
    homeCurrency: () => Promise.resolve(homeCurrency),
    url: linksAt(host),
    onRead(read, of) {
      last = { read: before.read + read, of: before.of + (of ?? read) };
      onRead(last.read, of === null ? null : last.of);
    },
  });
  const { lines, history } = await expenseLines(window);
  const facts = { lines: lines.count };
  const columns = columnsOf(lines);
  if (!earlier) return { facts: { ...facts, history: { of: history } }, columns };
  before = last; // what comes now is read on top
  try {
    const older = await vendorHistory(earlier.from, earlier.to);
    return { facts: { ...facts, history: { of: bothHistories(history, older) } }, columns };
  } catch (error) {
    return { facts: { ...facts, history: { failure: door.failed(error) } }, columns };
  }
}

export function columnsOf(lines: LedgerLines): LedgerColumns {
  const { id, type, txnId, lineId, syncToken, number, vendorId, vendor, po, date, amountMinor, currency } =
    lines;
  const { customerId, customer, accountId, account, classId, memo, hasAttachment, paid, exchangeRate } =
    lines;
  return {
    ...{ id, type, txnId, lineId, syncToken, number, vendorId, vendor, po, date, amountMinor, currency },
    ...{ customerId, customer, accountId, account, classId, class: lines.class, memo, hasAttachment, paid },
    exchangeRate,
    url: id.map((_id, line) => lines.url(line)),
  };
}
