import { z } from 'zod';
import { shorten } from '../core/text.ts';
import { withLastWord } from '../limits/last-word.ts';
import { addRows } from './adding-rows.ts';
import { type Calls, type ClientOptions, createCalls } from './calls.ts';
import { failureFromContent } from './faults.ts';
import { toSheet } from './map-sheet.ts';
import { readRows, readSheet } from './reading.ts';
import { readColumns } from './reading-columns.ts';
import { readRowComments } from './reading-comments.ts';
import type { MayWrite, Smartsheet } from './types.ts';
import { createTurns, deleteRows, writeRows } from './writing.ts';

const userBody = z.looseObject({ email: z.string() });

/** Smartsheet's limit for a comment. */
const COMMENT_CHARACTERS = 4_000;

/**
 * Smartsheet through its SDK. A request is asked once, and again up to twice within a second where Smartsheet is
 * merely busy; everything longer is the caller's to decide. Every method throws VendorFailure.
 */
export function createSmartsheet(options: ClientOptions): Smartsheet {
  const calls = createCalls(options);
  const inTurn = createTurns(options.holds);
  return {
    async currentUser() {
      const parsed = userBody.safeParse(await calls.currentUser());
      if (!parsed.success) throw failureFromContent('it is not a user', false, parsed.error);
      return parsed.data.email;
    },
    getSheet: (sheetId, extras = {}) => readSheet(calls, sheetId, extras, options.log),
    unreadSheet: (sheetId, query) => calls.unreadSheet(sheetId, query),
    getCostSheet: (sheetId, titles, earlier) => readColumns(calls, sheetId, titles, earlier),
    getRows: (sheetId, rowIds, extras = {}) => readRows(calls, sheetId, rowIds, extras, options.log),
    getChangedRows: async (sheetId, since) =>
      toSheet(await calls.getSheet(sheetId, { rowsModifiedSince: since.toISOString() })).sheet,
    writeCells: (sheetId, writes, mayWrite) =>
      inTurn(sheetId, () => writeRows(asking(calls, mayWrite), sheetId, writes)),
    inTurn: (sheetId, work, mayWrite) =>
      inTurn(sheetId, () =>
        work((writes, mayToo) => writeRows(asking(calls, both(mayWrite, mayToo)), sheetId, writes)),
      ),
    addRows: (sheetId, rows, { markerColumnId, mayWrite } = {}) =>
      inTurn(sheetId, () => addRows(asking(calls, mayWrite), sheetId, rows, markerColumnId)),
    deleteRows: (sheetId, rowIds, mayWrite) =>
      inTurn(sheetId, () => deleteRows(asking(calls, mayWrite), sheetId, rowIds)),
    rowComments: (sheetId, rowId) => readRowComments(calls, sheetId, rowId),
    async addRowComment(sheetId, rowId, text, mayWrite) {
      const body = { comment: { text: shorten(text, COMMENT_CHARACTERS) } };
      await inTurn(sheetId, () => asking(calls, mayWrite).addRowDiscussion(sheetId, rowId, body));
    },
  };
}

function both(one: MayWrite = async () => {}, other: MayWrite = async () => {}): MayWrite {
  return async () => {
    await one();
    await other();
  };
}

/** Between a caller's decision to write and its turn, seconds may pass. */
function asking(calls: Calls, mayWrite: MayWrite = async () => {}): Calls {
  return {
    ...calls,
    async updateRows(...given) {
      await mayWrite();
      return withLastWord(mayWrite, () => calls.updateRows(...given));
    },
    async addRows(...given) {
      await mayWrite();
      return withLastWord(mayWrite, () => calls.addRows(...given));
    },
    async deleteRows(...given) {
      await mayWrite();
      return withLastWord(mayWrite, () => calls.deleteRows(...given));
    },
    async addRowDiscussion(...given) {
      await mayWrite();
      return withLastWord(mayWrite, () => calls.addRowDiscussion(...given));
    },
  };
}
