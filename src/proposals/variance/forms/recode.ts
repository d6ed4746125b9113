import { small } from '../../../slack/blocks/parts.ts';
import type { Doing, Recoded } from '../content.ts';
import { postingLine } from '../words.ts';
import { accountFor, classSelect, named, orNone } from './coding.ts';
import { type Form, select } from './parts.ts';
import { type Read, wrong } from './sent.ts';

export const recodeForm: Form = async (subject, id, { quickbooks }) => {
  const [posting] = subject.ledger;
  if (!posting) return { refused: 'There is no posting to recode.' };
  const [accounts, classes, customers] = await Promise.all([
    quickbooks.activeAccounts(),
    quickbooks.activeClasses(),
    quickbooks.activeCustomers(),
  ]);
  const wanted = subject.cause === 'coding' ? accountFor(accounts, subject.sheet[0]?.account ?? '') : null;
  return [
    small(`${postingLine(posting)}, coded to ${posting.account || 'no account'}.`),
    select({
      blockId: id('account'),
      label: 'Account',
      choices: accounts.map(named),
      chosen: wanted ?? posting.accountId,
    }),
    classSelect(id('class'), classes, posting.classId),
    select({ blockId: id('customer'), label: 'Customer', choices: customers, chosen: posting.customerId }),
  ];
};

export const readRecode: Read = (subject, sent) => {
  const [posting] = subject.ledger;
  if (!posting) return wrong(sent, 'account', 'There is no posting to recode any more.');
  const change = (field: string, fromId: string, from: string): Recoded | null => {
    const chosen = sent.choice(field);
    const toId = orNone(chosen)?.id ?? '';
    if (chosen === null || toId === fromId) return null;
    return { fromId, from, toId, to: toId === '' ? '' : chosen.name };
  };
  const action: Doing<'recode'> = {
    do: 'recode',
    type: posting.type,
    txnId: posting.txnId,
    lineId: posting.lineId,
    number: posting.number,
    syncToken: posting.syncToken,
    account: change('account', posting.accountId, posting.account),
    class: change('class', posting.classId, posting.class),
    customer: change('customer', posting.customerId, posting.customer),
  };
  if (!action.account && !action.class && !action.customer)
    return wrong(sent, 'account', 'It is coded exactly so already.');
  return action;
};
