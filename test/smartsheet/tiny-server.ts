import { FaultSwitch } from '../../src/sandbox/faults.ts';
import { type Listening, listen, type SandboxRequest, type SandboxResponse } from '../../src/sandbox/http.ts';

/** A server that answers as told, for what the stand-in never does. */
export function tinyServer(
  handle: (request: SandboxRequest) => SandboxResponse | Promise<SandboxResponse>,
  faults = new FaultSwitch(),
): Promise<Listening> {
  return listen({ faults, handle, faultResponse: () => ({ status: 500, body: {} }) });
}

/** A sheet of `rows` rows as Smartsheet sends it: ids from 1001, one column 1 "Task". */
export function sheetOf(rows: number, from = 0, total = rows): object {
  return {
    id: 5,
    name: 'Tiny',
    version: 3,
    totalRowCount: total,
    columns: [{ id: 1, title: 'Task', type: 'TEXT_NUMBER' }],
    rows: Array.from({ length: rows }, (_, at) => ({
      id: 1001 + from + at,
      rowNumber: 1 + from + at,
      cells: [{ columnId: 1, value: `Task ${1 + from + at}` }],
    })),
  };
}
