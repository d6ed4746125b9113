import type { Keys } from '../reading/keys.ts';
import { largest } from '../tables/groups.ts';
import type { Seeds } from './seeds.ts';

/** What is believed of the lists before any pair has shown it: each of two firms is written as it is. */
const USUAL_SHARE = 0.05;
const PRIOR_PAIRS = 10;

/** In bits, 0 or less. */
export type SpelledNames = (sheetRow: number, ledgerRow: number) => number;

/**
 * "Harris Co" and "Harris Companies" are one name to whoever leaves off what firms are. Where both lists have both,
 * letter for letter, they may be two firms: how rarely the one is on the other's posting, the certain pairs show.
 */
export function spelledNames({ sheet, ledger }: Keys, teachers: Seeds): SpelledNames {
  const forms = formsOfBoth(sheet.vendor, ledger.vendor);
  const isForm = (form: number): boolean => forms[form] === 1;
  const isAsked = (i: number, j: number): boolean =>
    sheet.party[i] === ledger.party[j] &&
    isForm(sheet.vendor[i] as number) &&
    isForm(ledger.vendor[j] as number);
  const several = new Map<number, number>();
  for (const side of [sheet, ledger]) {
    for (let row = 0; row < side.count; row++) {
      const form = side.vendor[row] as number;
      const party = side.party[row] as number;
      if (!isForm(form) || several.get(party) === -1) continue;
      const known = several.get(party);
      if (known === undefined) several.set(party, form);
      else if (known !== form) several.set(party, -1);
    }
  }
  let crossed = USUAL_SHARE * PRIOR_PAIRS;
  let all = PRIOR_PAIRS;
  for (let seed = 0; seed < teachers.sheet.length; seed++) {
    const [i, j] = [teachers.sheet[seed] as number, teachers.ledger[seed] as number];
    if (several.get(sheet.party[i] as number) !== -1 || !isAsked(i, j)) continue;
    all++;
    if (sheet.vendor[i] !== ledger.vendor[j]) crossed++;
  }
  const bits = Math.min(0, Math.log2(crossed / all) + 1);
  return (i, j) => (sheet.vendor[i] !== ledger.vendor[j] && isAsked(i, j) ? bits : 0);
}

/** 1 for each way to write a vendor that both sides have. */
function formsOfBoth(ofSheet: Int32Array, ofLedger: Int32Array): Uint8Array {
  const most = Math.max(largest(ofSheet), largest(ofLedger));
  const [inSheet, inBoth] = [new Uint8Array(most + 1), new Uint8Array(most + 1)];
  for (let row = 0; row < ofSheet.length; row++) inSheet[ofSheet[row] as number] = 1;
  for (let row = 0; row < ofLedger.length; row++) {
    const form = ofLedger[row] as number;
    if (form !== 0 && inSheet[form] === 1) inBoth[form] = 1;
  }
  return inBoth;
}
