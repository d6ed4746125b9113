import type { SaidApart } from '../evidence/taught.ts';
import type { Open } from '../reading/open.ts';
import type { RowWords } from '../reading/row-words.ts';
import type { SumSearch } from '../sums/sum-finder.ts';
import { groupRows } from '../tables/groups.ts';
import { laidOut, RARE } from './laid-out.ts';
import { ownAmounts } from './own-amounts.ts';
import type { Payers } from './payers.ts';

/** Bits that one shared word says at most; the two that say most are counted. */
const MOST_OF_WORD = 8;
/** Log2 of about how many parts a whole has. */
const PARTS = 2;
const OTHER_PROJECT = -6;
/** A row of another vendor than the posting's, where the sheet knows the posting's as a vendor. */
const OTHER_VENDOR = -4;
/** A row of another vendor than the posting's, which has a posting of its own for just this. */
const OWN_POSTING = -5;

/** A posting, what may be parts of it, and the log2 of how much likelier each is one than any row. */
export interface Asked {
  posting: number;
  kind: number;
  rows: number[];
  bits: number[];
}

/** What a posting may pay back: open rows of its project or with words of its own, of the weeks before it. */
export function askedOf(
  { keys, cluster, evidence }: SumSearch,
  open: Open,
  words: RowWords,
  payers: Payers,
  saidApart: SaidApart,
) {
  const { sheet, ledger } = keys;
  const { shares, vendorOf, near, ofWord, isKnown, areLaidOut, isShared } = laidOut(
    keys,
    cluster,
    open,
    words,
  );
  const own = ownAmounts(keys, cluster, open);
  const byProject = groupRows(sheet.project, keys.projects, open.sheet);
  let openRows = 2;
  let [first, last] = [Number.POSITIVE_INFINITY, 0];
  for (let row = 0; row < sheet.count; row++) {
    if (open.sheet[row] !== -1) continue;
    openRows++;
    first = Math.min(first, sheet.day[row] as number);
    last = Math.max(last, sheet.day[row] as number);
  }
  const year = Math.max(1, last - first);
  const seen = new Int32Array(sheet.count).fill(-1);
  const isOwn = new Uint8Array(words.count);

  function gather(posting: number, kind: number): number[] {
    const rows: number[] = [];
    const offer = (row: number): void => {
      if (seen[row] === posting) return;
      seen[row] = posting;
      rows.push(row);
    };
    const project = ledger.project[posting] as number;
    if (project !== 0) near(posting, byProject, project, offer);
    for (const word of words.ledger[posting] as Int32Array) {
      if ((shares[word] as number) <= RARE) ofWord(posting, word, offer);
    }
    for (const word of payers.telling(kind)) ofWord(posting, word, offer);
    return rows;
  }

  function ofProject(posting: number, row: number): number {
    const [mine, theirs] = [sheet.project[row] as number, ledger.project[posting] as number];
    if (mine === 0) return 0;
    const size = (byProject.start[mine + 1] as number) - (byProject.start[mine] as number);
    const gain = Math.log2(openRows / size) - 0.3;
    if (theirs !== 0) return mine === theirs ? gain : OTHER_PROJECT;
    return (words.project[row] as Int32Array).some((word) => isOwn[word] === 1) ? gain : 0;
  }

  function bitsOf(posting: number, row: number, kind: number): number {
    let bits = PARTS - Math.log2(openRows) + ofProject(posting, row);
    bits += payers.days(kind, (ledger.day[posting] as number) - (sheet.day[row] as number), year);
    let [most, next] = [0, 0];
    for (const word of words.sheet[row] as Int32Array) {
      const share = shares[word] as number;
      const shared = isOwn[word] === 1 ? Math.log2(0.8 / share) : 0;
      const gain = Math.min(MOST_OF_WORD, Math.max(shared, payers.word(kind, word, share)));
      if (gain > most) [most, next] = [gain, most];
      else if (gain > next) next = gain;
    }
    bits += most < 1 ? payers.silent(kind) : most + next;
    const isOthers = vendorOf(sheet.party[row] as number) !== vendorOf(ledger.party[posting] as number);
    if (kind === 0 && isOthers && isKnown(posting)) bits += OTHER_VENDOR;
    if (isOthers && own.ofRow(row)) bits += OWN_POSTING;
    return bits;
  }

  function ask(posting: number): Asked | null {
    const amount = ledger.amount[posting] as number;
    if (amount === 0 || evidence.cancelled.ledger[posting] === 1) return null;
    if (own.ofPosting(posting)) return null;
    const said = words.ledger[posting] as Int32Array;
    const kind = payers.kindOf(said);
    if (kind === 0 && (payers.kinds > 0 || !isShared(posting))) return null;
    for (const word of said) isOwn[word] = 1;
    const asked: Asked = { posting, kind, rows: [], bits: [] };
    for (const row of gather(posting, kind)) {
      const part = sheet.amount[row] as number;
      if (part > 0 !== amount > 0 || Math.abs(part) >= Math.abs(amount)) continue;
      if (sheet.currency[row] !== ledger.currency[posting] || evidence.cancelled.sheet[row] === 1) continue;
      if (saidApart(row, posting)) continue;
      asked.rows.push(row);
      asked.bits.push(bitsOf(posting, row, kind));
    }
    for (const word of said) isOwn[word] = 0;
    return asked.rows.length < 2 ? null : asked;
  }

  return { ask, areLaidOut };
}
