/** A day of last month or of this one: 0 is the first working day, 1 the last, or today. */
export interface When {
  month: 'last' | 'this';
  share: number;
}

/** A row of the cost sheet as the project's people typed it. */
export interface DesignedRow {
  description: string;
  vendor: string;
  /** The vendor as someone typed it, where it is not its name in the books. */
  typed?: string;
  number?: string;
  order?: string;
  when: When;
  cents: number;
  budgetCents: number;
  account: string;
}

/** A row that has a budget, and no cost yet. */
export type PlannedRow = Omit<DesignedRow, 'when' | 'cents'>;

/** A posting as the bookkeeper entered it. */
export interface DesignedPosting {
  kind: 'Bill' | 'Purchase' | 'Accrual' | 'AccrualReversal';
  vendor?: string;
  number: string;
  /** The number of the purchase order it says it is for. */
  order?: string;
  when: When;
  /** Of the vendor's own currency. */
  cents: number;
  account: string;
  description: string;
  /** A second line for the firm itself, with no customer. */
  overheadCents?: number;
  paid: boolean;
  /** Whether the receipt or the vendor's invoice is attached. */
  receipt: boolean;
}

export interface DesignedCase {
  /** As the contract names it, of the whole case. */
  cause: string;
  /** Beside its cause, what the checks after matching find. */
  check?: 'missing-receipt' | 'coding-against-history' | 'duplicate-before-paid' | 'missing-purchase-order';
  /** For the person who reads this table. */
  what: string;
  rows: DesignedRow[];
  postings: DesignedPosting[];
}

export const last = (share: number): When => ({ month: 'last', share });
export const now = (share: number): When => ({ month: 'this', share });

type Told = Omit<DesignedRow, 'when' | 'budgetCents' | 'cents' | 'account'>;

/** The same story on both sides, but for what is given of each. */
export function both(
  told: Told & { cents: number; account: string; budgetCents: number },
  row: Partial<DesignedRow> & { when: When },
  posting: Partial<DesignedPosting> & { when: When },
): Pick<DesignedCase, 'rows' | 'postings'> {
  const { budgetCents, ...common } = told;
  const entered = { kind: 'Bill', number: '', paid: false, receipt: true } as const;
  return {
    rows: [{ ...common, budgetCents, ...row }],
    postings: [{ ...entered, ...common, ...posting }],
  };
}
