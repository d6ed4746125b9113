import type { Logged } from '../../src/log/logged.ts';

/** Entries as a story needs them; a minute apart unless they say when. */
export function entriesOf(
  ...some: (Partial<Omit<Logged, 'data'>> & { type: string; data?: Record<string, unknown> })[]
): Logged[] {
  return some.map((entry, index) => ({
    company: 'default',
    seq: index + 1,
    at: new Date(Date.UTC(2026, 9, 5, 14, index)).toISOString(),
    actor: 'countersign',
    project: 'ACME-WEB',
    approvalId: 'apr_a',
    data: {},
    ...entry,
  }));
}

export const RULE = { label: 'invoice: 1 approval by finance_manager', settingsHash: 'h' };

/** A version as it is logged. */
export function versionData(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    version: 1,
    hash: 'h1',
    number: 12,
    kind: 'invoice',
    amount: { amountMinor: 666_648, currency: 'USD' },
    content: { lines: [{}, {}], customerName: 'Acme Corp:Website', customerId: '7' },
    findings: [],
    author: { kind: 'template', reason: 'no-key' },
    changes: [],
    rule: RULE,
    customerNames: ['Acme Corp:Website', '7'],
    knownCustomer: true,
    ...more,
  };
}

const NAMES: Readonly<Record<string, string>> = { U0PAM: 'Pam', U0FIN: 'Finn', U0MEI: 'Mei-Ling' };
export const nameOf = (who: string) => NAMES[who] ?? who;
