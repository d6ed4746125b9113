import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Answer, AnswerTotals } from './answer.ts';

/** What holds of every answer, right or wrong: nothing dropped, nothing twice, and all of it adds up. */

export interface Listed {
  id: string;
  amount: string;
  currency: string;
}

/** Throws where the file is no CSV with a header. */
export function listOf(path: string): Listed[] {
  const rows: Record<string, string>[] = parse(readFileSync(path), { columns: true, bom: true });
  return rows.map((row) => ({
    id: row.id ?? '',
    amount: row.amount ?? '0',
    currency: row.currency || 'USD',
  }));
}

/** Ten-thousandths: every currency's minor unit is a whole number of them. */
function exact(amount: string): number {
  const found = /^(-?)(\d+)(?:\.(\d{1,4})0*)?$/.exec(amount);
  if (!found) return Number.NaN;
  const size = Number(found[2]) * 10_000 + Number((found[3] ?? '').padEnd(4, '0'));
  return found[1] ? -size : size;
}

const sum = (amounts: readonly string[]) => amounts.reduce((total, amount) => total + exact(amount), 0);

function onceEach(side: 'sheet' | 'ledger', rows: readonly Listed[], answer: Answer): string[] {
  const seen = new Map(rows.map((row) => [row.id, 0]));
  const said = [
    ...answer.matches.flatMap((match) => match[side]),
    ...answer.unmatched[side].map((one) => one.id),
  ];
  const unknown: string[] = [];
  for (const id of said) {
    const times = seen.get(id);
    if (times === undefined) unknown.push(id);
    else seen.set(id, times + 1);
  }
  const dropped = [...seen].filter(([, times]) => times === 0).map(([id]) => id);
  const twice = [...seen].filter(([, times]) => times > 1).map(([id]) => id);
  const tell = (what: string, ids: string[]) =>
    ids.length === 0 ? [] : [`${ids.length} ${side} ids ${what}: ${ids.slice(0, 3).join(', ')}`];
  return [
    ...tell('are not in the file', unknown),
    ...tell('are dropped', dropped),
    ...tell('come twice', twice),
  ];
}

function matchesAddUp(answer: Answer, sheet: readonly Listed[], ledger: readonly Listed[]): string[] {
  const rows = { sheet: new Map(sheet.map((r) => [r.id, r])), ledger: new Map(ledger.map((r) => [r.id, r])) };
  const wrong: string[] = [];
  for (const match of answer.matches) {
    const of = (side: 'sheet' | 'ledger') =>
      match[side].map((id) => rows[side].get(id)).filter((r) => r !== undefined);
    const all = [...of('sheet'), ...of('ledger')];
    const name = `${match.sheet.join('+')} with ${match.ledger.join('+')}`;
    const crosses = new Set(all.map((row) => row.currency)).size > 1;
    const difference = sum(of('ledger').map((r) => r.amount)) - sum(of('sheet').map((r) => r.amount));
    if (crosses !== (match.difference === null))
      wrong.push(`${name}: null where it does not cross currencies, or not where it does`);
    if (crosses || typeof match.difference !== 'string') continue;
    if (exact(match.difference) !== difference)
      wrong.push(`${name}: the difference is not ledger minus sheet`);
    const parts = match.parts ?? [];
    const explained = sum(parts.map((part) => part.amount));
    if (parts.length > 0 || difference !== 0) {
      if (explained !== difference) wrong.push(`${name}: its parts do not add up to the difference`);
    }
  }
  return wrong.length > 5
    ? [...wrong.slice(0, 5), `and ${wrong.length - 5} more matches that do not add up`]
    : wrong;
}

function totalsAddUp(answer: Answer, sheet: readonly Listed[], ledger: readonly Listed[]): string[] {
  if (!answer.totals) return ['there are no totals'];
  const { byCurrency = {}, ...own } = answer.totals;
  const others = Object.keys(byCurrency);
  const listed = new Set([...sheet, ...ledger].map((row) => row.currency));
  const untold = [...listed].filter((currency) => !others.includes(currency));
  const wrong = untold.length > 1 ? [`totals: none for all but one of ${untold.join(', ')}`] : [];
  const currency = untold[0] ?? '';
  for (const [code, totals] of [[currency, own], ...Object.entries(byCurrency)] as const) {
    const of = (rows: readonly Listed[]) => sum(rows.filter((r) => r.currency === code).map((r) => r.amount));
    if (of(sheet) !== exact(totals.sheet))
      wrong.push(`totals ${code}: the sheet's is not the sum of its rows`);
    if (of(ledger) !== exact(totals.ledger))
      wrong.push(`totals ${code}: the ledger's is not the sum of its rows`);
    wrong.push(...differenceAddsUp(code, totals));
  }
  return wrong;
}

function differenceAddsUp(currency: string, totals: AnswerTotals): string[] {
  const difference = exact(totals.difference);
  const wrong: string[] = [];
  if (exact(totals.ledger) - exact(totals.sheet) !== difference) {
    wrong.push(`totals ${currency}: the difference is not ledger minus sheet`);
  }
  if (sum(Object.values(totals.byCause)) !== difference) {
    wrong.push(`totals ${currency}: the causes do not add up to the difference`);
  }
  return wrong;
}

/** Sentences of what does not hold; none where the answer is sound. */
export function unsound(answer: Answer, sheet: readonly Listed[], ledger: readonly Listed[]): string[] {
  return [
    ...onceEach('sheet', sheet, answer),
    ...onceEach('ledger', ledger, answer),
    ...matchesAddUp(answer, sheet, ledger),
    ...totalsAddUp(answer, sheet, ledger),
  ];
}
