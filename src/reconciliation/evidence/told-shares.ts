import type { Keys } from '../reading/keys.ts';
import { ABROAD, type Claims, fitsClaim, KINDS } from './claims.ts';
import type { Seeds } from './seeds.ts';

/** Pairs whose texts tell and do not tell, where nothing is known. */
const TELLING = [16, 1, 1, 3] as const;
const SILENT = [0.002, 1, 3, 0.3] as const;
const LEAST_SHARE = 0.02;

/** By kind: how often what a text names makes the amount of its counterpart, among pairs whose amounts were not looked at. */
export function toldShares({ sheet, ledger }: Keys, claims: Claims, byNumber: Seeds): readonly number[] {
  const telling: number[] = [...TELLING];
  const asked = TELLING.map((count, kind) => count + (SILENT[kind] as number));
  for (let seed = 0; seed < byNumber.sheet.length; seed++) {
    const [i, j] = [byNumber.sheet[seed] as number, byNumber.ledger[seed] as number];
    for (const [own, side, row] of [
      [claims.of('sheet', i), ledger, j],
      [claims.of('ledger', j), sheet, i],
    ] as const) {
      for (const kind of KINDS) {
        const some = own.filter(
          (claim) => claim.kind === kind && (kind !== ABROAD || claim.currency === side.currency[row]),
        );
        if (some.length === 0) continue;
        asked[kind] = (asked[kind] as number) + 1;
        if (some.some((claim) => fitsClaim(claim, side, row))) telling[kind] = (telling[kind] as number) + 1;
      }
    }
  }
  return telling.map((count, kind) => Math.max(LEAST_SHARE, count / (asked[kind] as number)));
}
