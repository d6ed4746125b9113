import type { SandboxRequest, SandboxResponse } from '../http.ts';
import { runBatch } from './batch.ts';
import type { Books } from './books.ts';
import { changesSince } from './cdc.ts';
import { type Entity, entityKind, entityName, type Fields, isFields, isSalesForm, stamp } from './entity.ts';
import { asFault, fault, faultBody } from './fault-shapes.ts';
import { read, remove, send, voidTransaction, write } from './operations.ts';
import { renderPdf } from './pdf.ts';
import { runQuery } from './query-run.ts';

/** One request below /v3/company/{realm}, `parts` being the path from there; 400 with a Fault where it is refused. */
export function answerCompany(books: Books, parts: string[], request: SandboxRequest): SandboxResponse {
  try {
    return route(books, parts, request);
  } catch (error) {
    return { status: 400, body: faultBody(asFault(error), stamp(books.now())) };
  }
}

function route(
  books: Books,
  [resource = '', id, action]: string[],
  request: SandboxRequest,
): SandboxResponse {
  const time = stamp(books.now());
  const { method, query } = request;
  if (resource === 'query') {
    const text = method === 'POST' ? request.body.toString('utf8') : (query.get('query') ?? '');
    return ok({ QueryResponse: runQuery(books.store, text), time });
  }
  if (resource === 'cdc' && method === 'GET') return ok({ CDCResponse: changesSince(books, query), time });
  if (resource === 'batch' && method === 'POST') {
    return ok({ BatchItemResponse: runBatch(books, readJson(request)), time });
  }
  const name = entityName(resource);
  if (name === null) throw fault('2170', `Unsupported Operation : ${method} ${resource}`);
  if (action === 'pdf' && method === 'GET' && isSalesForm(name)) {
    const headers = { 'content-type': 'application/pdf' };
    return { status: 200, headers, body: renderPdf(name, read(books, name, id ?? '')) };
  }
  if (action === 'send' && method === 'POST' && isSalesForm(name)) {
    return ok({ [name]: send(books, name, id ?? '', query.get('sendTo')), time });
  }
  if (action !== undefined) throw fault('2170', `Unsupported Operation : ${action}`);
  if (method === 'GET' && (id !== undefined || entityKind(name) === 'single')) {
    return ok({ [name]: read(books, name, id ?? ''), time });
  }
  if (method !== 'POST') throw fault('2170', `Unsupported Operation : ${method} ${resource}`);
  const include = (query.get('include') ?? '').split(',');
  return ok({ [name]: change(books, name, query.get('operation'), include, readJson(request)), time });
}

function change(
  books: Books,
  name: string,
  operation: string | null,
  include: string[],
  body: Fields,
): Entity | Fields {
  if (operation === 'delete') return remove(books, name, body);
  if (operation === 'void' || include.includes('void')) return voidTransaction(books, name, body);
  if (operation !== null && operation !== 'update') {
    throw fault('2170', `Invalid Enumeration : ${operation}`, 'operation');
  }
  return write(books, name, body, include.includes('allowduplicatedocnum'));
}

function ok(body: Fields): SandboxResponse {
  return { status: 200, body };
}

function readJson({ body }: SandboxRequest): Fields {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    if (isFields(parsed)) return parsed;
  } catch {
    // Falls through: QuickBooks answers both with the same fault.
  }
  throw fault('2010', 'Request has invalid or unsupported property : the body is not a JSON object');
}
