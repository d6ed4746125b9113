import type { KnownBlock } from '@slack/types';
import type { Account } from '../../../quickbooks/ledger-types.ts';
import { type Choice, NONE, select } from './parts.ts';

/** What is posted is coded by QuickBooks' own lists: what is on none of them cannot be chosen. */

export const named = ({ id, label }: Account): Choice => ({ id, name: label });

/** The account a GL code of the sheet means: by its leading number, else by its name. */
export function accountFor(accounts: readonly Account[], code: string): string | null {
  const [, number] = /^\s*(\d{3,})/.exec(code) ?? [];
  const fold = (text: string) => text.trim().toLowerCase();
  const found =
    accounts.find((account) => number !== undefined && account.number === number) ??
    accounts.find((account) =>
      [account.name, account.label, account.name.split(':').at(-1) ?? ''].some(
        (name) => fold(name) === fold(code),
      ),
    );
  return found?.id ?? null;
}

/** `chosen`: a class's id; '' or undefined for none. */
export function classSelect(
  blockId: string,
  classes: readonly Choice[],
  chosen: string | undefined,
): KnownBlock {
  return select({ blockId, label: 'Class', choices: [NONE, ...classes], chosen: chosen || NONE.id });
}

/** The choice that was sent, null for none of them. */
export const orNone = (choice: Choice | null): Choice | null =>
  choice === null || choice.id === NONE.id ? null : choice;
