import { stopFor } from '../approval/switch.ts';
import type { Way } from '../approval/way.ts';
import { counted, listed } from '../proposals/say.ts';
import type { Project } from '../settings/types.ts';
import type { Gathered } from './gather.ts';
import type { Found } from './keep-found.ts';
import type { Merged } from './merge.ts';
import { CARDS } from './message.ts';
import { tellable, templateNarrative } from './narrative.ts';
import { periodWords } from './period.ts';
import type { RunSummary } from './run.ts';
import type { StoredRun } from './stored.ts';
import type { Result } from './thread.ts';

/** What stands in the run's message. */
export async function summarise(
  way: Way,
  run: StoredRun,
  project: Project,
  gathered: Gathered,
  { totals, budget, checks, checkTotals }: Result,
  merged: Merged,
  periodNote: string | null,
): Promise<RunSummary> {
  const variances = countsOf(merged);
  const facts = { project: project.name, period: run.period, totals, budget, open: variances.open };
  const template = templateNarrative(facts);
  const empty = totals.sheetRows === 0 && totals.ledgerRows === 0;
  const said = empty || run.messageTs === null ? null : await way.wording.tell(tellable(facts));
  return {
    totals,
    budget,
    narrative: said === null ? { text: template, author: 'template' } : { text: said, author: 'model' },
    problems: gathered.problems.leftOut,
    variances,
    notes: await notesOf(way, run, project, gathered, periodNote),
    checks,
    checkTotals,
  };
}

function countsOf({ found, gone }: Merged): RunSummary['variances'] {
  const keys = (state: Found['state']) =>
    found.filter((one) => one.state === state).map(({ subject }) => subject.key);
  const open = found.filter(({ state }) => state !== 'decided' && state !== 'snoozed');
  return {
    open: open.length,
    standing: open.slice(0, CARDS).filter(({ waits }) => waits).length,
    fresh: keys('fresh'),
    changed: keys('changed'),
    settled: gone.map(({ key }) => key),
    decided: keys('decided').length,
    snoozed: keys('snoozed').length,
  };
}

async function notesOf(
  way: Way,
  run: StoredRun,
  project: Project,
  { missingColumns, problems, sheet, rows, lines, unchecked }: Gathered,
  periodNote: string | null,
): Promise<string[]> {
  const notes: string[] = periodNote === null ? [] : [periodNote];
  if (rows === 0) notes.push(`The sheet “${sheet.name}” has no row with a cost.`);
  else if (lines === 0)
    notes.push(`QuickBooks has no cost for this customer around ${periodWords(run.period)}.`);
  if (missingColumns.length > 0)
    notes.push(
      `The sheet “${sheet.name}” has no column ${listed(missingColumns.map((title) => `“${title}”`))}; I go on without.`,
    );
  for (const { rowNumber, message, kept } of problems.first)
    notes.push(`Row ${rowNumber} ${message}${kept ? '' : '; it is left out'}.`);
  const more = problems.count - problems.first.length;
  const named = way.reportUrl(run.number) === null ? '' : ': the report names them all';
  if (more > 0) notes.push(`And ${counted(more, 'more row')}${named}.`);
  notes.push(...unchecked);
  if (project.mode === 'observe')
    notes.push('This project is only observed: nothing is asked and nothing is written.');
  else if ((await stopFor(way.db.prisma, run.project)) !== null)
    notes.push(
      'Countersign is stopped: decisions are recorded and wait, and the sheet is written once it is resumed.',
    );
  return notes;
}
