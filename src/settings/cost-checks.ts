import { type Decimal, fromScaledInteger } from '../core/decimal.ts';
import type { Currency } from '../core/money.ts';
import { amount, field, mapping } from './fields.ts';
import type { Report } from './report.ts';
import type { CostChecks, Review } from './types.ts';
import type { Path } from './yaml-tree.ts';

export const sheet = field(
  "the sheet's id, the digits under File > Properties > Sheet ID in Smartsheet",
  (value) => (/^[1-9]\d{0,19}$/.test(value) ? value : undefined),
);

export const reviewSchema = mapping({ sheet, over: amount.optional() });
export const checksSchema = mapping({
  po_required_over: amount.optional(),
  receipt_over: amount.optional(),
});

interface WrittenReview {
  sheet: string;
  over?: Decimal | undefined;
}
interface WrittenChecks {
  po_required_over?: Decimal | undefined;
  receipt_over?: Decimal | undefined;
}

/** What deserves a row of its own in front of the finance people. */
const REVIEW_OVER = fromScaledInteger(5_000n, 0);
/** What most firms buy without an order. */
const PO_REQUIRED_OVER = fromScaledInteger(2_500n, 0);
/** From here on the US tax office wants the receipt itself (IRS publication 463, Documentary Evidence). */
const RECEIPT_OVER = fromScaledInteger(75n, 0);

/** Amounts are in the company's currency. */
export function toReview(
  report: Report,
  written: WrittenReview | undefined,
  currency: Currency,
  path: Path,
): Review | null {
  if (!written) return null;
  const over = report.minor(written.over ?? REVIEW_OVER, currency, [...path, 'over']);
  return { sheet: written.sheet, overMinor: over ?? 0 };
}

/** The defaults are plain numbers of the company's currency, whatever it is; `general` are the file's own. */
export function toChecks(
  report: Report,
  written: WrittenChecks | undefined,
  currency: Currency,
  path: Path,
  general?: CostChecks,
): CostChecks {
  const minor = (key: keyof WrittenChecks, otherwise: number) =>
    report.minor(written?.[key], currency, [...path, key]) ?? otherwise;
  const plain = (value: Decimal) => report.minor(value, currency, path) ?? 0;
  return {
    poRequiredOverMinor: minor('po_required_over', general?.poRequiredOverMinor ?? plain(PO_REQUIRED_OVER)),
    receiptOverMinor: minor('receipt_over', general?.receiptOverMinor ?? plain(RECEIPT_OVER)),
  };
}

/** What stands for every project that does not say otherwise. */
export interface General {
  review: Review | null;
  checks: CostChecks;
}

export function readGeneral(report: Report, review: unknown, checks: unknown, currency: Currency): General {
  const writtenReview = review === undefined ? null : report.read(reviewSchema, review, ['review']);
  const writtenChecks = checks === undefined ? null : report.read(checksSchema, checks, ['checks']);
  return {
    review: toReview(report, writtenReview ?? undefined, currency, ['review']),
    checks: toChecks(report, writtenChecks ?? undefined, currency, ['checks']),
  };
}
