import type { QuickBooksSeed } from '../quickbooks/seed.ts';
import { ACCOUNT, VENDOR } from './book-ids.ts';
import { addDays } from './calendar.ts';
import type { SeedBill } from './costs.ts';
import type { DesignedCase, DesignedPosting } from './designed.ts';
import { placeDay } from './designed-days.ts';
import { ordersOf } from './designed-orders.ts';
import { amountOf } from './ledger.ts';
import type { ProjectPlan } from './plan.ts';

const FIRST_EXPENSE = 6001;
/** What a euro cost on those days. */
const EURO = 1.085;

type Seeds<K extends keyof QuickBooksSeed> = NonNullable<QuickBooksSeed[K]>;

export interface DesignedBooks {
  Bill: SeedBill[];
  Purchase: Seeds<'Purchase'>;
  JournalEntry: Seeds<'JournalEntry'>;
  PurchaseOrder: Seeds<'PurchaseOrder'>;
  /** In the order of the cases and their postings. */
  places: { type: 'Bill' | 'Purchase' | 'JournalEntry'; id: string; receipt: boolean }[][];
}

/** The designed postings as records of QuickBooks, with the purchase orders that they name. */
export function designedBooks(
  plan: ProjectPlan,
  cases: readonly DesignedCase[],
  today: string,
): DesignedBooks {
  const orders = ordersOf(plan, cases, today);
  const books: DesignedBooks = {
    Bill: [],
    Purchase: [],
    JournalEntry: [],
    PurchaseOrder: [...orders.values()],
    places: [],
  };
  let next = FIRST_EXPENSE;
  for (const { postings } of cases) {
    const places = postings.map((posting) => {
      const id = String(next);
      next += 1;
      const record = { Id: id, DocNumber: posting.number, TxnDate: placeDay(posting.when, today) };
      const type = enter(books, plan, posting, record, orders.get(posting.order ?? '')?.Id);
      return { type, id, receipt: posting.receipt };
    });
    books.places.push(places);
  }
  return books;
}

type Head = { Id: string; DocNumber: string; TxnDate: string };

function enter(
  books: DesignedBooks,
  plan: ProjectPlan,
  posting: DesignedPosting,
  head: Head,
  orderId: string | undefined,
): 'Bill' | 'Purchase' | 'JournalEntry' {
  switch (posting.kind) {
    case 'Bill':
      books.Bill.push(billFor(plan, posting, head, orderId));
      return 'Bill';
    case 'Purchase':
      books.Purchase.push({
        ...withoutNumber(head),
        AccountRef: { value: ACCOUNT.card },
        PaymentType: 'CreditCard',
        EntityRef: { type: 'Vendor', value: posting.vendor ?? '' },
        CurrencyRef: { value: 'USD' },
        TotalAmt: amountOf(posting.cents),
        Line: [expenseLine(plan, posting)],
      });
      return 'Purchase';
    default:
      books.JournalEntry.push(journalEntry(plan, posting, head));
      return 'JournalEntry';
  }
}

function billFor(
  plan: ProjectPlan,
  posting: DesignedPosting,
  head: Head,
  orderId: string | undefined,
): SeedBill {
  const { vendor = '', overheadCents = 0, cents, paid, order } = posting;
  const total = amountOf(cents + overheadCents);
  const link = orderId === undefined ? {} : { LinkedTxn: [{ TxnId: orderId, TxnType: 'PurchaseOrder' }] };
  return {
    ...head,
    DueDate: addDays(head.TxnDate, 30),
    VendorRef: { value: vendor },
    ...(vendor === VENDOR.kestrel
      ? { CurrencyRef: { value: 'EUR' }, ExchangeRate: EURO }
      : { CurrencyRef: { value: 'USD' } }),
    ...(order !== undefined && { PrivateNote: `PO ${order}` }),
    ...link,
    TotalAmt: total,
    Balance: paid ? 0 : total,
    Line: [expenseLine(plan, posting), ...(overheadCents > 0 ? [overheadLine(posting, overheadCents)] : [])],
  };
}

function expenseLine(plan: ProjectPlan, { description, cents, account }: DesignedPosting) {
  return {
    Id: '1',
    Description: description,
    Amount: amountOf(cents),
    DetailType: 'AccountBasedExpenseLineDetail',
    AccountBasedExpenseLineDetail: {
      AccountRef: { value: account },
      CustomerRef: { value: plan.customer },
      ClassRef: { value: plan.class.id },
      BillableStatus: 'NotBillable',
      TaxCodeRef: { value: 'NON' },
    },
  };
}

function overheadLine({ account }: DesignedPosting, cents: number) {
  return {
    Id: '2',
    Description: 'Mail and calendars of the office',
    Amount: amountOf(cents),
    DetailType: 'AccountBasedExpenseLineDetail',
    AccountBasedExpenseLineDetail: {
      AccountRef: { value: account },
      BillableStatus: 'NotBillable',
      TaxCodeRef: { value: 'NON' },
    },
  };
}

function journalEntry(plan: ProjectPlan, { kind, account, cents, description }: DesignedPosting, head: Head) {
  const [cost, accrued] = kind === 'Accrual' ? ['Debit', 'Credit'] : ['Credit', 'Debit'];
  const common = {
    Description: description,
    Amount: amountOf(cents),
    DetailType: 'JournalEntryLineDetail',
  };
  const entity = { Type: 'Customer', EntityRef: { value: plan.customer } };
  const costDetail = {
    PostingType: cost,
    AccountRef: { value: account },
    Entity: entity,
    ClassRef: { value: plan.class.id },
  };
  const accruedDetail = { PostingType: accrued, AccountRef: { value: ACCOUNT.accrued } };
  return {
    ...head,
    PrivateNote: description,
    CurrencyRef: { value: 'USD' },
    Line: [
      { Id: '0', ...common, JournalEntryLineDetail: costDetail },
      { Id: '1', ...common, JournalEntryLineDetail: accruedDetail },
    ],
  };
}

/** A purchase on a card has no number. */
function withoutNumber({ DocNumber, ...head }: Head) {
  return DocNumber === '' ? head : { ...head, DocNumber };
}
