import { z } from 'zod';
import type { LedgerLine, LedgerTransaction } from '../ledger-transaction-types.ts';
import { optionalRef, optionalText, wireId } from '../map-wire.ts';
import { quote } from '../query.ts';
import { allAttachments, attachments } from './attachments.ts';
import type { Batch } from './batch-answers.ts';
import type { Gathering } from './columns.ts';
import type { Names } from './names.ts';
import { rowsOf } from './pages.ts';
import { ACTION, groups, PAGE, type Question } from './question.ts';
import { readRecord } from './readable.ts';

const wireOrder = z.object({ Id: wireId, DocNumber: optionalText });
const wireItem = z.object({
  Id: wireId,
  ExpenseAccountRef: optionalRef,
  IncomeAccountRef: optionalRef,
  AssetAccountRef: optionalRef,
});

/**
 * Fills in what lines say by id alone: the number of their purchase order, the account of their item, and from an
 * amount on, whether the transaction has an attachment. All in one batch in the usual case.
 */
export async function followUp(
  batch: Batch,
  gathering: Gathering,
  names: Names,
  attachmentsFromMinor: number | null,
): Promise<void> {
  const whole = await allAttachments(batch, gathering, attachmentsFromMinor);
  const again: Question[] = [];
  const questions = [
    ...purchaseOrders(gathering),
    ...itemAccounts(gathering, names),
    ...(whole ? [] : attachments(gathering, attachmentsFromMinor, again)),
  ];
  for (let round = questions; round.length > 0; round = again.splice(0)) {
    const answers = await batch(
      round.map(({ query }) => query),
      ACTION,
    );
    for (const [index, question] of round.entries()) question.use(answers[index]);
  }
}

function purchaseOrders({ rows, orderIds }: Gathering): Question[] {
  return groups(new Set(orderIds.values())).map((ids) => ({
    query: `select * from PurchaseOrder where Id IN (${ids.map(quote).join(',')}) MAXRESULTS ${PAGE}`,
    use(answer) {
      const numbers = new Map(
        rowsOf('PurchaseOrder', answer, ACTION)
          .map((record) => readRecord(wireOrder, record, `purchase order ${record.Id}`))
          .map(({ Id, DocNumber }) => [Id, DocNumber]),
      );
      for (const [row, id] of orderIds) {
        const number = numbers.get(id);
        if (number) rows.po[row] = number;
      }
    },
  }));
}

function itemAccounts({ rows, itemIds }: Gathering, names: Names): Question[] {
  return itemQuestions(new Set(itemIds.values()), (accounts) => {
    for (const [row, id] of itemIds) {
      const account = accounts.get(id);
      if (!account) continue;
      rows.accountId[row] = account.id;
      rows.account[row] = names.account(account.id)?.label ?? account.name;
    }
  });
}

/** The same of one transaction. Asks nothing where no line is for an item alone. */
export async function withItemAccounts(
  batch: Batch,
  transaction: LedgerTransaction,
  names: Names,
): Promise<LedgerTransaction> {
  const isBare = ({ accountId, itemId }: LedgerLine) => accountId === '' && itemId !== '';
  const ids = new Set(transaction.lines.filter(isBare).map(({ itemId }) => itemId));
  const known = new Map<string, Ref>();
  const questions = itemQuestions(ids, (accounts) => {
    for (const [id, account] of accounts) known.set(id, account);
  });
  if (questions.length === 0) return transaction;
  const answers = await batch(
    questions.map(({ query }) => query),
    ACTION,
  );
  for (const [index, question] of questions.entries()) question.use(answers[index]);
  const lines = transaction.lines.map((line): LedgerLine => {
    const account = isBare(line) ? known.get(line.itemId) : undefined;
    if (!account) return line;
    return { ...line, accountId: account.id, account: names.account(account.id)?.label ?? account.name };
  });
  return { ...transaction, lines };
}

interface Ref {
  id: string;
  name: string;
}

function itemQuestions(
  itemIds: ReadonlySet<string>,
  use: (accounts: ReadonlyMap<string, Ref>) => void,
): Question[] {
  return groups(itemIds).map((ids) => ({
    query: `select * from Item where Id IN (${ids.map(quote).join(',')}) and Active IN (true,false) MAXRESULTS ${PAGE}`,
    use(answer) {
      const items = rowsOf('Item', answer, ACTION).map((record) =>
        readRecord(wireItem, record, `item ${record.Id}`),
      );
      use(
        new Map(
          items.flatMap((item): [string, Ref][] => {
            const account = item.ExpenseAccountRef ?? item.AssetAccountRef ?? item.IncomeAccountRef;
            return account ? [[item.Id, account]] : [];
          }),
        ),
      );
    },
  }));
}
