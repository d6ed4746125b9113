import type { Cause } from '../../../../../src/reconciliation/types.ts';
import type { InLedger, OnSheet, Story, Telling } from '../shapes.ts';

/** The shortest ways to say what belongs together. */

export const together = (kind: string, sheet: OnSheet[], ledger: InLedger[], tax?: boolean): Telling => ({
  kind,
  sheet,
  ledger,
  ...(tax === undefined ? {} : { tax }),
});

export const story = (...tellings: Telling[]): Story => ({ tellings });

export const onlyLedger = (kind: string, cause: Cause, ...ledger: InLedger[]): Telling => ({
  kind,
  sheet: [],
  ledger,
  cause,
});

export const onlySheet = (kind: string, cause: Cause, ...sheet: OnSheet[]): Telling => ({
  kind,
  sheet,
  ledger: [],
  cause,
});
