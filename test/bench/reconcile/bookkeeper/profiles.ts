/** What happens in a firm, as often as its weight says; each is a function in happenings.ts. */
export type Happening =
  | 'bill'
  | 'lines'
  | 'tasks'
  | 'accounts'
  | 'statement'
  | 'progress'
  | 'retainage'
  | 'card'
  | 'abroad'
  | 'expenses'
  | 'subscription'
  | 'daily'
  | 'payroll'
  | 'credit'
  | 'netted'
  | 'accrual'
  | 'void'
  | 'cancelled'
  | 'paymentRun'
  | 'shipments'
  | 'truedUp'
  | 'prepaid'
  | 'freightLine'
  | 'bookedAndFed'
  | 'sheetOnly'
  | 'ledgerOnly';

export interface Profile {
  name: string;
  currency: string;
  /** Currencies its cards are charged abroad in, with units of home currency for one of theirs. */
  abroad: Readonly<Record<string, number>>;
  trades: readonly string[];
  projects: 'numbered' | 'client' | 'program';
  /** Columns the sheet, or the ledger, does not have. */
  sheetLacks: readonly string[];
  ledgerLacks: readonly string[];
  numberedAccounts: boolean;
  /** In ten-thousandths of the net price. */
  taxRate: number;
  /** Whether the sheet's people type what they pay; 'person' is each as they are used to. */
  sheetTax: 'gross' | 'person';
  ledgerTax: 'gross' | 'net';
  /** Vendors billing through the bank feed alone: no bill is ever posted. */
  feedOnly: boolean;
  happens: Readonly<Partial<Record<Happening, number>>>;
}

const BUILDING = [
  'lumber',
  'concrete',
  'electrical',
  'plumbing',
  'crew',
  'crew',
  'rental',
  'hauling',
  'permits',
  'fuel',
];
const SELDOM = {
  accrual: 2,
  void: 0.6,
  cancelled: 0.7,
  sheetOnly: 3,
  ledgerOnly: 4,
  credit: 1.5,
  netted: 1,
  paymentRun: 0.5,
  shipments: 0.8,
  truedUp: 0.8,
  prepaid: 0.15,
  freightLine: 0.8,
  bookedAndFed: 0.5,
};

const contractor: Profile = {
  name: 'contractor',
  currency: 'USD',
  abroad: { CAD: 0.73 },
  trades: BUILDING,
  projects: 'numbered',
  sheetLacks: ['class'],
  ledgerLacks: ['class'],
  numberedAccounts: true,
  taxRate: 825,
  sheetTax: 'person',
  ledgerTax: 'gross',
  feedOnly: false,
  happens: {
    ...SELDOM,
    bill: 42,
    lines: 5,
    tasks: 4,
    accounts: 3,
    statement: 1.3,
    progress: 3,
    retainage: 1.6,
    card: 18,
    expenses: 0.7,
    subscription: 0.5,
    daily: 0.5,
    payroll: 0.6,
  },
};

const agency: Profile = {
  name: 'agency',
  currency: 'USD',
  abroad: { EUR: 1.09, GBP: 1.27, CAD: 0.73 },
  trades: ['media', 'freelance', 'freelance', 'print', 'software', 'travel', 'meals', 'office', 'legal'],
  projects: 'client',
  sheetLacks: ['po'],
  ledgerLacks: ['po'],
  numberedAccounts: false,
  taxRate: 0,
  sheetTax: 'gross',
  ledgerTax: 'gross',
  feedOnly: false,
  happens: {
    ...SELDOM,
    bill: 32,
    lines: 4,
    tasks: 4,
    accounts: 3,
    statement: 1,
    progress: 3,
    card: 22,
    abroad: 6,
    expenses: 1.4,
    subscription: 1.4,
    daily: 0.5,
    payroll: 0.6,
  },
};

const itServices: Profile = {
  name: 'it-services',
  currency: 'USD',
  abroad: { EUR: 1.09, GBP: 1.27, INR: 0.012 },
  trades: ['software', 'software', 'cloud', 'hardware', 'freelance', 'travel', 'office', 'legal'],
  projects: 'client',
  sheetLacks: [],
  ledgerLacks: ['currency'],
  numberedAccounts: true,
  taxRate: 700,
  sheetTax: 'person',
  ledgerTax: 'gross',
  feedOnly: false,
  happens: {
    ...SELDOM,
    bill: 30,
    lines: 6,
    tasks: 3,
    accounts: 3,
    statement: 1,
    progress: 2,
    card: 16,
    expenses: 1.5,
    subscription: 2.5,
    payroll: 0.9,
    daily: 0.5,
  },
};

const nonprofit: Profile = {
  name: 'nonprofit',
  currency: 'USD',
  abroad: { EUR: 1.09, KES: 0.0077, MXN: 0.058 },
  trades: ['venue', 'print', 'office', 'travel', 'meals', 'legal', 'software', 'freelance'],
  projects: 'program',
  sheetLacks: ['po', 'invoice'],
  ledgerLacks: ['po'],
  numberedAccounts: true,
  taxRate: 0,
  sheetTax: 'gross',
  ledgerTax: 'gross',
  feedOnly: false,
  happens: {
    ...SELDOM,
    bill: 30,
    lines: 3,
    tasks: 5,
    accounts: 3,
    statement: 0.7,
    progress: 1,
    card: 24,
    abroad: 2,
    expenses: 2.6,
    subscription: 1,
    daily: 1,
    payroll: 0.9,
  },
};

/** Everything is paid by card, debit or check, and what the bank says is all the ledger knows. */
const handyman: Profile = {
  ...contractor,
  name: 'handyman',
  trades: [
    'lumber',
    'electrical',
    'plumbing',
    'crew',
    'rental',
    'hauling',
    'fuel',
    'permits',
    'office',
    'meals',
  ],
  sheetLacks: ['class', 'po', 'currency'],
  ledgerLacks: ['class', 'po', 'number', 'vendor', 'currency'],
  sheetTax: 'gross',
  feedOnly: true,
  happens: {
    card: 70,
    tasks: 4,
    accounts: 2,
    abroad: 0.5,
    expenses: 0.5,
    subscription: 2,
    daily: 1.2,
    credit: 2,
    cancelled: 1,
    sheetOnly: 4,
    ledgerOnly: 5,
    paymentRun: 3,
    shipments: 2,
    truedUp: 1,
    freightLine: 0.5,
    prepaid: 0.1,
    progress: 1,
  },
};

/** The sheet has no column for vendors: names stand in the description, where they stand at all. */
const eventAgency: Profile = {
  ...agency,
  name: 'event-agency',
  trades: ['venue', 'venue', 'print', 'freelance', 'travel', 'meals', 'media', 'office'],
  sheetLacks: ['po', 'vendor', 'class'],
  ledgerLacks: ['po', 'class'],
};

/** What it paid stands in the sheet, tax and all; the ledger keeps recoverable tax in an account of its own. */
const canadian: Profile = {
  ...contractor,
  name: 'canadian',
  currency: 'CAD',
  abroad: { USD: 1.37 },
  taxRate: 1300,
  sheetTax: 'gross',
  ledgerTax: 'net',
  happens: { ...contractor.happens, abroad: 3, statement: 1, retainage: 1.4 },
};

export const PROFILES: readonly Profile[] = [
  contractor,
  agency,
  itServices,
  nonprofit,
  handyman,
  eventAgency,
  canadian,
];

/** The firm that is asked for, else the one the seed falls on. Throws RangeError for a name nobody has. */
export function profileFor(seed: number, name?: string): Profile {
  const found = name === undefined ? PROFILES[seed % PROFILES.length] : PROFILES.find((p) => p.name === name);
  if (!found) throw new RangeError(`no profile is called ${name}: ${PROFILES.map((p) => p.name).join(', ')}`);
  return found;
}
