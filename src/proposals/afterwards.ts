import type { Invoice } from '../quickbooks/types.ts';
import type { Project } from '../settings/types.ts';
import type { Sheet } from '../smartsheet/types.ts';
import type { SheetContext } from './context.ts';
import type { StoredDraft } from './draft.ts';
import type { Standing } from './standing.ts';
import type { StepContext, StepOutcome } from './step.ts';

export interface RowChanges {
  rowId: string;
  /** As people see it in the sheet now. */
  rowNumber: number;
  /** "Hours was “5” when it was billed and is “6”"; none where the row says what was billed. */
  changes: string[];
}

/** How a kind takes its posting back, and notices what became of it later. */
export interface Afterwards {
  /** For people: "Void the invoice in QuickBooks". */
  title: string;
  /** False where it cannot be taken back any more whatever the clock says, or not yet: no button then. */
  undoable(draft: StoredDraft, standing: Standing): boolean;
  /** Reads what was done again and takes it back. `inDoubt`: an earlier try may have done it, so what is void then is ours. */
  takeBack(context: StepContext, inDoubt: boolean): Promise<{ refused: string } | StepOutcome>;
  /** Clears what was written to the sheet; what a person changed since is kept, and said. */
  clearSheet(draft: StoredDraft, standing: Standing, context: SheetContext): Promise<{ notes: string[] }>;
  /** Absent: what becomes of it later is found elsewhere. */
  watched?: Watched;
}

/** What was posted and its rows, looked after for a while. */
export interface Watched {
  /** What the posting is now, against what was approved, in words; none where it is the same. `null`: it is gone. */
  postingChanges(draft: StoredDraft, posted: Invoice | null): string[];
  /** The same for each of its rows that `sheet` has, and for those of `gone`, ids of rows that were deleted. */
  rowChanges(draft: StoredDraft, sheet: Sheet, project: Project, gone: ReadonlySet<string>): RowChanges[];
}
