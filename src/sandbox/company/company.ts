import type { QuickBooksSeed } from '../quickbooks/seed.ts';
import type { BotUser, SlackChannelSeed, SlackUserSeed } from '../slack/types.ts';
import type { SmartsheetSeed } from '../smartsheet/seed.ts';
import { ACME_WEB } from './acme-web.ts';
import { billingSheet, type PlacedWork } from './billing-sheet.ts';
import { CLASS, CUSTOMER, ITEM, LOCATION, TERM } from './book-ids.ts';
import { CAFE_LOYALTY } from './cafe-loyalty.ts';
import { addDays, workdays } from './calendar.ts';
import { CASES, type PlacedCase } from './causes.ts';
import { costSheet, designedRowId } from './cost-sheet.ts';
import { costsOf } from './costs.ts';
import { type DesignedBooks, designedBooks } from './designed-books.ts';
import { HARBORLINE } from './harborline.ts';
import { invoicedMonths, type Month, monthOfWork, saleOf } from './history.ts';
import type { Sale } from './ledger.ts';
import { LISTS } from './lists.ts';
import { otherSales } from './other-customers.ts';
import { BOT, CHANNELS, ROLES, TEAM, USERS } from './people.ts';
import type { ProjectPlan, Work } from './plan.ts';
import { estimatesOf, type PostedSale, postBills, postSales } from './posting.ts';
import { projectsYaml } from './projects-yaml.ts';
import { receiptsOf } from './receipts.ts';
import { reviewSheet } from './review-sheet.ts';
import { timesOf } from './times.ts';

export interface DemoProject {
  code: string;
  name: string;
  channel: string;
  billingSheet: number;
  costSheet: number;
  /** QuickBooks' id of the customer. */
  customer: string;
  customerName: string;
  item: { id: string; name: string; price: number };
}

export interface DemoCompany {
  today: string;
  realmId: string;
  slack: {
    team: { id: string; name: string; domain: string };
    users: SlackUserSeed[];
    channels: SlackChannelSeed[];
    botUser: BotUser;
  };
  /** Who may decide, by Slack user id. */
  roles: readonly { id: string; name: string; role: string }[];
  quickbooks: QuickBooksSeed;
  smartsheet: SmartsheetSeed;
  projects: DemoProject[];
  /** What a reconciliation of the first project finds, last month and this one, with where it stands. */
  causes: PlacedCase[];
  projectsYaml: string;
  /** QuickBooks' ids of what tests name. */
  ids: {
    customer: typeof CUSTOMER;
    item: typeof ITEM;
    term: typeof TERM;
    class: typeof CLASS;
    location: typeof LOCATION;
  };
}

const PLANS = [ACME_WEB, CAFE_LOYALTY, HARBORLINE];

/**
 * Larkfield Studio, six people with three projects, and the year that ends on `today` (ISO date). The same `today`
 * gives the same company; another one moves the dates and leaves the amounts. Every call gives fresh objects.
 */
export function demoCompany(today: string): DemoCompany {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) throw new Error(`“${today}” is not an ISO date`);
  const months = invoicedMonths(today);
  const past = PLANS.map((plan) => pastOf(plan, months));
  const books = postSales([...past.flat().map(({ sale }) => sale), ...otherSales(months)], today);
  const costs = PLANS.map((plan) => costsOf(plan, months, today));
  const bills = postBills(costs.flat());
  const designed = designedBooks(ACME_WEB, CASES, today);
  const sheets = PLANS.flatMap((plan, index) => [
    billingSheet(plan, [...placePast(past[index] ?? [], books.invoices), ...openWork(plan, months, today)]),
    costSheet(plan, costs[index] ?? [], bills.ids, today),
  ]);
  return structuredClone({
    today,
    realmId: '9130357766900456',
    slack: { team: TEAM, users: USERS, channels: CHANNELS, botUser: BOT },
    roles: ROLES,
    quickbooks: {
      ...LISTS,
      Invoice: books.invoices.map(({ invoice }) => invoice),
      Payment: books.payments,
      Estimate: PLANS.flatMap((plan) => estimatesOf(plan, today)),
      Bill: [...bills.bills, ...designed.Bill],
      Purchase: designed.Purchase,
      JournalEntry: designed.JournalEntry,
      PurchaseOrder: designed.PurchaseOrder,
      TimeActivity: timesOf(ACME_WEB, today),
      Attachable: receiptsOf(bills.bills, designed),
    },
    smartsheet: {
      user: { email: 'aisha@larkfield.example', firstName: 'Aisha', lastName: 'Rahman' },
      sheets: [...sheets, reviewSheet()],
    },
    projects: PLANS.map(
      ({ code, name, channel, billingSheet: billing, costSheet: costs, customer, customerName, item }) => ({
        code,
        name,
        channel,
        billingSheet: billing,
        costSheet: costs,
        customer,
        customerName,
        item,
      }),
    ),
    causes: placedCases(designed.places),
    projectsYaml: projectsYaml(PLANS, today),
    ids: { customer: CUSTOMER, item: ITEM, term: TERM, class: CLASS, location: LOCATION },
  });
}

function placedCases(places: DesignedBooks['places']): PlacedCase[] {
  let rowsBefore = 0;
  return CASES.map(({ cause, check, what, rows }, index) => {
    const first = rowsBefore;
    rowsBefore += rows.length;
    return {
      cause,
      ...(check && { check }),
      what,
      rows: rows.map((_row, nth) => designedRowId(ACME_WEB, first + nth)),
      postings: (places[index] ?? []).map(({ type, id }) => ({ type, id })),
    };
  });
}

interface PastMonth {
  sale: Sale;
  work: Work[];
}

function pastOf(plan: ProjectPlan, months: readonly Month[]): PastMonth[] {
  return months.map((month) => {
    const work = monthOfWork(plan, month);
    return { sale: saleOf(plan, month, work), work };
  });
}

function placePast(past: readonly PastMonth[], posted: readonly PostedSale[]): PlacedWork[] {
  return past.flatMap(({ sale, work }) => {
    const invoice = posted.find((candidate) => candidate.sale === sale)?.invoice;
    if (!invoice) return [];
    const billed = { number: invoice.DocNumber ?? '', id: invoice.Id, date: sale.date, sent: sale.mailed };
    return work.map((row) => ({ work: row, billed: row.billable === false ? null : billed }));
  });
}

/** Work since the last invoice, spread over the working days up to today. */
function openWork(plan: ProjectPlan, months: readonly Month[], today: string): PlacedWork[] {
  const days = workdays(addDays(months.at(-1)?.end ?? today, 1), today);
  return plan.open.map(({ at, ...work }) => {
    const date = days[Math.round((days.length - 1) * at)] ?? today;
    return { work: { ...work, date }, billed: null };
  });
}
