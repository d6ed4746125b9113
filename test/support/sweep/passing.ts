import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { Service } from '../faults.ts';

/** One request of the bot's on its way to a vendor. */
export interface Passing {
  service: Service;
  /** As it was asked: the path and the query. */
  url: string;
  /** What kind of request it is, ids left out: "quickbooks POST invoice", "smartsheet PUT rows: Sent". */
  shape: string;
  /** Whether the vendor changes something by it. */
  write: boolean;
  /** All that it says, and the note of the transaction it is about: it contains the ids that it is for. */
  says: string;
}

/** Every word that the product writes as a status, the later ones first where two could stand in one request. */
const STATUSES = [
  'Sent',
  'Invoiced',
  'Approved',
  'In Review',
  'Accepted',
  'Resolved',
  'Matched',
  'Variance - Review',
  'Missing in QB',
];
const TYPES: Record<string, string> = {
  invoice: 'Invoice',
  bill: 'Bill',
  purchase: 'Purchase',
  journalentry: 'JournalEntry',
  vendorcredit: 'VendorCredit',
};

export function passing(
  sandbox: Sandbox,
  service: Service,
  method: string,
  url: string,
  body: string,
): Passing {
  const { pathname, searchParams } = new URL(url, 'http://edge');
  const text = decoded(`${url} ${body}`);
  const shapeOf = { quickbooks: bookShape, smartsheet: sheetShape, slack: slackShape, model: () => 'words' };
  const name = shapeOf[service](pathname, searchParams, text);
  const reads = method === 'GET' || service === 'model' || READS.test(name);
  const about = service === 'quickbooks' ? aboutOf(sandbox, pathname, body) : '';
  const shape = `${service} ${method} ${name}`;
  return { service, url, shape, write: !reads, says: `${text} ${about}` };
}

const READS = /^(conversations\.history|conversations\.open|users\.|batch|tokens)/;

/** Of messages, what kind of message it is. */
function slackShape(path: string, _query: URLSearchParams, text: string): string {
  const method = path.split('/').at(-1) ?? '';
  if (!/^chat\./.test(method)) return method;
  if (/text=Variance: |"Variance: /.test(text)) return `${method}: variance`;
  if (text.includes('Reconciliation of')) return `${method}: reconciliation`;
  return text.includes('"action_id":"approve"') ? `${method}: to decide` : method;
}

function bookShape(path: string, query: URLSearchParams, text: string): string {
  const rest = path.replace(/^\/v3\/company\/[^/]+\//, '').replace(/\/\d+/g, '');
  const from = /\bfrom (\w+)/i.exec(text)?.[1];
  if (rest === 'query') return `query ${from}`;
  const operation = query.get('operation');
  return operation ? `${rest} ${operation}` : rest;
}

function sheetShape(path: string, query: URLSearchParams, text: string): string {
  const rest = path.replace(/^\/2\.0\//, '').replace(/\d{6,}/g, '#');
  if (rest === 'sheets/#') return query.has('rowIds') ? 'rows of sheet' : 'sheet';
  const word = STATUSES.find((one) => text.includes(`"${one}"`));
  const of = rest.replace('sheets/#/', '').replace('rows/#/', 'row ');
  return word ? `${of}: ${word}` : of;
}

/** "bill/6013", and the note that stands on it. */
function aboutOf(sandbox: Sandbox, path: string, body: string): string {
  const [, kind = ''] = /\/(invoice|bill|purchase|journalentry|vendorcredit)\b/i.exec(path) ?? [];
  const type = TYPES[kind.toLowerCase()];
  const id = /\/(\d+)(\/send)?$/.exec(path)?.[1] ?? /"Id":"(\d+)"/.exec(body)?.[1];
  if (!type || !id) return '';
  return ` ${kind.toLowerCase()}/${id} ${sandbox.quickbooks.get(type, id)?.PrivateNote ?? ''}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
