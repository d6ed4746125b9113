import { CUSTOMER, ITEM, LOCATION, SERVICE_PRICES, TERM } from './book-ids.ts';
import { addDays } from './calendar.ts';
import { type Chance, chance } from './chance.ts';
import type { Month } from './history.ts';
import type { Sale } from './ledger.ts';

interface Retainer {
  customer: string;
  email: string | null;
  term: string;
  currency?: string;
  what: string;
  item: string;
  price: number;
  /** Quarters, least and most. */
  quarters: [number, number];
  everyMonths: number;
  /** Never pays since this many months ago; 0 pays. */
  owesSince?: number;
}

const { support, consulting, design, workshop } = SERVICE_PRICES;
const OTHERS: Retainer[] = [
  {
    customer: CUSTOMER.acmeSupport,
    email: 'ap@acme.example',
    term: TERM.net30,
    what: 'Support retainer',
    item: ITEM.support,
    price: support,
    quarters: [40, 64],
    everyMonths: 1,
  },
  {
    customer: CUSTOMER.bluewater,
    email: 'office@bluewater.example',
    term: TERM.dueOnReceipt,
    what: 'Website care',
    item: ITEM.support,
    price: support,
    quarters: [8, 22],
    everyMonths: 1,
  },
  {
    customer: CUSTOMER.okonkwo,
    email: 'grants@okonkwo.example',
    term: TERM.net30,
    what: 'Annual report design',
    item: ITEM.design,
    price: design,
    quarters: [40, 130],
    everyMonths: 3,
  },
  {
    customer: CUSTOMER.ohara,
    email: null,
    term: TERM.net15,
    what: 'Catalogue consulting',
    item: ITEM.consulting,
    price: consulting,
    quarters: [10, 46],
    everyMonths: 2,
    owesSince: 4,
  },
  {
    customer: CUSTOMER.lumiere,
    email: 'compta@lumiere.example',
    term: TERM.net30,
    currency: 'EUR',
    what: 'Workshop day',
    item: ITEM.workshop,
    price: workshop,
    quarters: [4, 8],
    everyMonths: 4,
  },
];

/** The firm's other customers: nobody drafts for them here, but they owe, pay and fill the books. */
export function otherSales(months: readonly Month[]): Sale[] {
  return OTHERS.flatMap((other) =>
    months
      .filter(({ ago }) => ago % other.everyMonths === 0)
      .map((month) => retainerSale(other, month, chance(`${other.customer} ${month.ago}`))),
  );
}

function retainerSale(other: Retainer, month: Month, by: Chance): Sale {
  const date = addDays(month.end, -by.between(0, 6));
  const quantity = by.between(...other.quarters) / 4;
  const { what: description, item, price } = other;
  return {
    customer: other.customer,
    email: other.email,
    date,
    term: other.term,
    location: LOCATION.chicago,
    currency: other.currency ?? 'USD',
    purchaseOrder: null,
    mailed: other.email !== null,
    paidAfter: month.ago <= (other.owesSince ?? 0) ? null : by.between(3, 38),
    lines: [{ description, item, quantity, price, serviceDate: date, class: null }],
  };
}
