import type { Call } from '../call.ts';
import type { LedgerType } from '../ledger-line-types.ts';
import type { LedgerLine, LedgerTransaction, Recoding } from '../ledger-transaction-types.ts';
import { envelope } from '../map-wire.ts';
import { pathId } from '../read.ts';
import { isCodedSo, recoded } from './coding.ts';
import { METHODS, type RawTransaction, rawTransaction } from './methods.ts';
import { spoken } from './readable.ts';
import { inWords, refused, unfit } from './words.ts';

export interface RecodeContext {
  call: Call;
  /** As it stands, with every field it came with; null where it is gone. */
  read(type: LedgerType, id: string): Promise<RawTransaction | null>;
  understood(type: LedgerType, raw: RawTransaction): Promise<LedgerTransaction>;
}

/**
 * Codes a line anew. The whole transaction goes back as it was just read: lines that are left out of an update are
 * lost, sparse or not. It is sent as a sparse one all the same, so that a field QuickBooks did not show stays.
 */
export async function recodeLine(
  context: RecodeContext,
  recoding: Recoding,
  requestId: string,
): Promise<LedgerTransaction> {
  const { type, txnId, lineId, syncToken } = recoding;
  const about = `${spoken(type, pathId(txnId))}, line ${lineId}`;
  if (
    recoding.accountId === undefined &&
    recoding.classId === undefined &&
    recoding.customerId === undefined
  ) {
    throw unfit(`Nothing was said of how to code ${about}.`);
  }
  const raw = await context.read(type, txnId);
  if (!raw) throw refused('610', about);
  const before = await context.understood(type, raw);
  const line = before.lines.find((one) => one.lineId === lineId);
  if (!line) throw refused('610', about);
  // What an earlier try of unknown outcome did stands there now, under a newer SyncToken.
  if (isCodedSo(line, recoding)) return before;
  if (raw.SyncToken !== syncToken) throw refused('5010', about);
  const changed = { ...raw, Line: recoded(raw.Line, recoding), sparse: true };
  const answered = await inWords(() =>
    context.call({
      name: METHODS[type].update,
      action: `recode ${about}`,
      write: true,
      ask: (sdk, done) => sdk[METHODS[type].update]({ ...structuredClone(changed), requestId }, done),
      body: envelope(type, rawTransaction),
    }),
  );
  const after = await context.understood(type, answered);
  const kept = others(before.lines, lineId).join('\n') === others(after.lines, lineId).join('\n');
  const coded = after.lines.some((one) => one.lineId === lineId && isCodedSo(one, recoding));
  if (coded && kept && after.totalMinor === before.totalMinor) return after;
  throw unfit(
    `QuickBooks took the change to ${about}, but shows other lines than were sent. Look at it in QuickBooks: ${after.url}`,
  );
}

/** What must not change, in an order that does not depend on QuickBooks'. */
function others(lines: readonly LedgerLine[], lineId: string): string[] {
  return lines
    .filter((line) => line.lineId !== lineId)
    .map((line) =>
      [line.amountMinor, line.accountId, line.itemId, line.classId, line.customerId, line.description].join(
        '\t',
      ),
    )
    .sort();
}
