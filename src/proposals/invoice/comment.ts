import { VendorFailure } from '../../core/failure.ts';
import { counted } from '../say.ts';
import type { CarryOutStep, StepContext } from '../step.ts';
import { postingOf } from './post.ts';
import { INVOICED_AS } from './rows.ts';
import { StoredBasis, StoredContent } from './stored.ts';
import type { BillingRow } from './types.ts';

/** As many comments as are written one by one: Smartsheet takes 300 requests a minute, and others want some of them. */
const MOST_COMMENTS = 100;

/**
 * On each row, with the number: whoever works in the sheet finds the invoice. Looks first, so twice says it once. Of a
 * very long invoice only the first row of each unbroken block of rows, which says how many rows it speaks for.
 */
export const comment: CarryOutStep = {
  key: 'comment',
  title: 'Comment on the sheet’s rows',
  after: ['verify', 'sheet'],
  applies: () => true,
  async run(context) {
    const { sheetId } = StoredContent.parse(context.draft.content);
    const { facts } = StoredBasis.parse(context.draft.basis);
    const posting = postingOf(context);
    const text = `${INVOICED_AS}${posting.number ?? posting.id} (approval ${context.standing.number}).`;
    const every = facts.rows.length <= MOST_COMMENTS;
    const wanted = every ? facts.rows.map(({ rowId }) => ({ rowId, text })) : onBlocks(facts.rows, text);
    const said = await alreadySaid(context, sheetId, wanted);
    let added = 0;
    for (const one of wanted) {
      if (said.has(one.rowId)) continue;
      const refusal = await add(context, sheetId, one);
      if (refusal !== null)
        return { data: { added, rows: facts.rows.length, refused: refusal }, note: unsaid(refusal) };
      added += 1;
    }
    const data = { added, rows: facts.rows.length };
    if (every) return { data };
    const note = `The invoice has ${facts.rows.length} rows, too many to comment on each: the comment with its number stands on the first row of each block, ${counted(wanted.length, 'comment')} in all. The number itself is written on every row.`;
    return { data, note };
  },
};

interface Comment {
  rowId: string;
  text: string;
}

/** Why Smartsheet takes no comment, or null. Commenting is a courtesy: a server or a token without it leaves nothing to retry. */
async function add(context: StepContext, sheetId: string, { rowId, text }: Comment): Promise<string | null> {
  try {
    await context.smartsheet.addRowComment(sheetId, rowId, text);
    return null;
  } catch (error) {
    if (error instanceof VendorFailure && error.kind === 'refused') return error.message;
    throw error;
  }
}

function unsaid(refusal: string): string {
  return `Smartsheet takes no comments on the sheet’s rows (${refusal}), so I left them out. The invoice is posted all the same.`;
}

function onBlocks(rows: readonly BillingRow[], text: string): Comment[] {
  const blocks: BillingRow[][] = [];
  for (const row of [...rows].sort((a, b) => a.rowNumber - b.rowNumber)) {
    const last = blocks.at(-1);
    if (last?.at(-1)?.rowNumber === row.rowNumber - 1) last.push(row);
    else blocks.push([row]);
  }
  return blocks.slice(0, MOST_COMMENTS).flatMap(([first, ...rest]) => {
    if (!first) return [];
    const others =
      rest.length === 0
        ? ''
        : ` So ${rest.length === 1 ? 'is the row' : `are the ${rest.length} rows`} below.`;
    return [{ rowId: first.rowId, text: `${text}${others}` }];
  });
}

async function alreadySaid(
  context: StepContext,
  sheetId: string,
  wanted: readonly Comment[],
): Promise<Set<string>> {
  const ids = wanted.map(({ rowId }) => rowId);
  const sheet = await context.smartsheet.getRows(sheetId, ids, { discussions: true });
  const rows = new Map(sheet.rows.map((row) => [row.id, row]));
  // A row that is gone takes no comment; markSheet has said that it is gone.
  return new Set(
    wanted
      .filter(({ rowId, text }) => rows.get(rowId)?.comments.includes(text) ?? true)
      .map(({ rowId }) => rowId),
  );
}
