import type { QuickBooksSeed } from '../quickbooks/seed.ts';
import { EMPLOYEE, SERVICE_PRICES } from './book-ids.ts';
import type { When } from './designed.ts';
import { placeDay } from './designed-days.ts';
import type { ProjectPlan } from './plan.ts';

const FIRST_TIME = 30_001;

interface Spent {
  employee: string;
  when: When;
  hours: number;
  minutes: number;
  status: 'Billable' | 'NotBillable' | 'HasBeenBilled';
  description: string;
}

const last = (share: number): When => ({ month: 'last', share });

/** What people entered in QuickBooks itself; the two that are Billable stand on no invoice and on no billing sheet. */
const SPENT: readonly Spent[] = [
  {
    employee: EMPLOYEE.tomas,
    when: last(0.1),
    hours: 7,
    minutes: 30,
    status: 'HasBeenBilled',
    description: 'Template development',
  },
  {
    employee: EMPLOYEE.pam,
    when: last(0.3),
    hours: 2,
    minutes: 0,
    status: 'HasBeenBilled',
    description: 'Sprint planning',
  },
  {
    employee: EMPLOYEE.tomas,
    when: last(0.6),
    hours: 6,
    minutes: 30,
    status: 'Billable',
    description: 'Pairing with Acme’s own developers',
  },
  {
    employee: EMPLOYEE.pam,
    when: last(0.8),
    hours: 3,
    minutes: 15,
    status: 'Billable',
    description: 'Call with the payment provider',
  },
  {
    employee: EMPLOYEE.raj,
    when: last(0.5),
    hours: 1,
    minutes: 0,
    status: 'NotBillable',
    description: 'Handing over the notes',
  },
];

export function timesOf(plan: ProjectPlan, today: string): NonNullable<QuickBooksSeed['TimeActivity']> {
  return SPENT.map(({ employee, when, hours, minutes, status, description }, index) => ({
    Id: String(FIRST_TIME + index),
    TxnDate: placeDay(when, today),
    NameOf: 'Employee' as const,
    EmployeeRef: { value: employee },
    CustomerRef: { value: plan.customer },
    ItemRef: { value: plan.item.id },
    ClassRef: { value: plan.class.id },
    BillableStatus: status,
    HourlyRate: SERVICE_PRICES.consulting,
    Hours: hours,
    Minutes: minutes,
    Description: description,
  }));
}
