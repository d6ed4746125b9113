import type { WordingModel } from '../model/types.ts';
import type { QuickBooks } from '../quickbooks/types.ts';
import type { Project, Projects } from '../settings/types.ts';
import type { Smartsheet } from '../smartsheet/types.ts';

/** What every kind works with. Time and the vendors come in; nothing here is global. */
export interface KindContext {
  projects: Projects;
  project: Project;
  quickbooks: QuickBooks;
  smartsheet: Smartsheet;
  wording: WordingModel;
  now: Date;
  /** Where a run's report is read in the browser; null where this Countersign has no address of its own. */
  reportUrl(run: number): string | null;
}

/** For what is written to a sheet late: rows that another approval has taken since are that one's to write. */
export interface SheetContext extends KindContext {
  /** Ids of this sheet's rows that stand on another open or posted draft. */
  claimedElsewhere(sheetId: string): Promise<ReadonlySet<string>>;
}
