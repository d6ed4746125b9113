import { alikeVendors } from '../names/alike-vendors.ts';
import type { Likeness } from '../names/name-levels.ts';
import type { NearPairs } from '../rates/rates-shown.ts';
import type { Keys } from '../reading/keys.ts';
import type { Open } from '../reading/open.ts';
import { firstSince, type Groups, groupRows } from '../tables/groups.ts';

/** Days that a posting of such a name, such a project, or of nothing that shows may be before its row and after it. */
const OF_NAME = { before: 10, after: 45, most: 16 };
const OF_PROJECT = { before: 5, after: 14, most: 16 };
const OF_DAYS = { before: 3, after: 7, most: 24 };
/** In longer lists, days alone put any row beside any posting; and so many rows show what all would. */
const SHORT = 400;
const ENOUGH_ROWS = 4000;

/** Pairs whose names may be one, or whose project is, about the same days; in short lists any of the same days. */
export function nearPairs(keys: Keys, likeness: Likeness, open: Open): NearPairs {
  const { sheet, ledger } = keys;
  const byName = groupRows(ledger.party, keys.parties.length, open.ledger);
  const byProject = groupRows(ledger.project, keys.projects, open.ledger);
  const all = new Int32Array(ledger.count).fill(1);
  const byDay = groupRows(all, 1, open.ledger);
  const itself = Int32Array.from(keys.parties, (_, party) => party);
  const alike = alikeVendors(keys, likeness, itself, open, 'sheet');
  const isShort = Math.max(sheet.count, ledger.count) <= SHORT;
  const step = Math.ceil(sheet.count / ENOUGH_ROWS);
  const near: NearPairs = { sheet: [], ledger: [], step, across: [] };
  const seen = new Int32Array(ledger.count).fill(-1);

  function take(i: number, groups: Groups, group: number, window: typeof OF_NAME): void {
    if (group <= 0) return;
    const day = sheet.day[i] as number;
    const first = firstSince(groups, group, ledger.day, day - window.before);
    const end = Math.min(groups.start[group + 1] as number, first + window.most);
    for (let at = first; at < end; at++) {
      const j = groups.rows[at] as number;
      if ((ledger.day[j] as number) > day + window.after) return;
      const [sheetMinor, ledgerMinor] = [sheet.amount[i] as number, ledger.amount[j] as number];
      if (seen[j] === i || sheetMinor > 0 !== ledgerMinor > 0) continue;
      seen[j] = i;
      const [from, to] = [sheet.currency[i] as number, ledger.currency[j] as number];
      if (from !== to) {
        if (isShort) near.across.push({ from, to, day, sheetMinor, ledgerMinor });
        continue;
      }
      near.sheet.push(i);
      near.ledger.push(j);
    }
  }

  for (let i = 0; i < sheet.count; i += step) {
    if (open.sheet[i] !== -1) continue;
    const party = sheet.party[i] as number;
    take(i, byName, party, OF_NAME);
    for (const other of alike[party] ?? []) take(i, byName, other, OF_NAME);
    take(i, byProject, sheet.project[i] as number, OF_PROJECT);
    if (isShort) take(i, byDay, 1, OF_DAYS);
  }
  return near;
}
