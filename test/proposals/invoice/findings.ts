import type { DraftToCheck } from '../../../src/proposals/invoice/checks/check.ts';
import { check } from '../../../src/proposals/invoice/checks.ts';

/** Severity, code and message of every finding, which is all of them: what is not expected is not there. */
export function found(draft: DraftToCheck) {
  return check(draft).map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
}

export function codes(draft: DraftToCheck) {
  return check(draft).map((finding) => finding.code);
}
