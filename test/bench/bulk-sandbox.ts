import process from 'node:process';
import { companyDay } from '../../src/sandbox/company/calendar.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { BULK_CHANNEL, BULK_SHEET, manyCosts } from '../support/many-costs.ts';

/** The vendors of one large project in a process of their own, driven by its parent. */

export type ToSandbox =
  | { do: 'connect'; url: string }
  | { do: 'command'; user: string; channel: string; text: string }
  | { do: 'look' };

export interface Look {
  /** Of the run's one message; '' before there is one. */
  message: string;
  /** "apr_…:1", of a card of the small project. */
  card: { ts: string; value: string } | null;
  rowsWritten: number;
  /** By vendor, method and kind of address. */
  calls: Record<string, number>;
}

const [folder = '', rows = '100000'] = process.argv.slice(2);
const company = manyCosts(companyDay(new Date()), Number(rows));
const sandbox = await startSandbox({ company, folder });
const written = new Set<number>();
sandbox.smartsheet.onChange((change) => {
  if (change.sheetId === BULK_SHEET && change.by === 'api') written.add(change.rowId);
});

function calls(): Record<string, number> {
  const counts: Record<string, number> = {};
  const count = (vendor: string, requests: readonly string[]) => {
    for (const request of requests) {
      const [method = '', target = ''] = request.split(' ');
      const path = target.replace(/\?.*$/, '').replace(/\d{3,}/g, '*');
      const key = `${vendor} ${method} ${path}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
  };
  count('Smartsheet', sandbox.smartsheet.requests);
  count('QuickBooks', sandbox.quickbooks.requests);
  return counts;
}

const textOf = ({ text, blocks }: { text: string; blocks: unknown }) => `${text}\n${JSON.stringify(blocks)}`;

function look(): Look {
  const run = sandbox.slack
    .messages(BULK_CHANNEL)
    .find((message) => textOf(message).includes('Reconciliation of'));
  const drafted = sandbox.slack
    .messages('C0ACME')
    .findLast(({ blocks }) => JSON.stringify(blocks).includes('"approve"'));
  const value = /"value":"(apr_[a-z0-9]+:\d+)"/.exec(JSON.stringify(drafted?.blocks))?.[1];
  return {
    message: run ? textOf(run) : '',
    card: drafted && value !== undefined ? { ts: drafted.ts, value } : null,
    rowsWritten: written.size,
    calls: calls(),
  };
}

process.on('message', (message: ToSandbox & { id: number }) => {
  const answer = async () => {
    if (message.do === 'connect') return sandbox.slack.connect(message.url);
    if (message.do === 'command') return sandbox.slack.command(message);
    return look();
  };
  void answer().then((value) => process.send?.({ id: message.id, value }));
});
process.on('disconnect', () => process.exit(0));
process.send?.({ id: 0, value: sandbox.env });
